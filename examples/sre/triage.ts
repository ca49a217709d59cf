import { type AlertBriefing, type Answer, bash, type Move, type Work } from "./agent";
import { claimIncident, closeIncident, findOwn, findRelated, joinIncident, readBoard } from "./coordinate";
import { type CheckName, causeWords, checkNames, commandOf } from "./handbook";
import type { Service } from "./harborline";
import { keepNotes, readAlertNotes, readOwners, readServiceNotes, readWidely } from "./keep-notes";
import { checksIn, correctionsIn, type Notes, namespaceIn, ownersIn } from "./read-notes";

/**
 * How an agent answers an alert. The same code runs whatever memory it has: it reads the board and the notes that are
 * mounted, follows what they say, falls back on the order of the handbook, and leaves what it found behind.
 */
export function* triage(briefing: AlertBriefing): Work {
  const { alert } = briefing;
  const board = yield* readBoard(briefing);
  const alertNotes = yield* readAlertNotes(briefing, alert.name);
  const own = findOwn(briefing, board, alertNotes);
  if (own !== null) return yield* joinIncident(briefing, own);
  const notes = [...alertNotes, ...(yield* readServiceNotes(briefing))];
  yield* repeatNotes(briefing, notes);
  const related = yield* findRelated(briefing, board, notes);
  if (related !== null) return yield* joinIncident(briefing, related);
  const claim = yield* claimIncident(briefing, board, notes);
  if (claim.kind === "taken") return yield* joinIncident(briefing, claim.incident);

  const found = yield* investigate(briefing, notes);
  if (found.cause === null) {
    yield { tool: "say", input: { text: `${alert.name}: nothing is broken, it passes by itself.` } };
    yield* closeIncident(claim.incident, "passed by itself");
    return "nothing";
  }
  const { check, remedy } = found.cause;
  yield* pageOwner(briefing, found.notes);
  const incident = claim.incident === null ? "" : ` --incident INC-${claim.incident.number}`;
  yield* bash(`pagectl remediator '${remedy.replaceAll("'", '"')}'${incident}`);
  yield* keepNotes(briefing, notes, { check, namespace: found.namespace });
  yield { tool: "say", input: { text: `${alert.name}: ${check} shows the cause. The remediator cures it.` } };
  return "solved";
}

interface Investigation {
  cause: { check: CheckName; remedy: string } | null;
  /** Where the service turned out to run, where notes did not know. */
  namespace: string | null;
  /** All that was read by then. */
  notes: readonly Notes[];
}

/**
 * Runs checks until one shows the cause. First the pods, as everybody does, and what the notes at hand name. Only when
 * these lead nowhere is it worth the time to read more widely, and then to go through the handbook.
 */
function* investigate(briefing: AlertBriefing, notes: readonly Notes[]): Generator<Move, Investigation, Answer> {
  const { service } = briefing.alert;
  const guessed = namespaceIn(notes, service) ?? guessOf(service, notes);
  const named = new Set<CheckName>(["pods", ...checksIn(notes)]);
  const first = yield* runChecks(service, [...named], guessed);
  const namespace = first.namespace === guessed ? null : first.namespace;
  if (first.cause !== null) return { cause: first.cause, namespace, notes };
  const all = [...notes, ...(yield* readWidely(briefing, notes))];
  const others = new Set([...checksIn(all), ...checkNames]);
  const second = yield* runChecks(
    service,
    [...others].filter((check) => !named.has(check)),
    first.namespace,
  );
  return { cause: second.cause, namespace, notes: all };
}

/** Runs checks in their order until one shows the cause; where the namespace is wrong, asks for the right one. */
function* runChecks(
  service: Service,
  checks: readonly CheckName[],
  guessed: string,
): Generator<Move, Pick<Investigation, "cause"> & { namespace: string }, Answer> {
  let namespace = guessed;
  for (const check of checks) {
    let answer = yield* bash(commandOf(check, service, namespace));
    if (answer.isError) {
      namespace = (yield* findNamespace(service)) ?? namespace;
      answer = yield* bash(commandOf(check, service, namespace));
    }
    const [, remedy] = causeWords.exec(answer.text)?.[1]?.match(/needs "(.+)"$/) ?? [];
    if (remedy !== undefined) return { cause: { check, remedy }, namespace };
  }
  return { cause: null, namespace };
}

/** Says again what was read, as agents do. That many sessions say it makes nothing truer. */
function* repeatNotes({ alert }: AlertBriefing, notes: readonly Notes[]): Generator<Move, void, Answer> {
  const about = notes.find(({ path }) => path === `/services/${alert.service}.md`);
  const line = about?.text.trimEnd().split("\n").at(-1);
  if (line?.startsWith("- ")) yield { tool: "say", input: { text: `What is noted: ${line.slice(2)}` } };
}

/** The name that a namespace would have if it were called as the service is. */
function guessOf(service: string, notes: readonly Notes[]): string {
  const guess = service.split("-")[0] ?? service;
  return correctionsIn(notes).get(guess) ?? guess;
}

/** Asks the cluster where a service runs. */
export function* findNamespace(service: string): Generator<Move, string | null, Answer> {
  const { text } = yield* bash("kubectl get namespaces");
  return text.match(new RegExp(`^(\\S+) .*app=${service}$`, "m"))?.[1] ?? null;
}

/** Tells the owner. Who that is stands in the notes and in the list of owners, unless they are silent or disagree. */
function* pageOwner(briefing: AlertBriefing, notes: readonly Notes[]): Generator<Move, void, Answer> {
  const { service } = briefing.alert;
  const [owner, ...others] = ownersIn([...notes, ...(yield* readOwners(briefing, notes))], service);
  const looked = owner === undefined || others.length > 0 ? (yield* bash(`svcctl owner ${service}`)).text : "";
  const known = looked === "" ? owner : looked.match(/owner: (\S+)/)?.[1];
  yield* bash(`pagectl owner ${known} --service ${service}`);
}
