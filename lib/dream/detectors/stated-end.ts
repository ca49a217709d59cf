/*
 * English words by which a note says how long it holds. Without its own date such a line is true for its reader for ever, so they are
 * reckoned from the time at which the line was written. Where a word has two readings ("next Friday", "until Friday" on a Friday) the later
 * one is taken, because a line that is called over too early costs trust. "For 30 days" alone is a rule and no date.
 */
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const months = "january february march april may june july august september october november december".split(" ");
const numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

const dayName = "(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?";
const monthName =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const period = "(?:day|week|month|quarter|year)";

const untilPhrase = new RegExp(
  `\\b(?:until|till)\\s+(?:the\\s+)?(?:(?<iso>\\d{4}-\\d{2}-\\d{2})|(?<next>next\\s+|coming\\s+|this\\s+)?(?<weekday>${dayName})|(?<near>today|tonight|tomorrow)|end\\s+of\\s+(?:the\\s+|this\\s+)?(?<end>${period})|next\\s+(?<following>week|month|quarter|year)|(?<month>${monthName})\\.?\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?|(?<dayFirst>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?<monthLast>${monthName}))(?![\\p{L}\\p{N}'’/-])`,
  "iu",
);
const forPhrase =
  /\bfor\s+(?:the\s+next|the\s+coming|another)\s+(?<count>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)?\s*(?<unit>hour|day|week|month)s?\b/i;
const thisPhrase = /\bthis\s+(?<period>week|month|quarter|year)\b(?!['’])/i;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Until when a line holds by its own words: the first moment after it, with the words. */
export interface StatedEnd {
  words: string;
  atMs: number;
}

/** When a line that was written at `writtenMs` is over by what it says itself; null where it says nothing of the kind. Days are UTC. */
export function statedEnd(text: string, writtenMs: number): StatedEnd | null {
  const until = untilPhrase.exec(text);
  const lasting = until ? null : forPhrase.exec(text);
  const current = until || lasting ? null : thisPhrase.exec(text);
  const found = until ?? lasting ?? current;
  if (!found) return null;
  const groups: Partial<Record<string, string>> = found.groups ?? {};
  // A day that was put behind such words tells what they meant; the line is younger since it stands there.
  const behind = groups.weekday || groups.near ? text.slice(found.index + found[0].length) : "";
  const dated = /^\s\((\d{4}-\d{2}-\d{2})\)/.exec(behind)?.[1];
  const atMs = dated
    ? Date.parse(dated) + dayMs
    : until
      ? endOfUntil(groups, writtenMs)
      : lasting
        ? writtenMs + countOf(groups.count) * lengthMs(groups.unit ?? "")
        : endOfPeriod(groups.period ?? "", writtenMs);
  return atMs === null || Number.isNaN(atMs) ? null : { words: found[0], atMs };
}

function endOfUntil(groups: Partial<Record<string, string>>, writtenMs: number): number | null {
  const today = Math.floor(writtenMs / dayMs) * dayMs;
  if (groups.iso) return Date.parse(groups.iso) + dayMs;
  if (groups.near) return today + (/tomorrow/i.test(groups.near) ? 2 : 1) * dayMs;
  if (groups.end) return endOfPeriod(groups.end.toLowerCase(), writtenMs);
  if (groups.following) return endOfPeriod(groups.following.toLowerCase(), writtenMs);
  if (groups.weekday) {
    const wanted = startsWith(weekdays, groups.weekday);
    const ahead = (wanted - new Date(today).getUTCDay() + 7) % 7 || 7;
    const isNext = /next/i.test(groups.next ?? "") && ahead < 7;
    return today + (ahead + (isNext ? 7 : 0) + 1) * dayMs;
  }
  const month = startsWith(months, groups.month ?? groups.monthLast ?? "");
  const day = Number(groups.day ?? groups.dayFirst);
  if (month < 0 || day < 1 || day > 31) return null;
  const year = new Date(today).getUTCFullYear();
  const inYear = Date.UTC(year, month, day) + dayMs;
  return inYear > writtenMs ? inYear : Date.UTC(year + 1, month, day) + dayMs;
}

/** The end of the day, week (from Monday), month, quarter or year that holds a moment. */
function endOfPeriod(name: string, writtenMs: number): number {
  const today = new Date(Math.floor(writtenMs / dayMs) * dayMs);
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth()];
  switch (name.toLowerCase()) {
    case "day":
      return today.getTime() + dayMs;
    case "week":
      return today.getTime() + (7 - ((today.getUTCDay() + 6) % 7)) * dayMs;
    case "month":
      return Date.UTC(year, month + 1, 1);
    case "quarter":
      return Date.UTC(year, month - (month % 3) + 3, 1);
    default:
      return Date.UTC(year + 1, 0, 1);
  }
}

function countOf(word: string | undefined): number {
  if (word === undefined) return 1;
  const named = numbers.indexOf(word.toLowerCase());
  return named === -1 ? Number(word) : named;
}

function lengthMs(unit: string): number {
  return { hour: hourMs, day: dayMs, week: 7 * dayMs, month: 31 * dayMs }[unit.toLowerCase()] ?? Number.NaN;
}

function startsWith(names: readonly string[], word: string): number {
  return names.findIndex((name) => name.startsWith(word.toLowerCase().slice(0, 3)));
}
