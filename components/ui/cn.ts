import { type ClassValue, clsx } from "clsx";

// What this project overrides, of all that Tailwind has: each group is one property, of which the last class wins. A test holds it
// to tailwind-merge's whole table, over every class in the sources; the library itself would come with every page.

/** Classes that are known by their whole name, by group. */
const words: Record<string, string> = {
  display: "block inline-block inline flex inline-flex table grid inline-grid contents hidden",
  position: "static fixed absolute relative sticky",
  "flex-direction": "flex-row flex-row-reverse flex-col flex-col-reverse",
  "flex-wrap": "flex-wrap flex-nowrap flex-wrap-reverse",
  "text-overflow": "truncate text-ellipsis text-clip",
  "text-wrap": "text-wrap text-nowrap text-balance text-pretty",
  "text-align": "text-left text-center text-right text-justify text-start text-end",
  "font-size": "text-12 text-13 text-14 text-16 text-20 text-28",
  "font-family": "font-sans font-mono",
  "border-style": "border-solid border-dashed border-dotted border-none",
  "border-collapse": "border-collapse border-separate",
  ...Object.fromEntries(
    ["", "-x", "-y", "-t", "-r", "-b", "-l", "-s"].map((side) => [
      `border-w${side}`,
      `border${side} border${side}-0 border${side}-2`,
    ]),
  ),
};

/** `min-w-6` is of the group `min-w`, whatever follows. */
const prefixes =
  "size w h min-w min-h max-w max-h p px py pt pr pb pl ps pe m mx my mt mr mb ml gap-x gap-y gap flex grow shrink items justify self " +
  "place-items overflow-x overflow-y overflow text leading font whitespace break bg rounded border-l border shadow opacity z cursor";

/** What a class of a group overrides besides its own group. */
const conflicts: Record<string, string> = {
  size: "w h",
  p: "px py ps pe pt pr pb pl",
  px: "pr pl",
  py: "pt pb",
  m: "mx my mt mr mb ml",
  mx: "mr ml",
  my: "mt mb",
  gap: "gap-x gap-y",
  flex: "grow shrink",
  overflow: "overflow-x overflow-y",
  "text-overflow": "overflow whitespace",
  "font-size": "leading",
  border: "border-l",
  "border-w": "border-w-s border-w-x border-w-y border-w-t border-w-r border-w-b border-w-l",
  "border-w-x": "border-w-s border-w-r border-w-l",
  "border-w-y": "border-w-t border-w-b",
};

const groupOfWord = new Map(
  Object.entries(words).flatMap(([group, names]) => names.split(" ").map((name) => [name, group] as const)),
);
const groups = new Set(prefixes.split(" "));

/** The longest known beginning of a class, up to a dash of its own or its end. */
function groupOf(name: string): string | null {
  const known = groupOfWord.get(name);
  if (known !== undefined) return known;
  const bracket = name.indexOf("[");
  let end = name.length;
  while (end > 0) {
    const beginning = name.slice(0, end);
    if (groups.has(beginning)) return beginning;
    end = name.lastIndexOf("-", Math.min(end, bracket === -1 ? end : bracket) - 1);
  }
  return null;
}

/** Where the variants of a class end: `hover:`, `data-[a:b]:`, `[&_svg]:`. */
function variantsEnd(name: string): number {
  let depth = 0;
  let end = 0;
  for (let at = 0; at < name.length; at += 1) {
    if (name[at] === "[") depth += 1;
    else if (name[at] === "]") depth -= 1;
    else if (name[at] === ":" && depth === 0) end = at + 1;
  }
  return end;
}

function withoutOverridden(text: string): string {
  const taken = new Set<string>();
  const kept: string[] = [];
  for (const name of text.split(" ").reverse()) {
    const start = variantsEnd(name);
    const isImportant = name.endsWith("!");
    const group = groupOf(name.slice(name[start] === "-" ? start + 1 : start, isImportant ? -1 : undefined));
    if (group !== null) {
      const scope = `${name.slice(0, start)}${isImportant ? "!" : ""} `;
      if (taken.has(scope + group)) continue;
      for (const other of [group, ...(conflicts[group]?.split(" ") ?? [])]) taken.add(scope + other);
    }
    kept.push(name);
  }
  return kept.reverse().join(" ");
}

const mergedBefore = new Map<string, string>();
const keptResults = 500;

/** Joins class names; of two that set the same property the later one wins. */
export function cn(...classes: ClassValue[]): string {
  const text = clsx(classes);
  const known = mergedBefore.get(text);
  if (known !== undefined) return known;
  const merged = withoutOverridden(text);
  if (mergedBefore.size >= keptResults) mergedBefore.clear();
  mergedBefore.set(text, merged);
  return merged;
}
