import type { Chat } from "@/lib/session/importers/collect-chats";
import { messageTime, outcomeOf } from "@/lib/session/importers/finish-chat";
import type {
  ImportedTranscript,
  ImportItem,
  ImportNote,
  ImportOptions,
} from "@/lib/session/importers/imported-transcript";
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from "@/lib/session/importers/json-object";
import { limitMetadata, titleFrom } from "@/lib/session/importers/limit-metadata";
import { addOpenaiMessages } from "@/lib/session/importers/openai-chat";
import type { JsonItem } from "@/lib/session/importers/read-json-values";
import { readTime } from "@/lib/session/importers/read-time";
import { fingerprint, report, startDraft } from "@/lib/session/importers/transcript-draft";

/** Reads runs of tau-bench, one object a run, and of tau2, whose file holds many simulations. */
export async function* importTauBench(
  items: AsyncIterable<JsonItem>,
  options: ImportOptions,
): AsyncGenerator<ImportItem> {
  for await (const item of items) {
    if (item.kind === "skipped") yield item;
    if (item.kind !== "value") continue;
    const { line, value } = item;
    const runs: unknown[] = Array.isArray(value) ? value : [value];
    for (const run of runs) {
      if (isObject(run) && Array.isArray(run.traj)) yield* importRun(run, line, options);
      else if (isObject(run) && Array.isArray(run.simulations)) yield* importSimulations(run, line, options);
      else yield { kind: "skipped", line, reason: "is not a tau-bench run" };
    }
  }
}

function* importRun(run: JsonObject, line: number, options: ImportOptions): Generator<ImportItem> {
  const info = objectOf(run, "info");
  const task = objectOf(info, "task");
  const { chat, notes } = toChat(run, listOf(run, "traj"), line);
  yield* notes;
  yield* finishRun(chat, options, {
    sourceKey: `tau-bench:${fingerprint(run.task_id, run.trial, run.traj)}`,
    title: titleFrom(textOf(task, "instruction")),
    outcome: outcomeOf(undefined, numberOf(run, "reward")),
    startedAt: null,
    pairs: [
      ["source", "tau-bench"],
      ["task", run.task_id],
      ["trial", run.trial],
      ["reward", run.reward],
      ["user_id", task.user_id],
      ["user_cost", info.user_cost],
      ["instruction", task.instruction],
    ],
  });
}

function* importSimulations(file: JsonObject, line: number, options: ImportOptions): Generator<ImportItem> {
  const info = objectOf(file, "info");
  const domain = textOf(objectOf(info, "environment_info"), "domain_name");
  for (const simulation of listOf(file, "simulations")) {
    if (!isObject(simulation)) {
      yield { kind: "skipped", line, reason: "left out a simulation that is not an object" };
      continue;
    }
    const { chat, notes } = toChat(simulation, listOf(simulation, "messages"), line);
    yield* notes;
    yield* finishRun(chat, options, {
      sourceKey: `tau2:${fingerprint(simulation.id, simulation.task_id, simulation.trial, simulation.messages)}`,
      title: titleFrom([domain, textOf(simulation, "task_id")].filter(Boolean).join(" ")),
      outcome: outcomeOf(undefined, numberOf(objectOf(simulation, "reward_info"), "reward")),
      startedAt: readTime(simulation.start_time),
      pairs: [
        ["source", "tau2"],
        // The same task id means different tasks in different domains.
        ["task", domain ? `${domain}/${String(simulation.task_id)}` : simulation.task_id],
        ["trial", simulation.trial],
        ["reward", objectOf(simulation, "reward_info").reward],
        ["seed", simulation.seed],
        ["termination_reason", simulation.termination_reason],
        ["agent_model", objectOf(info, "agent_info").llm],
      ],
    });
  }
}

type RunFacts = Pick<ImportedTranscript, "sourceKey" | "title" | "outcome" | "startedAt"> & {
  pairs: (readonly [string, unknown])[];
};

function* finishRun(chat: Chat, options: ImportOptions, facts: RunFacts): Generator<ImportItem> {
  const draft = startDraft(options);
  addOpenaiMessages(draft, chat);
  const { pairs, ...known } = facts;
  if (draft.events.length === 0) report(draft, chat.line, "the run holds no messages");
  else {
    const transcript: ImportedTranscript = {
      ...known,
      earlierKeys: [],
      agentName: options.agentName ?? "assistant",
      startedAt:
        known.startedAt ?? draft.events.find((event) => event.processedAt)?.processedAt ?? messageTime(chat.about),
      metadata: limitMetadata(pairs),
      events: draft.events,
    };
    yield { kind: "transcript", line: chat.line, transcript };
  }
  yield* draft.notes;
}

function toChat(about: JsonObject, listed: unknown[], line: number): { chat: Chat; notes: ImportNote[] } {
  const messages = listed.filter(isObject).map((message) => ({ line, message }));
  const lost = listed.length - messages.length;
  const reason = `left out ${lost} entries of a run that are not messages`;
  return { chat: { kind: "chat", line, messages, about }, notes: lost > 0 ? [{ kind: "skipped", line, reason }] : [] };
}
