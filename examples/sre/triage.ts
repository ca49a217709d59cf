import { type AlertBriefing, type Answer, bash, type Move, type Work } from "./agent";
import { causeWords } from "./check-answers";
import { claimIncident, closeIncident, findOwn, findRelated, joinIncident, readBoard } from "./coordinate";
import { checkNames } from "./harborline";
import { keepNotes, readAlertNotes, readServiceNotes, readWidely } from "./keep-notes";
import { checksIn, correctionsIn, type Notes, namespaceIn, ownersIn } from "./read-notes";
import { commandOf } from "./systems";

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
  const related = yield* findRelated(briefing, board, notes);
  if (related !== null) return yield* joinIncident(briefing, related);
  const claim = yield* claimIncident(briefing, board, notes);
  if (claim.kind === "taken") return yield* joinIncident(briefing, claim.incident);

  const wide = [...notes, ...(yield* readWidely(briefing, notes))];
  const found = yield* investigate(briefing, wide);
  if (found.cause === null) {
    yield { tool: "say", input: { text: `${alert.name}: nothing is broken, it passes by itself.` } };
    yield* closeIncident(claim.incident, "passed by itself");
    return "nothing";
  }
  const { check, remedy } = found.cause;
  yield* pageOwner(briefing, wide);
  const incident = claim.incident === null ? "" : ` --incident INC-${claim.incident.number}`;
  yield* bash(`pagectl remediator '${remedy.replaceAll("'", '"')}'${incident}`);
  yield* keepNotes(briefing, notes, { check, namespace: found.namespace });
  yield { tool: "say", input: { text: `${alert.name}: ${check} shows the cause. The remediator cures it.` } };
  return "solved";
}

interface Investigation {
  cause: { check: string; remedy: string } | null;
  /** Where the service turned out to run, where notes did not know. */
  namespace: string | null;
}

/** Looks at the pods, as everybody does, then runs checks until one shows the cause: those of the notes, then the handbook's. */
function* investigate(briefing: AlertBriefing, notes: readonly Notes[]): Generator<Move, Investigation, Answer> {
  const { service } = briefing.alert;
  const found: Investigation = { cause: null, namespace: null };
  let namespace = namespaceIn(notes, service) ?? guessOf(service, notes);
  for (const check of new Set(["pods" as const, ...checksIn(notes), ...checkNames])) {
    let answer = yield* bash(commandOf(check, service, namespace));
    if (answer.isError) {
      namespace = (yield* findNamespace(service)) ?? namespace;
      found.namespace = namespace;
      answer = yield* bash(commandOf(check, service, namespace));
    }
    const [, remedy] = causeWords.exec(answer.text)?.[1]?.match(/needs "(.+)"$/) ?? [];
    if (remedy !== undefined) return { ...found, cause: { check, remedy } };
  }
  return found;
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

/** Tells the owner: who that is stands in the notes, unless they are silent or disagree. */
function* pageOwner({ alert: { service } }: AlertBriefing, notes: readonly Notes[]): Generator<Move, void, Answer> {
  const [owner, ...others] = ownersIn(notes, service);
  const looked = owner === undefined || others.length > 0 ? (yield* bash(`svcctl owner ${service}`)).text : "";
  const known = looked === "" ? owner : looked.match(/owner: (\S+)/)?.[1];
  yield* bash(`pagectl owner ${known} --service ${service}`);
}
