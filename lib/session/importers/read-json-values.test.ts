import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type JsonItem, readJsonValues } from "@/lib/session/importers/read-json-values";

async function read(text: string | Uint8Array, chunkBytes = 0, maxValueBytes?: number): Promise<JsonItem[]> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const items: JsonItem[] = [];
  const body = chunkBytes > 0 || typeof text !== "string" ? cut(bytes, chunkBytes || bytes.length) : text;
  for await (const item of readJsonValues(body, maxValueBytes)) items.push(item);
  return items;
}

/** One buffer, filled again for every chunk, as sources may do. */
async function* cut(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(chunkBytes);
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const part = bytes.subarray(at, at + chunkBytes);
    buffer.set(part);
    yield buffer.subarray(0, part.length);
  }
}

const valuesOf = (items: JsonItem[]) => items.flatMap((item) => (item.kind === "value" ? [item.value] : []));
const notesOf = (items: JsonItem[]) =>
  items.flatMap((item) => (item.kind === "skipped" ? [[item.line, item.reason]] : []));

const object = fc
  .dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }))
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const clean = (value: unknown) => JSON.stringify(value).includes("\\u0000") === false;

describe("readJsonValues", () => {
  test("reads JSON lines, arrays and spread-out objects alike, however the bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(object.filter(clean), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        async (values, size) => {
          const lines = values.map((value) => JSON.stringify(value)).join("\n");
          expect(valuesOf(await read(lines, size))).toEqual(values);
          expect(valuesOf(await read(`\ufeff ${JSON.stringify(values)}`, size))).toEqual(values);
          expect(valuesOf(await read(JSON.stringify(values, null, 2), size))).toEqual(values);
          const spread = values.map((value) => JSON.stringify({ value }, null, 1)).join("\n");
          expect(valuesOf(await read(spread, size))).toEqual(values.map((value) => ({ value })));
        },
      ),
      { numRuns: 60 },
    );
  });

  test("reports a broken line by number and loses no other line", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(object.filter(clean), { minLength: 3, maxLength: 6 }),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        async (values, which, where, asArrays) => {
          const lines = values.map((value) => JSON.stringify(asArrays ? [{ value }] : { value }));
          const broken = which % lines.length;
          const whole = lines[broken] ?? "";
          lines[broken] = whole.slice(0, 1 + (where % (whole.length - 1)));
          const items = await read(lines.join("\n"));
          const rest = values.filter((_, index) => index !== broken).map((value) => ({ value }));
          // A lone bracket before arrays is the beginning of an array of arrays, and so are what follows its elements.
          const found = valuesOf(items).flat();
          for (const value of rest) expect(found).toContainEqual(value);
          expect(notesOf(items).length).toBeGreaterThan(0);
          if (!asArrays) expect(notesOf(items).map(([line]) => line)).toContain(broken + 1);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("numbers the outermost arrays and says where each ends", async () => {
    expect(await read('[1]\n[]\n{"a":2}')).toEqual([
      { kind: "value", line: 1, value: 1, array: 0 },
      { kind: "array_end", line: 1, array: 0 },
      { kind: "array_end", line: 2, array: 1 },
      { kind: "value", line: 3, value: { a: 2 }, array: null },
    ]);
  });

  test("says that an array stopped in the middle and keeps what came before", async () => {
    const items = await read('[\n{"a":1},\n{"b":');
    expect(valuesOf(items)).toEqual([{ a: 1 }]);
    expect(notesOf(items)).toEqual([
      [3, "is not valid JSON"],
      [3, "the text ends inside an array"],
    ]);
  });

  test("goes on after a value that is too large", async () => {
    const items = await read(`{"a":1}\n{"b":"${"x".repeat(200)}"}\n{"c":3}`, 16, 100);
    expect(valuesOf(items)).toEqual([{ a: 1 }, { c: 3 }]);
    expect(notesOf(items)).toEqual([[2, "is larger than 100 bytes"]]);
    expect(valuesOf(await read(`["${"x".repeat(200)}",7]`, 16, 100))).toEqual([7]);
  });

  test("replaces what cannot be stored, and says so", async () => {
    const items = await read('{"a\\u0000":"\\ud800 😀 \\udc00\\u0000"}');
    expect(valuesOf(items)).toEqual([{ "a\ufffd": "\ufffd 😀 \ufffd\ufffd" }]);
    expect(notesOf(items)).toEqual([[1, "replaced 4 characters that cannot be stored"]]);
  });

  test("says when bytes are not UTF-8", async () => {
    const items = await read(
      new Uint8Array([...new TextEncoder().encode('{"a":"'), 0xff, ...new TextEncoder().encode('"}')]),
    );
    expect(valuesOf(items)).toEqual([{ a: "\ufffd" }]);
    expect(notesOf(items)).toEqual([[1, "replaced bytes that are not UTF-8"]]);
  });

  test("survives nesting made to exhaust the stack, and keys that reach for prototypes", async () => {
    const items = await read(`{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}\n{"__proto__":{"polluted":true}}`);
    expect(notesOf(items)).toEqual([[1, "nests too deeply"]]);
    expect(Object.hasOwn(valuesOf(items)[0] as object, "__proto__")).toBe(true);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("an empty text holds nothing", async () => {
    expect(await read("")).toEqual([]);
    expect(await read("\n \n")).toEqual([]);
  });
});
