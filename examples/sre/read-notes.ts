import { type CheckName, checkNames } from "./handbook";

/** What an agent can take from notes. All of it is reading text: nothing here knows who wrote a line, or whether a dream did. */
export interface Notes {
  path: string;
  text: string;
}

/** The steps that notes recommend, in their order: lines such as `- check: db-load`. */
export function checksIn(notes: readonly Notes[]): CheckName[] {
  const named = linesOf(notes).flatMap((line) => line.match(/^\s*[-*] check: ([a-z-]+)/)?.[1] ?? []);
  return checkNames
    .filter((name) => named.includes(name))
    .sort((left, right) => named.indexOf(left) - named.indexOf(right));
}

/** Words that do not exist and what stands for them: "`payments` does not exist; use `pay-prod`". */
export function correctionsIn(notes: readonly Notes[]): Map<string, string> {
  const found = linesOf(notes).flatMap((line) => {
    const [, wrong, right] = line.match(/`([^`]+)` does not exist[^`]*`([^`]+)`/) ?? [];
    return wrong === undefined || right === undefined ? [] : [[wrong, right] as const];
  });
  return new Map(found);
}

/** The namespace that notes give to a service, corrected by what they say does not exist; null where they say nothing. */
export function namespaceIn(notes: readonly Notes[], service: string): string | null {
  const about = notes.filter(({ path, text }) => path.includes(service) || text.includes(service));
  const named = linesOf(about)
    .map(
      (line) => line.match(/namespace:? *`([^`]+)`/)?.[1] ?? line.match(new RegExp(`-n (\\S+) [^\`]*${service}`))?.[1],
    )
    .find((name) => name !== undefined);
  if (named === undefined) return null;
  return correctionsIn(notes).get(named) ?? named;
}

/** Who owns a service according to notes; several where they disagree. */
export function ownersIn(notes: readonly Notes[], service: string): string[] {
  const said = linesOf(notes).flatMap((line) => {
    const plain = line.match(/owner of (\S+) is `?([\w-]+)/);
    const cached = line.match(new RegExp(`\`svcctl owner ${service}\`.*?owner:? *\`?([\\w-]+)`));
    if (plain?.[1] === service) return plain[2] ?? [];
    return cached?.[1] ?? [];
  });
  return [...new Set(said)];
}

export interface Forecast {
  effect: string;
  withinMinutes: number;
}

/** What follows an alert some minutes later according to notes: a line that names both, a lag, and which comes first. */
export function forecastsIn(notes: readonly Notes[], alert: string): Forecast[] {
  return linesOf(notes).flatMap((line) => {
    const lag = line.match(/(\d+(?:\.\d+)?)\s*(?:min\b|minutes?\b)/);
    const isForecast = /\b(after|follow|followed|follows|precedes|before|later)\b/i.test(line);
    const [first = "", second = ""] = alertsIn(line);
    const between = line.slice(line.indexOf(first) + first.length, line.indexOf(second, line.indexOf(first) + 1));
    const isReversed = /\b(follows|after)\b/.test(between);
    const [cause, effect] = isReversed ? [second, first] : [first, second];
    if (lag === null || !isForecast || cause !== alert || effect === "") return [];
    return [{ effect, withinMinutes: Number(lag[1]) }];
  });
}

/** Alerts that are one incident with this one according to notes. */
export function togetherIn(notes: readonly Notes[], alert: string): string[] {
  const found = linesOf(notes).flatMap((line) => {
    const isOne =
      /\b(one incident|same incident|fires? together|come together|comes together|co-?fires?|together)\b/i.test(line);
    const names = alertsIn(line);
    return isOne && names.includes(alert) ? names.filter((name) => name !== alert) : [];
  });
  return [...new Set(found)];
}

/** The command that notes recommend when an alert can be seen coming: a line such as ``- prepare: `kubectl scale …` ``. */
export function preparationIn(notes: readonly Notes[]): string | null {
  return linesOf(notes).flatMap((line) => line.match(/^\s*[-*] prepare: `([^`]+)`/)?.[1] ?? [])[0] ?? null;
}

/** Whether notes say that a fix has arrived. */
export function isDeployed(notes: readonly Notes[], reference: string): boolean {
  return linesOf(notes).some(
    (line) => line.includes(reference) && /\b(deployed|merged|released|done|closed)\b/i.test(line),
  );
}

/** Whether notes say that one service waits for another. */
export function waitsFor(notes: readonly Notes[], service: string, other: string): boolean {
  const about = notes.filter(({ path }) => path.includes(service));
  return linesOf(about).some((line) => /waits for|depends on/i.test(line) && line.includes(other));
}

/** The files that an index names in lines about one of the words. */
export function filesInIndex(index: string, words: readonly string[]): string[] {
  const lines = index
    .split("\n")
    .filter((line) => words.some((word) => line.toLowerCase().includes(word.toLowerCase())));
  const paths = lines.flatMap(
    (line) => line.match(/\(([^)\s]+\.md)\)/)?.[1] ?? line.match(/`?(\/?[\w/.-]+\.md)`?/)?.[1] ?? [],
  );
  return [...new Set(paths.map((path) => (path.startsWith("/") ? path : `/${path.replace(/^\.\//, "")}`)))];
}

function alertsIn(line: string): string[] {
  return [...new Set(line.match(/\b[A-Z][a-zA-Z0-9]*[a-z][A-Z][a-zA-Z0-9]*\b/g) ?? [])];
}

function linesOf(notes: readonly Notes[]): string[] {
  return notes.flatMap(({ text }) => text.split("\n"));
}
