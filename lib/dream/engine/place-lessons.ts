import { compareText } from "./canonical-json";
import type { CreateEdit, InsertEdit, LessonEdit } from "./edit";
import { holdsWord } from "./holds-word";
import { type MemoryDocument, stemOf } from "./memory-document";
import type { PlannedEdit } from "./planned-edit";
import type { DreamWorld } from "./world";

const leastScore = 3;
const lessonHeading = /\b(lessons?|learn(ings?|ed)|gotchas?|pitfalls?|tips|notes|known issues|troubleshooting)\b/i;

/**
 * Chooses for each lesson the file and place it belongs to: the memory that is most about its words, else a file of its tool's own. Only notes
 * take lessons: neither indexes nor records of one day or one incident.
 */
export function placeLessons(
  lessons: readonly PlannedEdit<LessonEdit>[],
  world: DreamWorld,
  indexPaths: ReadonlySet<string>,
): PlannedEdit<InsertEdit | CreateEdit>[] {
  const candidates = world.documents.filter((document) => canTakeLessons(document) && !indexPaths.has(document.path));
  const sorted = [...lessons].sort((left, right) => compareText(left.edit.line, right.edit.line));
  const started = new Set<string>();
  return sorted.map(({ edit, finding }) => {
    const document = fittingDocument(edit.topics, candidates);
    if (!document) return { finding, edit: newFile(edit, world) };
    const { afterLine, needsBlank } = placeIn(document, edit.topics);
    const place = `${document.path}\0${afterLine}`;
    const lines = needsBlank && !started.has(place) ? ["", edit.line] : [edit.line];
    started.add(place);
    return { finding, edit: { op: "insert", path: document.path, afterLine, lines } };
  });
}

/** Whether a memory is a note that lines can be added to: neither locked nor code, nor the record of one day or one incident. */
export function canTakeLessons(document: MemoryDocument): boolean {
  if (document.isLocked || !document.isProse || document.lines.length === 0) return false;
  const data = document.frontMatter?.data ?? {};
  const isRecord = ["status", "claimed_by", "incident", "closed"].some((field) => field in data);
  return !isRecord && !/\d{4}-\d{2}(-\d{2})?|(^|[/_-])[a-z]{2,}-\d+\b/i.test(document.path);
}

function fittingDocument(topics: readonly string[], documents: readonly MemoryDocument[]): MemoryDocument | null {
  let best: { document: MemoryDocument; score: number } | null = null;
  for (const document of documents) {
    const score = topics.reduce((sum, topic, index) => sum + topicScore(topic, index < 2, document), 0);
    if (score >= leastScore && (best === null || score > best.score)) best = { document, score };
  }
  return best?.document ?? null;
}

/** The first two topics are the words of the lesson itself: a text that names them is about it, others are only near it. */
function topicScore(topic: string, isOwnWord: boolean, document: MemoryDocument): number {
  const stem = stemOf(document.path).toLowerCase();
  const word = topic.toLowerCase();
  if (stem === fileSlug(topic)) return 6;
  if (document.headings.some(({ text }) => holdsWord(text.toLowerCase(), word))) return 4;
  if (holdsWord(stem, word)) return 3;
  return holdsWord(document.memory.content, topic) ? (isOwnWord ? 3 : 1) : 0;
}

/** After the last unit of the section that names a topic or is kept for lessons; else at the end of the file. */
function placeIn(document: MemoryDocument, topics: readonly string[]): { afterLine: number; needsBlank: boolean } {
  const named = topics
    .map((topic) =>
      document.headings.findLast(({ text, depth }) => depth > 1 && holdsWord(text.toLowerCase(), topic.toLowerCase())),
    )
    .find((heading) => heading !== undefined);
  const heading = named ?? document.headings.findLast(({ text, depth }) => depth > 1 && lessonHeading.test(text));
  const next = heading && document.headings.find(({ line }) => line > heading.line);
  const endLine = heading && next ? next.line - 1 : document.lines.length;
  let afterLine = endLine;
  while (afterLine > 0 && (document.lines[afterLine - 1] ?? "").trim() === "") afterLine--;
  const isAfterItem = document.units.some(
    (unit) => unit.kind === "bullet" && !unit.isOrdered && unit.blockEndLine === afterLine,
  );
  return { afterLine, needsBlank: afterLine > 0 && !isAfterItem };
}

function newFile(edit: LessonEdit, world: DreamWorld): CreateEdit {
  const name = fileSlug(edit.tool) || "tools";
  const folders = ["/lessons/", "/lessons-learnt/", "/"];
  const paths = folders.map((folder) => (folder === "/" ? `/${name}-lessons.md` : `${folder}${name}.md`));
  const isFree = (path: string) =>
    world.documents.every(
      ({ path: taken }) => taken !== path && !taken.startsWith(`${path}/`) && !path.startsWith(`${taken}/`),
    );
  const path = paths.find(isFree) ?? `/dream-${name}-lessons.md`;
  return { op: "create", path, title: `# Lessons: ${edit.tool}`, block: [edit.line] };
}

/** A name as a file's stem: lower case letters, digits, full stops and dashes. */
function fileSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[.-]+|[.-]+$/g, "")
    .slice(0, 60);
}
