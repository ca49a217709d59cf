const deepestNesting = 200;

export type Replaced<Value> = { value: Value; replacedCount: number };

/**
 * Puts U+FFFD in place of what PostgreSQL cannot hold, NUL and halves of surrogate pairs, in every text and key of a
 * JSON value, and counts the replacements.
 *
 * @throws RangeError where the value nests deeper than 200 levels.
 */
export function replaceUnstorable(value: unknown): Replaced<unknown> {
  let replacedCount = 0;
  const clean = (text: string): string => {
    if (text.isWellFormed() && !text.includes("\0")) return text;
    return text.replace(/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, () => {
      replacedCount += 1;
      return "\ufffd";
    });
  };
  const walk = (node: unknown, depth: number): unknown => {
    if (typeof node === "string") return clean(node);
    if (typeof node !== "object" || node === null) return node;
    if (depth >= deepestNesting) throw new RangeError(`nests deeper than ${deepestNesting} levels`);
    if (Array.isArray(node)) return node.map((item) => walk(item, depth + 1));
    return Object.fromEntries(Object.entries(node).map(([key, item]) => [clean(key), walk(item, depth + 1)]));
  };
  return { value: walk(value, 0), replacedCount };
}
