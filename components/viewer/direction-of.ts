/** Any tree of text, such as an element of rendered Markdown. */
interface TextTree {
  type?: string;
  value?: unknown;
  children?: readonly TextTree[];
}

const strongCharacter = /\p{L}/u;
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * The direction of an element by its first letter, as `dir="auto"` finds it where no child has a direction of its own: it
 * looks into none that has one, so that lists and quotations of paragraphs would always run from left to right.
 */
export function directionOf(tree: TextTree | undefined): "rtl" | "ltr" {
  const first = tree === undefined ? null : firstLetter(tree);
  return first !== null && rightToLeft.test(first) ? "rtl" : "ltr";
}

function firstLetter(tree: TextTree): string | null {
  if (tree.type === "text" && typeof tree.value === "string") return strongCharacter.exec(tree.value)?.[0] ?? null;
  for (const child of tree.children ?? []) {
    const letter = firstLetter(child);
    if (letter !== null) return letter;
  }
  return null;
}
