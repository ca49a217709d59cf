import { casual } from "chrono-node/en";

/** A phrase of a line that means a day counted from the day of writing. */
export interface RelativeDate {
  /** Place in the line, in UTF-16 units from 0. */
  column: number;
  words: string;
  /** The day that it means (UTC), YYYY-MM-DD. */
  day: string;
}

/*
 * A wrong date is worse than none, so a phrase counts only where its line tells of one time: what happened ("was renewed yesterday") or
 * until when something holds ("until next Friday"). A rule says the same words of every day that comes ("compare with yesterday"), and
 * weeks, months and "in 3 days" are rounded in speech or lengths of stay. English only.
 */
const past = "yesterday|(?:\\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) days ago";
const weekday = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
const phrase = new RegExp(
  `(?<![\\p{L}\\p{N}/_-])(?:(?<past>${past}|last ${weekday})|(?<present>today|tonight)|(?<future>tomorrow|next ${weekday}))(?![\\p{L}\\p{N}/_'’-])`,
  "giu",
);

/** Any date that a line or its place has already, also one without a year. */
const month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
export const absoluteDate = new RegExp(
  `\\b\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}\\b|\\b\\d{1,2}[/.]\\d{1,2}(?:[/.]\\d{2,4})?\\b|\\b${month}\\.? \\d{1,2}(?:st|nd|rd|th)?\\b|\\b\\d{1,2}(?:st|nd|rd|th)? (?:of )?${month}\\b`,
  "iu",
);

/** Words of rules, of habits, of doubt, and of what somebody else may mean by the phrase. */
const unsure =
  /\?|[()[\]{}<>|]|\b(?:if|whenever|when|while|unless|once|every|each|any|always|never|in case|usually|normally|typically|often|daily|nightly|weekly|hourly|must|should|shall|need|needs|may|might|can|could|would|perhaps|maybe|probably|likely|what|which|who|whose|where|how|that|about|around|roughly|approximately|almost|nearly|over|more|less|least|than|or|compare[sd]?|versus|vs|says?|said|reads?|shows?|prints?|called|named)\b/i;

/** Verbs by which a line tells its reader what to do on any day; with "until" such a line may still tell of one time. */
const order =
  /^(?:please |then |first,? |do not |don['’]?t )?(?:ask|call|check|clear|compare|copy|delete|drain|export|fetch|find|import|list|load|look|make|open|query|read|rebuild|reload|restart|rotate|run|see|send|start|stop|take|tell|use|verify|watch|write)\b/i;
/** Those that mean a length of waiting or keeping even with "until". */
const waiting =
  /^(?:please |then |first,? )?(?:cache|delay|hold|keep|postpone|rerun|retain|retry|sleep|store|try|wait)\b/i;

/** Finite verbs of the past; a participle alone may belong to a rule ("rows loaded yesterday are final"). */
const reported =
  /\b(?:was|were|has been|have been|had been|got)\b|\b(?:we|i|they|he|she)(?: \p{L}+ly| also)? (?:\p{L}{2,}ed|ran|took|went|saw|found|put|set)\b|^[\p{L}\p{N}-]+ \p{L}{2,}ed (?:the|a|an|its|our|all|it)\b/iu;
const reportGoesOn = /^(?:[.,;:!]|\s*$|\s+(?:[—–-]\s|(?:and|so|but|because|by|after|at|with|due|to)\b))/i;
/** "Renewed the certificate yesterday", "moved feed-v2 to blue yesterday"; "failed logins yesterday" names some of every day. */
const begun =
  /^\p{L}{2,}ed (?:(?:the|an?|our|its|all|both|it|them|two|three|four|five|six|seven|eight|nine|ten)\b|\S*[·\p{N}_/-])/iu;
/** "Certificate renewed yesterday": of one thing, since "orders placed yesterday" names some of every day. */
const terse =
  /^(?:[\p{L}\p{N}·.-]+ ){0,3}[\p{L}\p{N}·.-]*[\p{L}\p{N}·](?<!s) \p{L}{2,}ed(?: (?:to|from|into|by|again)\b[^,;:]*)?\s+$/iu;
const sentenceEnds = /^\s*(?:[.;!]|$)/;

/** A state that lasts until then; what is kept, held or tried until then is so on any day. */
const limited =
  /\b(?:is|are|stays?|remains?|has been|have been|freeze|frozen|muted|paused|blocked|closed|off|down|do not|don['’]?t|no)\b.*\b(?:until|till)\s+$/i;
const habit = /\b(?:kept|held|stored|retained|cached|queued|retried|delayed|valid|available)\b/i;
const begins = /\b(?:from|starting|due|as of)\s+$/i;
const planned = /\b(?:planned|scheduled|starts|begins|ends|expires|maintenance|freeze|frozen|cutover)\b[^.;]*$/i;
const otherUse = /\b(?:of|for|since|before|with|like|as|from)\s+$/i;
const oneOfMany = /^an? /i;

/**
 * The phrase of a line that means one certain day, counted by chrono-node from the day on which the line was written; null where there is
 * none, more than one, or any doubt. Code and quoted text tell of nothing. Days are UTC.
 */
export function relativeDate(line: string, writtenMs: number): RelativeDate | null {
  const text = withoutQuotes(line);
  const [found, ...others] = text.matchAll(phrase);
  if (!found || others.length > 0 || absoluteDate.test(text)) return null;
  const words = line.slice(found.index, found.index + found[0].length);
  const before = text.slice(0, found.index).replace(/^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?/, "");
  const after = text.slice(found.index + words.length);
  if (unsure.test(`${before}${words}${after}`)) return null;
  if (!tellsOfOneTime(found.groups ?? {}, before, after)) return null;
  const day = dayOf(words, writtenMs);
  return day === null ? null : { column: found.index, words, day };
}

function tellsOfOneTime(groups: Partial<Record<string, string>>, before: string, after: string): boolean {
  if (waiting.test(before) || oneOfMany.test(before)) return false;
  const isOrder = order.test(before);
  const isPlan =
    (limited.test(before) && !habit.test(before)) || (!isOrder && (begins.test(before) || planned.test(before)));
  const isReport =
    !isOrder &&
    !otherUse.test(before) &&
    ((reported.test(before) && reportGoesOn.test(after)) ||
      ((begun.test(before) || terse.test(before)) && sentenceEnds.test(after)));
  return (groups.future === undefined && isReport) || (groups.past === undefined && isPlan);
}

/** Chrono's reading of the phrase, where it is sure of the day or of the weekday that was asked for. */
function dayOf(words: string, writtenMs: number): string | null {
  const [result, ...others] = casual.parse(words.toLowerCase(), { instant: new Date(writtenMs), timezone: 0 });
  const start = result?.start;
  if (!start || others.length > 0 || result.end || result.text.trim().length !== words.length) return null;
  if (!start.isCertain("day") && !start.isCertain("weekday")) return null;
  const [year, monthOfYear, day] = [start.get("year"), start.get("month"), start.get("day")];
  if (year === null || monthOfYear === null || day === null) return null;
  return new Date(Date.UTC(year, monthOfYear - 1, day)).toISOString().slice(0, 10);
}

/** The line with what is code, quoted or an address turned into dots of the same length. */
function withoutQuotes(line: string): string {
  return line.replace(
    /`+[^`]*`+|"[^"]*"|“[^”]*”|«[^»]*»|(?<![\p{L}\p{N}])['‘](?:[^'’]|['’](?=\p{L}))*['’](?!\p{L})|\bhttps?:\S+/gu,
    (quoted) => "·".repeat(quoted.length),
  );
}
