import { compareText } from "../engine/canonical-json";
import { codeSpan } from "../engine/lesson-line";
import type { DreamWorld } from "../engine/world";
import type { Association } from "../statistics/judge-pair";
import { minuteMs } from "../statistics/thresholds";

/**
 * A line by which an agent that sees the antecedent can act before the consequent comes. The form is stable, so that a program can read it:
 * ``- after: `A` within 11-14 min: expect `B` (…)``, or ``- together: `A` and `B` within 2 min: …``.
 */
export function forecastLine(association: Association, conditions: readonly string[]): string {
  const { antecedent, consequent, isTogether, occurrences, opportunities } = association;
  const [first, last] = daysOf(association);
  const counts = [
    `${occurrences} of ${opportunities} times`,
    first === last ? `on ${first}` : `${first} to ${last}`,
    `${roundTo(association.expected, 10)} expected by chance`,
    ...conditions,
  ].join(", ");
  const [left, right] = [codeSpan(antecedent.type), codeSpan(consequent.type)];
  return isTogether
    ? `- together: ${left} and ${right} within 2 min: one incident, handle it once (${counts})`
    : `- after: ${left} within ${minutesText(association)}: expect ${right} (${counts})`;
}

/** The lag interval in minutes: `11-14 min`. */
export function minutesText({ lag }: Pick<Association, "lag">): string {
  const [low, high] = [Math.floor(lag.lowMs / minuteMs), Math.ceil(lag.highMs / minuteMs)];
  return low === high ? `${low} min` : `${low}-${high} min`;
}

/** A number with as many decimal places as the scale has zeros. */
export function roundTo(value: number, scale: number): number {
  return Math.round(value * scale) / scale;
}

function daysOf({ antecedent, match }: Association): [string, string] {
  const times = match.hits.map((hit) => antecedent.times[hit.antecedent] ?? 0).sort((left, right) => left - right);
  return [dayOf(times[0] ?? 0), dayOf(times.at(-1) ?? 0)];
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

/** The types that forecasts in memory name: a later dream tests them also where it sees nothing of one of them. */
export function forecastTypes(world: DreamWorld): string[] {
  const form = /(?:after|together): `([^`]+)` (?:within .{0,40}: expect|and) `([^`]+)`/g;
  const named = world.documents.flatMap(({ memory }) =>
    [...memory.content.matchAll(form)].flatMap((match) => match.slice(1, 3)),
  );
  return [...new Set(named)].sort(compareText);
}

/** Where memory holds a forecast of the pair, whichever counts it gives. */
export function findForecast(
  world: DreamWorld,
  antecedent: string,
  consequent: string,
): { path: string; line: number } | null {
  const [left, right] = [codeSpan(antecedent), codeSpan(consequent)];
  for (const document of world.documents) {
    const at = document.lines.findIndex(
      (line) =>
        (line.includes(`after: ${left} within `) && line.includes(`expect ${right}`)) ||
        line.includes(`together: ${left} and ${right} within`) ||
        line.includes(`together: ${right} and ${left} within`),
    );
    if (at !== -1) return { path: document.path, line: at + 1 };
  }
  return null;
}
