// Shorter ones are in too many texts to lead the index anywhere.
const shortest = 4;

const inClass = String.raw`\[[:.=][\s\S]*?[:.=]\]|\\[\s\S]|[^\]\\]`;
const tokens = new RegExp(
  String.raw`\\[\s\S]|\[\^?\]?(?:${inClass})*\]|\(\?<?[:=!]|\(\?|[*+?]\??|\{[^}]*\}\??|[\s\S]`,
  "gu",
);

/**
 * The longest piece of plain text that every match of a PostgreSQL regular expression holds as it is; null where there is none
 * worth asking for, where the expression is nothing else, and wherever it is not sure. What stands in groups is passed over. The
 * expression comes without options of its own.
 */
export function requiredText(expression: string): string | null {
  const pieces = [""];
  let depth = 0;
  for (const [token] of expression.matchAll(tokens)) {
    const kind = kindOf(token);
    if (kind === "unsure" || (kind === "or" && depth === 0)) return null;
    const last = pieces.length - 1;
    const piece = pieces[last] ?? "";
    if (kind === "open") depth++;
    if (kind === "close") depth--;
    if (kind === "plain" && depth === 0) {
      pieces[last] = piece + token.replace(/^\\/, "");
      continue;
    }
    // What comes before it may be there not at all.
    if (kind === "repeat" && token !== "+") pieces[last] = piece.replace(/.$/su, "");
    pieces.push("");
  }
  const longest = pieces.reduce((long, piece) => (piece.length > long.length ? piece : long), "");
  return pieces.length === 1 || longest.length < shortest ? null : longest;
}

type Kind = "plain" | "other" | "open" | "close" | "or" | "repeat" | "unsure";

function kindOf(token: string): Kind {
  // A comment, and the halves of what never ends.
  if (token === "(?" || token === "\\" || token === "[" || token === "{") return "unsure";
  if (token.startsWith("(")) return "open";
  if (token === ")") return "close";
  if (token === "|") return "or";
  if (/^[*+?{]/.test(token)) return "repeat";
  if (!token.startsWith("\\")) return /^[.^$[]/.test(token) ? "other" : "plain";
  if (/^\\[^\p{L}\p{N}]/u.test(token)) return "plain";
  // Of other letters and digits what follows may be a part, which would pass for plain text.
  return /^\\[dDsSwWmMyYAZntr]/.test(token) ? "other" : "unsure";
}
