import { type AlertBriefing, type Answer, type Briefing, type Move, mounts, slugOf, view } from "./agent";
import { filesInIndex, type Notes } from "./read-notes";

/** The notes on one alert. */
export function* readAlertNotes(briefing: AlertBriefing, alert: string): Generator<Move, Notes[], Answer> {
  return yield* readNotes(briefing, mounts.team, [`/alerts/${slugOf(alert)}.md`]);
}

/** Every line of the team's notes that names an alert, wherever it stands. */
export function* searchNotes({ mounts: mounted }: Briefing, alert: string): Generator<Move, Notes[], Answer> {
  if (!mounted.includes(mounts.team)) return [];
  const input = { command: "search", path: mounts.team, query: alert } as const;
  const { text } = yield { tool: "memory", input };
  return [{ path: "search", text }];
}

/** The notes on the service of the alert. */
export function* readServiceNotes(briefing: AlertBriefing): Generator<Move, Notes[], Answer> {
  return yield* readNotes(briefing, mounts.team, [`/services/${briefing.alert.service}.md`]);
}

/** The team's list of owners, unless it was read already. */
export function* readOwners(briefing: Briefing, known: readonly Notes[]): Generator<Move, Notes[], Answer> {
  const path = "/services/ownership.md";
  return known.some((note) => note.path === path) ? [] : yield* readNotes(briefing, mounts.team, [path]);
}

/**
 * What else may help: with an index the files that it names for this alert, without one everything the team ever learnt,
 * in full; and the runbook of the service.
 */
export function* readWidely(briefing: AlertBriefing, known: readonly Notes[]): Generator<Move, Notes[], Answer> {
  const { alert } = briefing;
  const index = yield* view(briefing, mounts.team, "/INDEX.md");
  const paths = index === null ? ["/learnings.md"] : filesInIndex(index, [alert.name, alert.service]);
  const unread = paths.filter((path) => known.every((note) => note.path !== path)).slice(0, 4);
  const team = yield* readNotes(briefing, mounts.team, unread);
  const runbook = yield* readNotes(briefing, mounts.runbooks, [`/runbooks/${alert.service}.md`]);
  return [...team, ...runbook];
}

function* readNotes(briefing: Briefing, mount: string, paths: readonly string[]): Generator<Move, Notes[], Answer> {
  const found: Notes[] = [];
  for (const path of paths) {
    const text = yield* view(briefing, mount, path);
    if (text !== null) found.push({ path, text });
  }
  return found;
}

export interface Finding {
  check: string;
  /** Where the service turned out to run, if notes did not know. */
  namespace: string | null;
}

/**
 * Leaves behind what was found: the check that showed the cause goes to the notes on the alert, where the next agent
 * looks; the rest into the agent's own journal, where nobody does.
 */
export function* keepNotes(
  briefing: AlertBriefing,
  notes: readonly Notes[],
  finding: Finding,
): Generator<Move, void, Answer> {
  const { alert, agent, now, mounts: mounted } = briefing;
  if (!mounted.includes(mounts.team)) return;
  const path = `/alerts/${slugOf(alert.name)}.md`;
  const text = notes.find((note) => note.path === path)?.text;
  const line = `- check: ${finding.check}`;
  if (text !== undefined && !text.split("\n").includes(line)) {
    const file_text = text.replace(/\n# .*\n\n?|^# .*\n\n?/, (heading) => `${heading}${line}\n`);
    yield { tool: "memory", input: { command: "write", path: `${mounts.team}${path}`, file_text } };
  }
  if (finding.namespace === null) return;
  const day = now().toISOString().slice(0, 16).replace("T", " ");
  const noted = `- ${day} found the pods of ${alert.service} in ${finding.namespace}\n`;
  const journal = `/notes/${agent}.md`;
  const earlier = yield* view(briefing, mounts.team, journal);
  const input = { path: `${mounts.team}${journal}`, file_text: `${earlier ?? `# Journal of ${agent}\n\n`}${noted}` };
  if (earlier === null) yield { tool: "memory", input: { command: "create", ...input } };
  else yield { tool: "memory", input: { command: "write", ...input } };
}
