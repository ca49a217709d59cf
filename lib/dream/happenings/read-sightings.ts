import { leafTexts } from "../engine/event-text";
import { groupBy } from "../engine/group-by";
import type { NormalisedSession } from "../engine/normalised-session";
import { closingWords, timeNameRank, typeNameScore } from "./field-names";
import { momentOf } from "./json-rows";
import type { ReadText } from "./read-texts";
import { isTimeName, type Row } from "./row";
import { findRoles, type RowRoles } from "./row-roles";
import type { Sighting } from "./sighting";
import { nameOfWords } from "./word-roles";

const longestName = 160;

/** What the records of the texts tell to have happened, text by text. */
export function readSightings(texts: readonly ReadText[], sessions: readonly NormalisedSession[]): Sighting[][] {
  const roles = rolesByGroup(texts, sessions);
  const structured = texts.map((text) => text.rows.map((row) => nameOf(row, text, roles, null)));
  const known = knownNames(structured.flat(), sessions);
  return texts.map((text, at) => {
    const told = text.rows.flatMap((row, index): Told[] => {
      const named = structured[at]?.[index] ?? nameOf(row, text, roles, known);
      const time = timeOf(row, text.event.atMs);
      if (!named || !time || named.type.length > longestName) return [];
      return [{ ...named, ...time, row }];
    });
    return withoutSamples(withoutEndings(told)).map(({ type, entity, occurredAtMs, focus }) => ({
      type,
      entity,
      occurredAtMs,
      session: text.session,
      event: text.event,
      provenance: text.provenance,
      focus,
    }));
  });
}

interface Named {
  type: string;
  entity: string | null;
}

type Told = Named & { occurredAtMs: number; focus: string; row: Row };

function groupOf(from: string, { shape }: Row): string {
  return `${from}\n${shape}`;
}

function rolesByGroup(texts: readonly ReadText[], sessions: readonly NormalisedSession[]): Map<string, RowRoles> {
  const asked = new Set(
    sessions.flatMap(({ calls }) =>
      calls.flatMap(({ input }) =>
        leafTexts(input)
          .filter((text) => text.length <= 60 && !/\s/.test(text))
          .map((text) => text.toLowerCase()),
      ),
    ),
  );
  const placed = texts.flatMap((text) => text.rows.map((row) => ({ group: groupOf(text.from, row), row })));
  const groups = groupBy(placed, ({ group }) => group);
  return new Map(
    [...groups].map(([group, items]) => [
      group,
      findRoles(
        items.map(({ row }) => row),
        asked,
      ),
    ]),
  );
}

/** What a row's fields and, where it has words beside them, its words say; a field that is named for it speaks first. */
function nameOf(row: Row, { from, event }: ReadText, roles: ReadonlyMap<string, RowRoles>, known: KnownNames | null) {
  const { typeKeys, entityKeys } = roles.get(groupOf(from, row)) ?? { typeKeys: [], entityKeys: [] };
  const values = new Map(row.fields.map(({ key, value }) => [key, String(value).trim()]));
  const typeKey = typeKeys.find((key) => (values.get(key) ?? "") !== "");
  const entityKey = entityKeys.find((key) => key !== typeKey && (values.get(key) ?? "") !== "");
  const entity = (entityKey && values.get(entityKey)) || null;
  const type = typeKey && values.get(typeKey);
  if (type && (row.words.length === 0 || typeNameScore(typeKey) >= surelyNamed)) return { type, entity };
  const words = known && row.words.length > 0 ? nameOfWords(row.words, known) : null;
  if (words) return { type: words.type, entity: entity ?? words.entity };
  if (type && (known || row.words.length === 0)) return { type, entity };
  const named = row.fields.find((field) => !isTimeName(field.key) && momentOf(field, event.atMs) !== null);
  return named && row.words.length === 0 && !named.key.startsWith("#") ? { type: named.key, entity } : null;
}

const surelyNamed = 4;

type KnownNames = Parameters<typeof nameOfWords>[1];

function knownNames(named: readonly (Named | null)[], sessions: readonly NormalisedSession[]): KnownNames {
  const types = new Set(named.flatMap((name) => name?.type ?? []));
  const entities = new Set(named.flatMap((name) => name?.entity?.toLowerCase() ?? []));
  for (const { calls } of sessions) {
    for (const { input } of calls) {
      for (const text of leafTexts(input))
        if (/^[\p{L}][\p{L}\p{N}]*([-_.][\p{L}\p{N}]+)+$/u.test(text) && !types.has(text))
          entities.add(text.toLowerCase());
    }
  }
  return { types, entities };
}

/** The time at which a row's thing began, by the names of its times. */
function timeOf(row: Row, seenAtMs: number | null): { occurredAtMs: number; focus: string } | null {
  const times = row.fields.flatMap((field) => {
    const atMs = momentOf(field, seenAtMs);
    const rank = timeNameRank(field.key);
    return atMs === null || rank === null ? [] : [{ occurredAtMs: atMs, focus: String(field.value), rank }];
  });
  times.sort((left, right) => left.rank - right.rank || left.occurredAtMs - right.occurredAtMs);
  return times[0] ?? null;
}

/** Leaves out rows that say only that something is over that the same text tells the beginning of. */
function withoutEndings(told: readonly Told[]): Told[] {
  const isEnding = ({ row }: Told) =>
    [...row.words, ...row.fields.filter(({ key }) => !isTimeName(key)).map(({ value }) => String(value))].some((word) =>
      closingWords.has(word.toLowerCase().replace(/[^\p{L}]/gu, "")),
    );
  const begun = new Set(told.filter((item) => !isEnding(item)).map(({ type, entity }) => `${type}\n${entity}`));
  return told.filter((item) => !isEnding(item) || !begun.has(`${item.type}\n${item.entity}`));
}

const leastSamples = 6;

/** Leaves out measurements: the same thing at equal distances with a number that changes is a curve, not a series of happenings. */
function withoutSamples(told: readonly Told[]): Told[] {
  const groups = groupBy(told, ({ type, entity }) => `${type}\n${entity}`);
  return [...groups.values()].flatMap((group) => (isSampled(group) ? [] : group));
}

function isSampled(group: readonly Told[]): boolean {
  const times = [...new Set(group.map(({ occurredAtMs }) => occurredAtMs))].sort((left, right) => left - right);
  if (times.length < leastSamples) return false;
  const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
  const [least, most] = [Math.min(...gaps), Math.max(...gaps)];
  if (most > least * 1.05) return false;
  const numbers = group.flatMap(({ row }) =>
    row.fields.filter(({ key, value }) => !isTimeName(key) && /^-?\d+(\.\d+)?\s?%?$/.test(String(value))),
  );
  const measures = groupBy(numbers, ({ key }) => key);
  return [...measures.values()].some((values) => new Set(values.map(({ value }) => String(value))).size > 1);
}
