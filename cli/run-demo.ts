import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Demo, demoState } from "@/lib/contract/demo";
import { CliError, exitCodes } from "./cli-error";
import { type Connection, connect, readAnswer } from "./connection";
import { defaultUrl } from "./default-url";
import type { Terminal } from "./terminal";

export const demoUsage = `reverie demo [--remove] [--url address]
  Has the server play the SRE demo, and follows it until its dream waits for a review.
  --remove   takes the demo away with everything that belongs to it`;

const lookMs = 500;

/** Has the server play the demo, tells how far it is, and says where to go on. */
export async function runDemo(args: readonly string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { remove: { type: "boolean", default: false }, url: { type: "string", default: defaultUrl } },
  });
  if (positionals.length > 0) throw new CliError(`The demo takes no names.\n${demoUsage}`, exitCodes.usage);
  const connection = connect(values.url, terminal.env.REVERIE_API_KEY);
  if (values.remove) {
    await connection("/v1/demo", { method: "DELETE" });
    return void terminal.stderr.write("The demo is gone.\n");
  }
  await connection("/v1/demo", { method: "POST" });
  const demo = await follow(connection, terminal);
  terminal.stdout.write(`${new URL(`/dreams/${demo.dream_id}`, values.url)}\n`);
  terminal.stderr.write(`The dream waits for your review there. ${demo.session_count} sessions stand behind it.\n`);
}

async function follow(connection: Connection, terminal: Terminal): Promise<Demo> {
  let said = "";
  for (;;) {
    const { demo } = await readAnswer(await connection("/v1/demo"), demoState);
    if (demo === null) throw new CliError("The demo was taken away meanwhile.");
    if (demo.status === "failed")
      throw new CliError(`The demo broke off: ${demo.message ?? "its dream did not complete"}`);
    const words = demo.status === "playing" ? `Day ${demo.day} of ${demo.days}` : "Dreaming";
    if (demo.status === "ready" || demo.status === "reviewed") return demo;
    if (words !== said) terminal.stderr.write(`${words} …\n`);
    said = words;
    await sleep(lookMs);
  }
}
