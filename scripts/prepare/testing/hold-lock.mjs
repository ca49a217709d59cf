// @ts-check
// A process of its own that takes a lock, says how it went, and holds it until it is killed.
import { acquireOwnerLock } from "../owner-lock.mjs";

const result = await acquireOwnerLock(process.argv[2] ?? "", { address: "http://127.0.0.1:1" });
process.stdout.write(`${result.kind}\n`);
process.on("SIGTERM", () => {
  if (result.kind === "acquired") result.release();
  process.exit(0);
});
setInterval(() => undefined, 1000);
