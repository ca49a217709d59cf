/** A point in time as it stands in a text. */
export interface Moment {
  atMs: number;
  /** UTF-16 offsets of its words; the end is exclusive. */
  start: number;
  end: number;
}

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const clock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?`;
const zone = String.raw`\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?(?![\w:])`;
const month = `(${months.join("|")})[a-z]*`;

interface Form {
  pattern: RegExp;
  /** Where the year, month and day stand among the groups; a year of 0 is left to be guessed. */
  read: (groups: readonly string[]) => DateParts[];
  /** First group of the time of day. */
  clockAt: number;
}

interface DateParts {
  year: number | null;
  month: number;
  day: number;
}

const forms: readonly Form[] = [
  form(String.raw`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ,]\s?`, 3, ([y, m, d]) => [parts(y, m, d)]),
  form(String.raw`(\d{1,2})[-/ ]${month}[-/ ,]+(\d{4})[T :,]+`, 3, ([d, m, y]) => [parts(y, monthNumber(m), d)]),
  form(String.raw`${month} {1,2}(\d{1,2}),? +(\d{4}),? +(?:at +)?`, 3, ([m, d, y]) => [parts(y, monthNumber(m), d)]),
  form(String.raw`${month} {1,2}(\d{1,2}),? +(?:at +)?`, 2, ([m, d]) => [parts(null, monthNumber(m), d)]),
  form(String.raw`(\d{1,2}) ${month},? +(?:at +)?`, 2, ([d, m]) => [parts(null, monthNumber(m), d)]),
  form(String.raw`(\d{1,2})([/.-])(\d{1,2})\2(\d{4}),?[T ]\s?`, 4, ([a, , b, y]) => [parts(y, b, a), parts(y, a, b)]),
];

const compact = /(?<![\w-])(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(Z)?(?!\w)/;
const bareClock = new RegExp(`^\\s*${clock}${zone}\\s*$`);

function form(date: string, clockAt: number, read: Form["read"]): Form {
  return { pattern: new RegExp(`(?<![\\w-])${date}${clock}${zone}`, "i"), clockAt, read };
}

function parts(year: string | null | undefined, monthText: string | number | undefined, day: string | undefined) {
  return { year: year == null ? null : Number(year), month: Number(monthText), day: Number(day) };
}

function monthNumber(name: string | undefined): number {
  return months.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1;
}

/**
 * The first full date with a time of day in a text. Without a zone it is UTC. What the text leaves open (day before month or after
 * it, no year) is settled by the reading that is nearest before `seenAtMs`, since nobody reports what is still to come.
 */
export function findMoment(text: string, seenAtMs: number | null): Moment | null {
  let first: Moment | null = null;
  for (const { pattern, read, clockAt } of forms) {
    const match = pattern.exec(text);
    if (!match || (first !== null && match.index >= first.start)) continue;
    const groups = match.slice(1);
    const dayMs = timeOfDayMs(groups.slice(clockAt));
    const readings = read(groups).flatMap((date) =>
      yearsFor(date, seenAtMs).map((year) => startOfDay({ ...date, year })),
    );
    const times = readings.flatMap((midnight) => (midnight === null || dayMs === null ? [] : [midnight + dayMs]));
    const atMs = likeliest(times, seenAtMs);
    if (atMs !== null) first = { atMs, start: match.index, end: match.index + match[0].length };
  }
  return first ?? findCompact(text);
}

function findCompact(text: string): Moment | null {
  const match = compact.exec(text);
  if (!match) return null;
  const [whole, year, monthText, day, hour, minute, second] = match;
  const midnight = startOfDay(parts(year, monthText, day));
  const dayMs = timeOfDayMs([hour ?? "", minute ?? "", second ?? ""]);
  if (midnight === null || dayMs === null) return null;
  return { atMs: midnight + dayMs, start: match.index, end: match.index + whole.length };
}

/**
 * A whole value as a point in time: a date with a time of day, and, where the name of the field says that it holds a time, also
 * seconds, milliseconds and finer units since 1970, or a bare time of day before `seenAtMs`.
 */
export function readMoment(value: string | number, isTimeNamed: boolean, seenAtMs: number | null): number | null {
  const text = String(value).trim();
  if (text.length > 60) return null;
  const found = findMoment(text, seenAtMs);
  if (found) return found.start <= 6 && text.length - found.end <= 6 ? found.atMs : null;
  if (!isTimeNamed) return null;
  return fromEpoch(text) ?? fromClock(text, seenAtMs);
}

const earliestMs = Date.UTC(2001, 8, 10);
const latestMs = Date.UTC(2100, 0, 1);

function fromEpoch(text: string): number | null {
  if (!/^\d{9,19}(\.\d+)?$/.test(text)) return null;
  const value = Number(text);
  const scale = [1000, 1, 1e-3, 1e-6].find((factor) => value * factor >= earliestMs && value * factor < latestMs);
  return scale === undefined ? null : Math.round(value * scale);
}

function fromClock(text: string, seenAtMs: number | null): number | null {
  const match = bareClock.exec(text);
  const dayMs = match && seenAtMs !== null ? timeOfDayMs(match.slice(1)) : null;
  if (dayMs === null || seenAtMs === null) return null;
  const atMs = Math.floor(seenAtMs / dayInMs) * dayInMs + dayMs;
  return atMs <= seenAtMs + slackMs ? atMs : atMs - dayInMs;
}

const dayInMs = 86_400_000;
/** Clocks of agents and of what they watch differ a little. */
const slackMs = 120_000;

function timeOfDayMs([hour = "", minute = "", second = "", fraction = "", offset = ""]: readonly string[]):
  | number
  | null {
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  if (hours > 23 || minutes > 59 || seconds > 60) return null;
  const milliseconds = Math.trunc(Number(`0.${fraction || "0"}`) * 1000);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds - offsetMs(offset);
}

function offsetMs(text: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(text);
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}

function startOfDay({ year, month: monthOfYear, day }: DateParts): number | null {
  if (year === null) return null;
  const date = new Date(Date.UTC(year, monthOfYear - 1, day));
  const isReal = date.getUTCMonth() === monthOfYear - 1 && date.getUTCDate() === day && monthOfYear > 0;
  return isReal ? date.getTime() : null;
}

function yearsFor({ year }: DateParts, seenAtMs: number | null): number[] {
  if (year !== null) return [year];
  if (seenAtMs === null) return [];
  const seen = new Date(seenAtMs).getUTCFullYear();
  return [seen, seen - 1];
}

/** The latest reading that is not after what was seen; the first where none or nothing else helps. */
function likeliest(times: readonly number[], seenAtMs: number | null): number | null {
  const [first = null] = times;
  if (seenAtMs === null || times.length < 2) return first;
  const past = times.filter((atMs) => atMs <= seenAtMs + slackMs);
  return past.length === 0 ? first : past.reduce((latest, atMs) => Math.max(latest, atMs));
}
