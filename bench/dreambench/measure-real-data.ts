import { createReadStream, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { z } from "zod";
import type { EngineInput, EngineSession } from "@/lib/dream/engine/engine-input";
import type { EngineOutput } from "@/lib/dream/engine/engine-output";
import { runEngine } from "@/lib/dream/engine/run-engine";
import { importTranscripts } from "@/lib/session/importers/import-transcripts";
import { freezeTranscript } from "./generate/freeze-transcript";

const importedAt = new Date("2026-06-01T00:00:00Z");

/** What the engine says of transcripts that nobody planted; the data stands outside the project and may be absent. */
export async function measureRealData(folder: string): Promise<string> {
  if (!existsSync(folder)) return "Real data: the transcripts are not there; nothing was measured.";
  const rows = [
    await describeFolder("tau-bench trials 0–1", join(folder, "tau-bench"), ".json"),
    await describeFolder("tau2", join(folder, "tau2"), ".json"),
    await describeFolder("Claude Code", join(folder, "claude-code-viewer"), ".jsonl"),
    await describeFolder("SWE-agent", join(folder, "swe-agent"), ".traj"),
    await describeLabelled(join(folder, "who-and-when/who-and-when.tar.gz")),
  ];
  return [
    "| real data | sessions | calls | failed | proposed | flagged | watched | outcome associations proposed | note |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ...rows,
  ].join("\n");
}

async function describeFolder(name: string, folder: string, ending: string): Promise<string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(ending));
  const sessions: EngineSession[] = [];
  for (const file of files.sort()) {
    for await (const item of importTranscripts("auto", createReadStream(join(folder, file)))) {
      if (item.kind === "transcript")
        sessions.push(freezeTranscript(item.transcript, `${file}-${item.line}`, "importer", importedAt));
    }
  }
  return row(name, await runEngine(inputOf(sessions)), "");
}

const labelled = z.object({
  history: z.array(z.object({ content: z.string(), role: z.string().optional(), name: z.string().optional() })),
  mistake_step: z.coerce.number(),
});

/** Logs in which people marked the step that went wrong: whether it is among what the engine cites. */
async function describeLabelled(archive: string): Promise<string> {
  const entries = createReadStream(archive).pipe(createGunzip()).pipe(extract());
  const sessions: EngineSession[] = [];
  const marked = new Set<string>();
  for await (const entry of entries) {
    const log = await text(entry);
    const parsed = labelled.safeParse(entry.header.name.endsWith(".json") ? parseJson(log) : null);
    if (!parsed.success) continue;
    const { history, mistake_step } = parsed.data;
    const messages = history.map(({ content, role, name }) => {
      const isPerson = role === "human" || role === "user";
      return { role: isPerson ? "user" : "assistant", name: name ?? role, content };
    });
    for await (const item of importTranscripts("openai", JSON.stringify(messages))) {
      if (item.kind !== "transcript") continue;
      const session = freezeTranscript(item.transcript, `log-${sessions.length}`, "importer", importedAt);
      sessions.push(session);
      const step = session.events[mistake_step];
      if (step) marked.add(step.id);
    }
  }
  const output = await runEngine(inputOf(sessions));
  const cited = new Set(
    output.insights.flatMap(({ evidence }) =>
      evidence.flatMap((item) => (item.source === "event" ? [item.event_id] : [])),
    ),
  );
  const found = [...marked].filter((id) => cited.has(id)).length;
  return row("Who&When", output, `${found} of ${marked.size} labelled steps among ${cited.size} cited events`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function inputOf(sessions: readonly EngineSession[]): EngineInput {
  return {
    store: { id: "memstore_real", name: "Team memory", access: "read_write" },
    memories: [],
    sessions,
    instructions: null,
    ledger: { rejections: [] },
  };
}

function row(name: string, { insights, counts }: EngineOutput, note: string): string {
  const inState = (state: string) => insights.filter((insight) => insight.state === state).length;
  const outcomes = insights.filter(({ kind, state }) => kind === "outcome_association" && state === "proposed").length;
  const kinds = [...new Set(insights.filter(({ state }) => state === "proposed").map(({ kind }) => kind))].sort();
  const cells = [
    counts.sessions,
    counts.calls,
    counts.failed_calls,
    inState("proposed"),
    inState("flagged"),
    inState("watch"),
    outcomes,
  ];
  return `| ${name} | ${cells.join(" | ")} | ${note || kinds.join(", ")} |`;
}
