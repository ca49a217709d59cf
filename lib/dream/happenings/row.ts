export interface Field {
  /** Name of the field, with dots where it lies deeper; `#0`, `#1` for places without a name. */
  key: string;
  value: string | number;
}

/** One record of a structured text: an object, a line of a table, a line of a log. */
export interface Row {
  fields: readonly Field[];
  /** Equal for rows that are written alike, so that their fields mean the same. */
  shape: string;
  /** Words of a line that belong to no field, in order. */
  words: readonly string[];
}

const timeName =
  /(^|[._\s-])(t|ts|at|on|when|time|date|datetime|timestamp|epoch|since|started|occurred|fired|triggered|moment|start|begin|began|seen|created|raised|opened)($|[._\s-])|time$|timestamp$|date$|[a-z](At|Ts|On|Time|Date)$|_(ns|ms|us)$/;

/** Whether a field's name says that it holds a time. */
export function isTimeName(key: string): boolean {
  return timeName.test(key) || timeName.test(key.toLowerCase());
}
