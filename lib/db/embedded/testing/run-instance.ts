import { startEmbeddedPostgres } from "../start-embedded-postgres";

// A process of its own, as an instance is, so that tests can kill it. Says the address and waits for its end.
const [dataDir = "", relocationRoot = ""] = process.argv.slice(2);
const { url } = await startEmbeddedPostgres({ dataDir, relocationRoot, log: () => undefined });
process.stdout.write(`${url}\n`);
setInterval(() => undefined, 1000);
