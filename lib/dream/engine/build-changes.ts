import { applyRegions, buildHunks, type LineText } from "./build-hunks";
import { compareText } from "./canonical-json";
import { changeRisk } from "./change-risk";
import type { CreateEdit } from "./edit";
import { buildRegions, type EditRegion, type KeyedEdit } from "./edit-region";
import type { ChangeDraft } from "./engine-output";
import { groupBy } from "./group-by";
import type { MemoryDocument } from "./memory-document";
import { sha256Hex } from "./sha256-hex";
import type { DreamWorld } from "./world";

export interface KeyedCreate {
  edit: CreateEdit;
  insightKey: string;
  dependsOn?: readonly string[];
  /** Further findings whose edits are in the block. */
  alsoKeys?: readonly string[];
}

/** Changes of existing files: anchored edits become hunks, and the hunks give the proposed content. */
export function buildModifications(world: DreamWorld, edits: readonly KeyedEdit[]): ChangeDraft[] {
  const documents = new Map(world.documents.map((document) => [document.path, document]));
  return [...groupBy(edits, ({ edit }) => edit.path)].flatMap(([path, own]) => {
    const document = documents.get(path);
    return document ? [toChange(path, document, buildRegions(document, own))] : [];
  });
}

/** New files: the title is a hunk of its own on which every block depends, so that blocks can be decided alone. */
export function buildCreations(edits: readonly KeyedCreate[]): ChangeDraft[] {
  return [...groupBy(edits, ({ edit }) => edit.path)].map(([path, own]) => {
    const title: EditRegion = {
      start: 0,
      count: 0,
      lines: [own[0]?.edit.title ?? "", ""],
      insightKeys: [...new Set(own.map(({ insightKey }) => insightKey))],
      dependsOn: [...new Set(own.flatMap(({ dependsOn }) => dependsOn ?? []).filter(isGroup))],
      causes: [],
    };
    const blocks = own.map(
      ({ edit, insightKey, dependsOn, alsoKeys }): EditRegion => ({
        start: 0,
        count: 0,
        lines: [...edit.block],
        insightKeys: [...new Set([insightKey, ...(alsoKeys ?? [])])],
        dependsOn: [hunkKey(path, 0), ...(dependsOn ?? [])],
        causes: [],
      }),
    );
    return toChange(path, null, [title, ...blocks]);
  });
}

/** Key of a file's hunk before ids are given. */
export function hunkKey(path: string, index: number): string {
  return `${path}#${index}`;
}

/** What stands among the keys that an edit depends on to say that all edits of that name are one decision. */
export function groupKey(name: string): string {
  return `&${name}`;
}

function isGroup(key: string): boolean {
  return key.startsWith("&");
}

/** Lets the hunks of one group depend on each other, so that no choice takes half of a move. */
export function joinGroups(changes: readonly ChangeDraft[]): ChangeDraft[] {
  const members = new Map<string, string[]>();
  for (const { hunks } of changes) {
    for (const { key, depends_on } of hunks)
      for (const name of depends_on) if (name.startsWith("&")) members.set(name, [...(members.get(name) ?? []), key]);
  }
  const join = (hunk: ChangeDraft["hunks"][number]) => {
    const keys = hunk.depends_on.flatMap((key) => members.get(key) ?? [key]).filter((key) => key !== hunk.key);
    return { ...hunk, depends_on: [...new Set(keys)] };
  };
  return changes.map((change) => ({ ...change, hunks: change.hunks.map(join) }));
}

/** Changes in the order of their paths, a stable order for reviewers. */
export function sortChanges(changes: readonly ChangeDraft[]): ChangeDraft[] {
  return [...changes].sort((left, right) => compareText(left.path, right.path));
}

function toChange(path: string, document: MemoryDocument | null, regions: readonly EditRegion[]): ChangeDraft {
  const base: LineText = {
    lines: document?.lines ?? [],
    isOpenEnded: document !== null && document.memory.content !== "" && !document.memory.content.endsWith("\n"),
  };
  const content = applyRegions(base, regions);
  return {
    key: path,
    type: "dream_change",
    operation: document ? "modified" : "created",
    path,
    previous_path: null,
    base: document && {
      memory_id: document.memory.memory_id,
      memory_version_id: document.memory.memory_version_id,
      content_sha256: document.memory.content_sha256,
    },
    proposed: { content_sha256: sha256Hex(content), content_size_bytes: Buffer.byteLength(content), content },
    hunks: buildHunks(base, regions, (index) => hunkKey(path, index)),
    ...changeRisk(document, regions),
    state: "pending",
  };
}
