import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Demo, demoState, startDemoBody } from "@/lib/contract/demo";
import { CliError, exitCodes } from "./cli-error";
import { type Connection, connect, readAnswer } from "./connection";
import { defaultUrl } from "./default-url";
import type { Terminal } from "./terminal";

export const demoUsage = `reverie demo [--agents script|model] [--model id] [--replay] [--remove] [--url address]
  Has the server play the ten days of the SRE demo, and follows it until its dream waits for a review.
  --agents   who plays the agents: scripts, or a language model that the server is configured for; without one, skipped
  --model    the language model; by default the first that the server lists
  --replay   after the review: plays days 6 to 10 once more with what was approved, and prints what that changed
  --remove   takes the demo away with everything that belongs to it`;

const lookMs = 500;

/** Has the server play the demo, tells how far it is, and says where to go on; or what the review changed. */
export async function runDemo(args: readonly string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      agents: { type: "string", default: "script" },
      model: { type: "string" },
      remove: { type: "boolean", default: false },
      replay: { type: "boolean", default: false },
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
  if (values.replay) {
    await connection("/v1/demo/replay", { method: "POST" });
    const demo = await follow(connection, terminal);
    if (demo.message !== null) throw new CliError(`Days 6 to 10 broke off: ${demo.message}`);
    return void terminal.stdout.write(`${tableOf(demo)}\n`);
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
  terminal.stderr.write(
    `The dream waits for your review there, after ${demo.days} days and ${demo.session_count} sessions.\n`,
  );
  terminal.stderr.write("Once it is applied, --replay plays days 6 to 10 with what you approved.\n");
}

async function follow(connection: Connection, terminal: Terminal): Promise<Demo> {
  let said = "";
  for (;;) {
    const { demo } = await readAnswer(await connection("/v1/demo"), demoState);
    if (demo === null) throw new CliError("The demo was taken away meanwhile.");
    if (demo.status === "failed")
      throw new CliError(`The demo broke off: ${demo.message ?? "its dream did not complete"}`);
    if (demo.status !== "playing" && demo.status !== "replaying" && demo.status !== "dreaming") return demo;
    const by = demo.model === null ? "" : `, agents played by ${demo.model}`;
    const words = demo.status === "dreaming" ? "Dreaming" : `Day ${demo.day} of ${demo.days}${by}`;
    if (words !== said) terminal.stderr.write(`${words} …\n`);
    said = words;
    await sleep(lookMs);
  }
}

/** What days 6 to 10 came to, a line for each measure. */
function tableOf({ comparison }: Demo): string {
  const head = ["days 6 to 10", "no memory", "no dream", "as approved"];
  const rows = comparison.map(({ title, digits, without_memory, without_dream, with_dream }) => [
    title,
    ...[without_memory, without_dream, with_dream].map((value) => value?.toFixed(digits) ?? "-"),
  ]);
  const widths = head.map((word, column) =>
    [head, ...rows].reduce((most, row) => Math.max(most, row[column]?.length ?? 0), word.length),
  );
  const lines = [head, ...rows].map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
  return lines.join("\n");
}
