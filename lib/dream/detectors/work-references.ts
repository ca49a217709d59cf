/**
 * References to one piece of work, each in a form that is equal however it is written: `pr:412`, `#:412` for a bare number, `KEY-12` for
 * a ticket.
 */
export type WorkReference = string;

const pullWords = "pr|mr|pull(?: request)?s?|merge[ _-]requests?";
const numbered = new RegExp(
  `\\b(?:(${pullWords})|(issue|ticket|request|incident|change(?: request)?|bug|task|case|release|deploy(?:ment)?|job|rollout)s?)[ :#/!-]{0,3}(\\d{1,7})\\b|(?<![\\w&/])([#!])(\\d{1,7})\\b`,
  "gi",
);
const ticket =
  /(?<![\w/-])([A-Za-z][A-Za-z0-9]{1,9}-\d{1,7}|[A-Za-z]-\d{2,7}|[A-Za-z]{1,6}[_/]\d{2,7})(?![\w/-])|\b([A-Z]{1,6}\d{3,10})\b/g;
const notTicket = /^(?:PR|MR|UTF|SHA|ISO|RFC|CVE|AES|IPV|HTTP|H)[-_/]?\d/;

/** The references in a text. Of notes only tickets in capitals count: `pg-16` is none. */
export function workReferences(text: string, letters: "capital" | "any"): WorkReference[] {
  const found = [...text.matchAll(numbered)].map(([, pull, word, number, sign, bare]) => {
    if (pull !== undefined || sign === "!") return `pr:${number ?? bare ?? ""}`;
    return word === undefined ? `#:${bare ?? ""}` : `${word.toLowerCase().split(" ")[0] ?? ""}:${number ?? ""}`;
  });
  const keys = [...text.matchAll(ticket)].flatMap(([, dashed, plain]) => {
    const key = dashed ?? plain ?? "";
    return letters === "any" || key === key.toUpperCase() ? [key.toUpperCase()] : [];
  });
  return [...new Set([...found, ...keys.filter((key) => !notTicket.test(key))])];
}

/** A reference that a field gives by its name and number: `pr: 412`, `"number": 412`. */
export function fieldReference(name: string, value: string): WorkReference[] {
  const last = /[^.]*$/.exec(name)?.[0] ?? name;
  if (!/^#?\d{1,7}$/.test(value)) return [];
  const number = value.replace("#", "");
  if (/^(?:pr|mr|pull|pull_?request|merge_?request)(?:_?(?:number|id|iid|no))?$/i.test(last)) return [`pr:${number}`];
  if (/^(?:number|no|iid|ref|fix_?ref)$/i.test(last)) return [`#:${number}`];
  const word =
    /^(issue|ticket|request|incident|change|bug|task|case|release|deployment|job|rollout)(?:_?(?:number|id|no))?$/i.exec(
      last,
    );
  return word?.[1] ? [`${word[1].toLowerCase()}:${number}`] : [];
}

/** Whether two references may be one: a bare number fits any kind of numbered thing. */
export function isSameWork(left: WorkReference, right: WorkReference): boolean {
  if (left === right) return true;
  const [leftKind, leftNumber] = left.split(":");
  const [rightKind, rightNumber] = right.split(":");
  return leftNumber !== undefined && leftNumber === rightNumber && (leftKind === "#" || rightKind === "#");
}
