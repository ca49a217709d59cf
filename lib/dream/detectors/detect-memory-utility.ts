import { compareText } from "../engine/canonical-json";
import { citeEvent, holdsSecret } from "../engine/event-evidence";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { insightIdentity } from "../engine/insight-identity";
import { plural } from "../engine/lesson-line";
import type { MemoryDocument } from "../engine/memory-document";
import { citeMemory } from "../engine/memory-evidence";
import { supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { type FollowedLine, followedLines } from "./followed-lines";

const fewestSessions = 2;
const mostFindings = 15;

/**
 * D15, memory utility: what became of the lines that sessions read. A line whose code a session used next either helped or misled; lines that
 * misled in two sessions are shown to people, lines that helped are only reported. Nothing is ever deleted for this.
 */
export function detectMemoryUtility(world: DreamWorld): Finding[] {
  const { followed, readers } = followedLines(world);
  const findings = [...groupBy(followed, ({ document, line }) => `${document.path}\0${line}`).values()]
    .flatMap((uses) => toFinding(world, uses, readers))
    .sort(
      (left, right) => right.support.sessions - left.support.sessions || compareText(left.identity, right.identity),
    );
  const misled = findings.filter(({ state }) => state === "flagged");
  return [...misled, ...findings.filter((finding) => !misled.includes(finding))].slice(0, mostFindings);
}

function toFinding(
  world: DreamWorld,
  uses: readonly FollowedLine[],
  readers: ReadonlyMap<MemoryDocument, ReadonlySet<number>>,
): Finding[] {
  const [first] = uses;
  if (!first || holdsSecret(first.code)) return [];
  const { document, line, code } = first;
  const failed = uses.filter(({ call }) => call.outcome === "failed");
  const worked = uses.filter(({ call }) => call.outcome === "ok");
  const isMisleading = failed.length > worked.length;
  const own = isMisleading ? failed : worked;
  const support = supportOf(
    own.map(({ call }) => ({ session: call.session, atMs: call.use.atMs })),
    world.sessions,
    uses.length,
  );
  const reads = readers.get(document)?.size ?? 0;
  const effect = isMisleading ? "misled" : "helped";
  const cite = ({ call }: FollowedLine, role: "for" | "against") =>
    citeEvent(world.sessions[call.session]?.id ?? "", call.result ?? call.use, code, role);
  return [
    {
      detector: "D15",
      kind: "utility",
      subject: { path: document.path, line, effect },
      identity: insightIdentity("utility", [document.path, code, effect]),
      tier: "recurrent",
      claim: `${document.path} line ${line} ${effect}: read in ${plural(reads, "session")}, its code was used next ${plural(uses.length, "time")} and ${isMisleading ? "failed" : "worked"} in ${own.length}.`,
      conditions: [`path ${document.path}`],
      support,
      evidence: [
        citeMemory(document, line, line, isMisleading ? "against" : "for"),
        ...own.map((use) => cite(use, "for")),
        ...uses.filter((use) => !own.includes(use)).map((use) => cite(use, "against")),
      ],
      ...(isMisleading && support.sessions >= fewestSessions
        ? { state: "flagged", droppedReason: "whether the line is wrong or was used wrongly is for a person to say" }
        : {
            state: "watch",
            droppedReason: isMisleading ? "it misled in one session only" : "a line that helps needs no change",
          }),
      edits: [],
    },
  ];
}
