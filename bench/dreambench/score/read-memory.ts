import MiniSearch from "minisearch";
import type { Probe } from "../generate/plant";
import type { Reading } from "./corpus-result";

const mostFiles = 3;

interface Section {
  text: string;
  terms: string;
}

/**
 * A reader that never changes: it reads the index where there is one, opens the files that BM25 ranks first, at most three, until a section
 * names what the question is about, and takes its answer from the best section of that file.
 */
export function readMemory(store: ReadonlyMap<string, string>, probes: readonly Probe[]): Reading {
  const index = [...store].find(([, content]) => isIndex(content));
  const files = [...store].filter(([path]) => path !== index?.[0]);
  const search = new MiniSearch({ fields: ["content", "path", "hook"], tokenize: wordsOf });
  const hooks = hooksOf(index?.[1] ?? "");
  search.addAll(files.map(([path, content]) => ({ id: path, path, content, hook: hooks.get(path) ?? "" })));
  const indexBytes = index ? Buffer.byteLength(index[1]) : 0;
  const total: Reading = { asked: 0, right: 0, stale: 0, files: 0, bytes: 0 };
  for (const probe of probes) {
    total.asked++;
    total.files += index ? 1 : 0;
    total.bytes += indexBytes;
    for (const { id } of search.search(`${probe.about} ${probe.question}`).slice(0, mostFiles)) {
      const content = store.get(id) ?? "";
      total.files++;
      total.bytes += Buffer.byteLength(content);
      const section = bestSection(content, probe);
      if (section === null) continue;
      const isRight = section.includes(probe.answer);
      const isStale = probe.stale.some((value) => section.includes(value));
      if (isRight && !isStale) total.right++;
      if (isStale) total.stale++;
      break;
    }
  }
  return total;
}

/** The lines of the best section that name what the question is about; null where none does. */
function bestSection(content: string, { about, question }: Probe): string | null {
  const sections = content
    .split(/^(?=#{1,6}\s)/m)
    .map((text): Section => ({ text, terms: text }))
    .filter(({ text }) => text.includes(about));
  if (sections.length === 0) return null;
  const search = new MiniSearch<Section & { id: number }>({ fields: ["terms"], tokenize: wordsOf });
  search.addAll(sections.map((section, id) => ({ ...section, id })));
  const [best] = search.search(question);
  const section = sections[Number(best?.id ?? 0)]?.text ?? "";
  const lines = section.split("\n").filter((line) => line.includes(about));
  const wanted = new Set(wordsOf(question.toLowerCase()));
  const score = (line: string) => wordsOf(line.toLowerCase()).filter((word) => wanted.has(word)).length;
  const most = Math.max(...lines.map(score));
  return lines.filter((line) => score(line) === most).join("\n");
}

function isIndex(content: string): boolean {
  const lines = content.split("\n").filter((line) => line.startsWith("- "));
  return lines.length >= 3 && lines.filter((line) => /\]\([^)]+\)/.test(line)).length * 10 >= lines.length * 9;
}

function hooksOf(index: string): Map<string, string> {
  const hooks = new Map<string, string>();
  for (const line of index.split("\n")) {
    const target = /\]\(\.?\.?([^)]+)\)/.exec(line)?.[1];
    if (target) hooks.set(target.startsWith("/") ? target : `/${target}`, line);
  }
  return hooks;
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
