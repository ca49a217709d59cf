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
  const placed: { findings: Finding[]; lines: KeyedEdit[] } = { findings: [], lines: [] };
  for (const { finding: found, out, into } of detectMisfiled(world, after)) {
    if ([out, into].some(({ path }) => splitPaths.has(path))) continue;
    const [finding = found] = applyLedger([{ ...found, edits: [out, into] }], world.ledger);
    const halves = [out, into].map((edit) => ({ edit, finding }));
    const reason =
      halves.map((half) => railAgainst(half, documents.get(half.edit.path), new Map(), world)).find(Boolean) ??
      [...omissions([...settled, ...halves], [], world)].find(([entry]) => entry.finding === finding)?.[1] ??
      null;
    if (finding.state !== "proposed" || reason !== null) {
      placed.findings.push(
        finding.state === "proposed"
          ? { ...finding, state: "suppressed", droppedReason: reason, edits: [] }
          : { ...finding, edits: [] },
      );
      continue;
    }
    placed.findings.push(finding);
    const dependsOn = [groupKey(finding.identity)];
    for (const edit of [out, into]) placed.lines.push({ edit, insightKey: finding.identity, dependsOn });
  }
  return placed;
}
