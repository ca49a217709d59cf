import { type CreatedFile, detectIndex, type IndexFinding } from "../detectors/detect-index";
import { findIndexes } from "../detectors/memory-index";
import { applyLedger } from "./apply-ledger";
import {
  buildCreations,
  buildModifications,
  hunkKey,
  joinGroups,
  type KeyedCreate,
  sortChanges,
} from "./build-changes";
import type { CreateEdit, LessonEdit } from "./edit";
import type { KeyedEdit } from "./edit-region";
import type { ChangeDraft, InsightDraft } from "./engine-output";
import type { Finding } from "./finding";
import { readDocument } from "./memory-document";
import { placeLessons } from "./place-lessons";
import { placeMisfiled } from "./place-misfiled";
import { placeMoves } from "./place-moves";
import { type PlannedEdit, plannedEdits } from "./planned-edit";
import type { LineEdit } from "./rails";
import { settleEdits } from "./settle-edits";
import type { DreamWorld } from "./world";

/** Turns findings into insights and changes: ledger, places for lessons, conflicts, then the index over the result. */
export function assembleOutput(
  engine: string,
  world: DreamWorld,
  found: readonly Finding[],
): { insights: InsightDraft[]; changes: ChangeDraft[] } {
  const findings = applyLedger(uniqueFindings(found), world.ledger).map((finding) => withinReach(finding, world));
  const planned = placeAll(plannedEdits(findings), world);
  const creates = planned.flatMap(createEdit);
  const { settled, refusals } = settleEdits(planned.flatMap(lineEdit), world, creates);
  const edited = afterEdits(world, buildModifications(world, settled.map(keyed)));
  const { standing, ...moves } = placeMoves(world, edited, settled);
  const misfiled = placeMisfiled(world, edited, standing, new Set(moves.lines.map(({ edit }) => edit.path)));
  const modifications = [...standing.map(keyed), ...moves.lines, ...misfiled.lines];
  const files = [...creates.map(({ edit, finding }) => ({ edit, insightKey: finding.identity })), ...moves.files];
  const created = createdFiles(files);
  const after = afterEdits(world, buildModifications(world, modifications), edited);
  const withCreated = { ...after, documents: [...after.documents, ...created.map(({ document }) => document)] };
  const indexes = indexFindings(world, moves.files.length > 0 ? withCreated : after, created);
  const indexEdits = settleIndex(indexes, world);
  const changes = joinGroups(
    sortChanges([
      ...buildModifications(world, [...modifications, ...indexEdits.lines]),
      ...buildCreations([...files, ...indexEdits.files]),
    ]),
  );
  const kept = new Set<Finding>([...settled, ...creates].map(({ finding }) => finding));
  const all = [
    ...findings.map((finding) => (kept.has(finding) ? finding : refused(finding, refusals.get(finding)))),
    ...moves.findings,
    ...misfiled.findings,
    ...indexes.map(({ finding }) => finding),
  ];
  return { insights: all.map((finding) => toInsight(engine, finding, changes)), changes };
}

/** Two detectors may come to one finding; the first stands. */
function uniqueFindings(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.toReversed().map((finding) => [finding.identity, finding])).values()].reverse();
}

function withinReach(finding: Finding, world: DreamWorld): Finding {
  if (world.store.access !== "read_only" || finding.state !== "proposed") return finding;
  return { ...finding, state: "flagged", droppedReason: "the store is read-only", edits: [] };
}

function placeAll(planned: readonly PlannedEdit[], world: DreamWorld): PlannedEdit[] {
  const indexPaths = new Set(findIndexes(world).map(({ document }) => document.path));
  const lessons = planned.flatMap(({ edit, finding }): PlannedEdit<LessonEdit>[] =>
    edit.op === "lesson" ? [{ edit, finding }] : [],
  );
  return [...planned.filter(({ edit }) => edit.op !== "lesson"), ...placeLessons(lessons, world, indexPaths)];
}

function lineEdit({ edit, finding }: PlannedEdit): PlannedEdit<LineEdit>[] {
  return edit.op === "lesson" || edit.op === "create" ? [] : [{ edit, finding }];
}

function createEdit({ edit, finding }: PlannedEdit): PlannedEdit<CreateEdit>[] {
  return edit.op === "create" ? [{ edit, finding }] : [];
}

function keyed({ edit, finding }: PlannedEdit<LineEdit>): KeyedEdit {
  return { edit, insightKey: finding.identity };
}

/** The files that this dream makes, as the index will find them. */
function createdFiles(creates: readonly KeyedCreate[]): CreatedFile[] {
  return buildCreations(creates).map(({ path, proposed }) => ({
    path,
    hunkKey: hunkKey(path, 0),
    document: readDocument(
      {
        memory_id: "",
        memory_version_id: "",
        path,
        content: proposed?.content ?? "",
        content_sha256: "",
        created_at: "",
        updated_at: "",
        last_author: null,
      },
      false,
    ),
  }));
}

/** The store as the edits of existing files leave it; files that read the same in `known` are not read again. */
function afterEdits(world: DreamWorld, changes: readonly ChangeDraft[], known = world): DreamWorld {
  const contents = new Map(changes.map(({ path, proposed }) => [path, proposed?.content ?? ""]));
  const documents = world.documents.map((document, at) => {
    const content = contents.get(document.path) ?? document.memory.content;
    const same = [document, known.documents[at]].find((other) => other?.memory.content === content);
    return same ?? readDocument({ ...document.memory, content }, world.store.access === "read_only");
  });
  return { ...world, documents };
}

function indexFindings(world: DreamWorld, after: DreamWorld, created: readonly CreatedFile[]): IndexFinding[] {
  return detectIndex(world, after, created).map(({ finding, dependsOn }) => {
    const [judged = finding] = applyLedger([finding], world.ledger);
    return { finding: withinReach(judged, world), dependsOn };
  });
}

function settleIndex(
  indexes: readonly IndexFinding[],
  world: DreamWorld,
): { lines: KeyedEdit[]; files: KeyedCreate[] } {
  const lines: KeyedEdit[] = [];
  const files: KeyedCreate[] = [];
  for (const { finding, dependsOn } of indexes) {
    finding.edits.forEach((edit, at) => {
      const shared = { insightKey: finding.identity, dependsOn: dependsOn[at] ?? [] };
      if (edit.op === "create") files.push({ edit, ...shared });
      else if (edit.op === "insert" && settleEdits([{ edit, finding }], world).settled.length > 0)
        lines.push({ edit, ...shared });
    });
  }
  return { lines, files };
}

function refused(finding: Finding, reason: string | undefined): Finding {
  if (finding.state !== "proposed") return finding;
  const isForPeople = reason?.endsWith("must not be edited") ?? true;
  return {
    ...finding,
    state: isForPeople ? "flagged" : "suppressed",
    droppedReason: reason ?? "no edit is left of it",
  };
}

function toInsight(engine: string, finding: Finding, changes: readonly ChangeDraft[]): InsightDraft {
  const { droppedReason, edits: _, hypothesis: __, engine: finder = engine, ...rest } = finding;
  const own = changes.filter(({ hunks }) => hunks.some((hunk) => hunk.insight_keys.includes(finding.identity)));
  return {
    ...rest,
    type: "dream_insight",
    engine: finder,
    dropped_reason: droppedReason,
    change_keys: own.map(({ key }) => key),
  };
}
