/** A value that two notes can disagree about. */
export interface FactValue {
  type: "number" | "time" | "boolean" | "name" | "word";
  /** As written, without quotes and markup. */
  text: string;
  /** Equal for two spellings of one value. */
  normal: string;
  /** What numbers measure; two numbers of different measures do not contradict each other. */
  measure: string;
  /** Whether the text around it says that it took another's place. */
  supersedes: boolean;
  /** What limits the value: words in brackets or after a comma, without dates of validity. */
  qualifier: string;
  /** Offset of the value in the text that it was read from. */
  offset: number;
}

const measures: ReadonlyMap<string, [measure: string, factor: number]> = new Map([
  ["ms", ["time", 0.001]],
  ["millisecond", ["time", 0.001]],
  ["s", ["time", 1]],
  ["sec", ["time", 1]],
  ["second", ["time", 1]],
  ["m", ["time", 60]],
  ["min", ["time", 60]],
  ["minute", ["time", 60]],
  ["h", ["time", 3600]],
  ["hr", ["time", 3600]],
  ["hour", ["time", 3600]],
  ["d", ["time", 86_400]],
  ["day", ["time", 86_400]],
  ["week", ["time", 604_800]],
  ["b", ["size", 1]],
  ["kb", ["size", 1e3]],
  ["mb", ["size", 1e6]],
  ["gb", ["size", 1e9]],
  ["tb", ["size", 1e12]],
  ["kib", ["size", 1024]],
  ["mib", ["size", 1024 ** 2]],
  ["gib", ["size", 1024 ** 3]],
]);

const supersedeWords =
  /\b(since|as of|effective|moved to|moved (over )?from|changed to|changed from|switched to|migrated to|replaced|replaces|replacing|superseded?s?|renamed to|now|new)\b/i;

/** Reads what stands after a key: a number with unit, a time, a truth value, a name, or a word or two. Null for lists and prose. */
export function readFactValue(raw: string): FactValue | null {
  const lead = /^[\s`*_"'“]*(?:(?:now|currently|still)\s+)?[\s`*_"'“]*/u.exec(raw)?.[0].length ?? 0;
  const rest = raw.slice(lead);
  const end = rest.search(
    /[`*"”]|\s+[([—–]|\s-\s|[,;]\s|\.\s|\.?\s*$|\s+(?:since|as of|until|for|in|on|when|if|unless|during|because|effective|from|per)\s/u,
  );
  const text = rest.slice(0, end === -1 ? rest.length : end).trim();
  const after = rest
    .slice(text.length)
    .replace(/^[`*_"'”.]+/u, "")
    .trim();
  if (text === "" || /^,|^(and|or|&|\/|\+)\s/.test(after) || /(?<!\d),\S|,(?!\d{3})\S|\[|\s(and|or|&|\/)\s/.test(text))
    return null;
  const typed = typeOf(text);
  if (!typed) return null;
  if (/^,\s*[\p{L}\p{N}`]/u.test(after) && !supersedeWords.test(after) && typed.type !== "number") return null;
  return {
    ...typed,
    text,
    supersedes: supersedeWords.test(after) || /\bnow\b/i.test(raw.slice(0, lead)),
    qualifier: qualifierOf(after),
    offset: lead,
  };
}

function typeOf(text: string): Pick<FactValue, "type" | "normal" | "measure"> | null {
  const number = /^[~≈]?([-+]?\d[\d_,]*(?:\.\d+)?)\s?(%|\p{L}{0,12})$/u.exec(text);
  if (number?.[1]) return typeNumber(number[1], number[2] ?? "");
  const lower = text.toLowerCase();
  if (/^\d{4}-\d{2}-\d{2}(t[\d:.]+z?)?$|^\d{1,2}:\d{2}(:\d{2})?(\s?(utc|[ap]m))?$/.test(lower))
    return { type: "time", normal: lower, measure: "" };
  if (/^(yes|true|on|enabled)$/.test(lower)) return { type: "boolean", normal: "true", measure: "" };
  if (/^(no|false|off|disabled)$/.test(lower)) return { type: "boolean", normal: "false", measure: "" };
  if (/^https?:\/\//.test(lower)) return { type: "name", normal: lower.replace(/\/$/, ""), measure: "address" };
  if (!/^[\p{L}\p{N}@#/~$][\p{L}\p{N}\s@#/~$._:+-]*$/u.test(text)) return null;
  const words = text.split(/\s+/);
  if (words.length === 1 && /[\p{L}\p{N}][_/.:@#-][\p{L}\p{N}]|\p{N}|^[@#/~]/u.test(text))
    return { type: "name", normal: lower, measure: "" };
  return words.length <= 3 && text.length <= 40 ? { type: "word", normal: lower, measure: "" } : null;
}

function typeNumber(digits: string, unit: string): Pick<FactValue, "type" | "normal" | "measure"> {
  const amount = Number(digits.replace(/[_,]/g, ""));
  const singular = unit.toLowerCase().replace(/(?<=\p{L}{2})s$/u, "");
  const known = measures.get(singular);
  return known
    ? { type: "number", normal: String(Number((amount * known[1]).toPrecision(12))), measure: known[0] }
    : { type: "number", normal: String(amount), measure: singular };
}

/** The number of a value as written, without its unit; null where it has none. */
export function amountIn({ text }: FactValue): string | null {
  return /^[~≈]?([-+]?\d[\d_,.]*)/.exec(text)?.[1] ?? null;
}

/** The amounts in a text that have a known unit, each as measure and size in its base unit: "5 min" and "300 s" are one, "5 h" is not. */
export function readAmounts(text: string): string[] {
  const amounts = text.matchAll(/(?<![\p{L}\p{N}.,_-])(\d[\d_,]*(?:\.\d+)?)\s?(\p{L}{1,12})(?![\p{L}\p{N}_])/gu);
  return [...amounts]
    .map(([, digits = "", unit = ""]) => typeNumber(digits, unit))
    .filter(({ measure }) => measure === "time" || measure === "size")
    .map(({ measure, normal }) => `${measure} ${normal}`);
}

function qualifierOf(after: string): string {
  return after
    .replace(/\d{4}-\d{2}-\d{2}\S*|\b\d{1,2}[/.]\d{1,2}([/.]\d{2,4})?\b/g, " ")
    .toLowerCase()
    .replace(
      /\b(since|as of|effective|from|now|verified|checked|updated|confirmed|seen|per|new|was|changed|moved|to|on|at|the|by|in|last|sessions?|agents?|per)\b/g,
      " ",
    )
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Whether two values can contradict each other at all. */
export function areComparable(left: FactValue, right: FactValue): boolean {
  const isText = (value: FactValue) => value.type === "name" || value.type === "word";
  if (isText(left) && isText(right)) return left.measure === right.measure;
  return left.type === right.type && left.measure === right.measure;
}
