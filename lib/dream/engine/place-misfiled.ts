import { detectMisfiled } from "../detectors/detect-misfiled";
import { applyLedger } from "./apply-ledger";
import { groupKey } from "./build-changes";
import type { KeyedEdit } from "./edit-region";
import type { Finding } from "./finding";
import type { PlannedEdit } from "./planned-edit";
import { type LineEdit, omissions, railAgainst } from "./rails";
import type { DreamWorld } from "./world";

/**
 * Moves lines to the file that they are about. Both halves of a move are one decision: each depends on the other. A file that is being
 * split stays as it is, and so does a line whose move a rail forbids.
 */
export function placeMisfiled(
  world: DreamWorld,
  after: DreamWorld,
  settled: readonly PlannedEdit<LineEdit>[],
  splitPaths: ReadonlySet<string>,
): { findings: Finding[]; lines: KeyedEdit[] } {
  const documents = new Map(world.documents.map((document) => [document.path, document]));
  const moves = detectMisfiled(world, after)
    .filter(({ out, into }) => !splitPaths.has(out.path) && !splitPaths.has(into.path))
    .map(({ finding: found, out, into }) => {
      const [finding = found] = applyLedger([{ ...found, edits: [out, into] }], world.ledger);
      return { finding, halves: [out, into].map((edit) => ({ edit, finding })) };
    });
  const lost = omissions([...settled, ...moves.flatMap(({ halves }) => halves)], [], world);
  const placed: { findings: Finding[]; lines: KeyedEdit[] } = { findings: [], lines: [] };
  for (const { finding, halves } of moves) {
    const reasons = halves.map(
      (half) => railAgainst(half, documents.get(half.edit.path), new Map(), world) ?? lost.get(half) ?? null,
    );
    const reason = reasons.find((own) => own !== null) ?? null;
    const isPlaced = finding.state === "proposed" && reason === null;
    placed.findings.push(isPlaced ? finding : dropped(finding, reason));
    const dependsOn = [groupKey(finding.identity)];
    if (isPlaced) placed.lines.push(...halves.map(({ edit }) => ({ edit, insightKey: finding.identity, dependsOn })));
  }
  return placed;
}

function dropped(finding: Finding, reason: string | null): Finding {
  if (finding.state !== "proposed") return { ...finding, edits: [] };
  return { ...finding, state: "suppressed", droppedReason: reason, edits: [] };
}
