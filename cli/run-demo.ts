import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Demo, demoState, startDemoBody } from "@/lib/contract/demo";
import { CliError, exitCodes } from "./cli-error";
import { type Connection, connect, readAnswer } from "./connection";
import { defaultUrl } from "./default-url";
import type { Terminal } from "./terminal";

export const demoUsage = `reverie demo [--agents script|model] [--model id] [--remove] [--url address]
  Has the server play the SRE demo, and follows it until its dream waits for a review.
  --agents   who plays the agents: scripts, or a language model that the server is configured for; without one, skipped
  --model    the language model; by default the first that the server lists
  --remove   takes the demo away with everything that belongs to it`;

const lookMs = 500;

/** Has the server play the demo, tells how far it is, and says where to go on. */
export async function runDemo(args: readonly string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      agents: { type: "string", default: "script" },
      model: { type: "string" },
      remove: { type: "boolean", default: false },
      url: { type: "string", default: defaultUrl },
    },
  });
  const asked = startDemoBody.safeParse({ agents: values.agents, model: values.model });
  if (!asked.success) throw new CliError(`--agents takes script or model.\n${demoUsage}`, exitCodes.usage);
  if (positionals.length > 0) throw new CliError(`The demo takes no names.\n${demoUsage}`, exitCodes.usage);
  const connection = connect(values.url, terminal.env.REVERIE_API_KEY);
  if (values.remove) {
    await connection("/v1/demo", { method: "DELETE" });
    return void terminal.stderr.write("The demo is gone.\n");
  }
  try {
    await connection("/v1/demo", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(asked.data),
    });
  } catch (error) {
    if (!(error instanceof CliError) || error.reason !== "no_model") throw error;
    return void terminal.stdout.write(`Skipped: ${error.message}\n`);
  }
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
    const by = demo.model === null ? "" : `, agents played by ${demo.model}`;
    const words = demo.status === "playing" ? `Day ${demo.day} of ${demo.days}${by}` : "Dreaming";
    if (demo.status === "ready" || demo.status === "reviewed") return demo;
    if (words !== said) terminal.stderr.write(`${words} …\n`);
    said = words;
    await sleep(lookMs);
  }
}
