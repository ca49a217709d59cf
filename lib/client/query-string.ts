export type QueryValue = string | number | boolean | null | undefined | readonly string[];

/**
 * Encodes a query as the contract reads it: arrays as `name[]`, values that are null, undefined or empty left out.
 * The answer starts with `?`, or is empty.
 */
export function queryString(query: Readonly<Record<string, QueryValue>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    if (typeof value === "object") for (const item of value) search.append(`${name}[]`, item);
    else search.append(name, String(value));
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}
