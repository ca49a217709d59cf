import { compareText } from "../engine/canonical-json";
import { isEntityName, sayingNothing, typeNameScore } from "./field-names";
import { readMoment } from "./moment";
import { isTimeName, type Row } from "./row";

/** Which fields of rows of one shape name what happened and to what, most likely first. */
export interface RowRoles {
  typeKeys: readonly string[];
  entityKeys: readonly string[];
}

const longestType = 120;
const leastScore = 1.5;

/**
 * Finds by names and values what the fields of rows of one shape mean. `argumentValues` are what sessions named in calls, in lower
 * case: agents ask for things, so a value that is asked for is more likely the thing than what happened to it.
 */
export function findRoles(rows: readonly Row[], argumentValues: ReadonlySet<string>): RowRoles {
  const columns = new Map<string, string[]>();
  for (const { fields } of rows) {
    for (const { key, value } of fields) {
      const values = columns.get(key);
      if (values) values.push(String(value));
      else columns.set(key, [String(value)]);
    }
  }
  const scored = [...columns]
    .map(([key, values], at) => ({ key, at, ...scoreColumn(key, values, rows.length, argumentValues) }))
    .sort((left, right) => left.at - right.at);
  const ranked = (score: "type" | "entity", least: number) =>
    scored
      .filter((column) => column[score] >= least)
      .sort((left, right) => right[score] - left[score] || left.at - right.at || compareText(left.key, right.key))
      .map(({ key }) => key);
  const typeKeys = ranked("type", leastScore);
  return { typeKeys, entityKeys: ranked("entity", 1).filter((key) => key !== typeKeys[0]) };
}

function scoreColumn(key: string, values: readonly string[], rowCount: number, argumentValues: ReadonlySet<string>) {
  const distinct = new Set(values);
  const isTime = isTimeName(key) && values.every((value) => readMoment(value, true, 0) !== null);
  if (isTime || values.every((value) => readMoment(value, false, 0) !== null)) return { type: -10, entity: -10 };
  if (values.every((value) => !/\p{L}/u.test(value))) return { type: -10, entity: -10 };
  const named = typeNameScore(key);
  const share = (test: (value: string) => boolean) => [...distinct].filter(test).length / distinct.size;
  const asked = share((value) => argumentValues.has(value.toLowerCase()));
  const isUnique = distinct.size === values.length && values.length >= 4;
  const opaque = share(isOpaque);
  const type =
    named +
    2 * share(isIdentifier) +
    share((value) => value.split(/\s+/).length <= 5) +
    0.5 * share((value) => /^(\p{Lu}[\p{Ll}\p{N}]+){2,}\p{Lu}?\p{N}*$|^\p{Lu}[\p{Lu}\p{N}_]{3,}$/u.test(value)) +
    (distinct.size * 2 <= values.length ? 1 : 0) +
    (distinct.size > 1 ? 0.5 : 0) -
    1.5 * asked -
    1.5 * share(isNumbered) -
    8 * opaque -
    (isUnique && share((value) => /\d/.test(value)) === 1 ? 4 : 0) -
    (share((value) => value.length > longestType || /^\w+:\/\//.test(value)) > 0.2 ? 10 : 0) -
    7 * share(saysNothing) -
    (values.length < rowCount / 2 ? 1 : 0);
  const entity =
    (isEntityName(key) ? 5 : 0) +
    2 * asked +
    (isEntityName(key) || asked > 0.5 ? share(isIdentifier) : 0) -
    10 * share((value) => saysNothing(value) || value.length > 80 || /\s.*\s/.test(value)) -
    (isUnique && distinct.size >= 6 ? 6 : 0) -
    8 * opaque -
    (named >= 4 ? 4 : 0) -
    (typeNameScore(key) <= -10 && asked < 0.5 ? 10 : 0);
  return { type, entity };
}

/** Whether a value is one name in code: several parts joined by case, dots, dashes or underscores. */
export function isIdentifier(value: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}]*([_.:/-][\p{L}\p{N}]+)+$|^\p{L}?\p{Ll}*(\p{Lu}[\p{Ll}\p{N}]+)+\p{Lu}*\p{N}*$|^\p{Lu}[\p{Lu}\p{N}]+$/u.test(
    value,
  );
}

/** Whether a value is one of many of a kind, `node-12`. */
function isNumbered(value: string): boolean {
  return /\p{L}[-_.]?\d+$/u.test(value) && !/p\d\d$/i.test(value) && /[-_.]/.test(value);
}

/** Whether a value is a number given to a record: a UUID, a hash, `INC-107`. */
function isOpaque(value: string): boolean {
  return (
    /^[0-9a-f-]{8,}$/i.test(value) ||
    /^\p{Lu}{2,6}-?\d{2,}$/u.test(value) ||
    /^\p{Ll}{2,8}_[\p{L}\p{N}]{8,}$/u.test(value)
  );
}

function saysNothing(value: string): boolean {
  return (
    value === "" ||
    value
      .toLowerCase()
      .split(/[\s._/-]+/)
      .every((word) => sayingNothing.has(word))
  );
}
