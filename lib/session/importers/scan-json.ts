import type { ImportNote } from "@/lib/session/importers/imported-transcript";

/** Bytes of one value, not yet parsed. `array` is the number of the outermost array it stands in, or null. */
export type RawValue = { kind: "raw"; line: number; bytes: Uint8Array; array: number | null };
export type ScanItem = RawValue | { kind: "array_end"; line: number; array: number } | ImportNote;

const lineFeed = 10;
const quote = 34;
const comma = 44;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;
const byteOrderMark = [0xef, 0xbb, 0xbf];

/**
 * Cuts a stream into JSON values without parsing them: lines of JSON, values that span lines, or the elements of an
 * array at the top. It works on bytes, since no byte of a longer UTF-8 character looks like JSON punctuation.
 *
 * A broken line must not swallow those after it. JSON allows no raw line end inside a text, and once one value has
 * ended on the line where it began, the input is taken for JSON lines and every line end closes what is open.
 */
export async function* scanJson(chunks: AsyncIterable<Uint8Array>, maxValueBytes: number): AsyncGenerator<ScanItem> {
  const scanner = startScanner(maxValueBytes);
  for await (const chunk of chunks) yield* scanner.push(chunk);
  yield* scanner.end();
}

/** `element` and `array` are inside an outermost array, `value` and `line` are not; `ended` ignores the rest. */
type State = "between" | "value" | "line" | "array" | "element" | "ended";

function startScanner(maxValueBytes: number) {
  let state: State = "between";
  let line = 1;
  let startLine = 1;
  let arrayLine = 1;
  let arrayCount = 0;
  let isJsonLines = false;
  let needsComma = false;
  let depth = 0;
  let isInText = false;
  let isEscaped = false;
  let parts: Uint8Array[] = [];
  let sizeBytes = 0;
  let items: ScanItem[] = [];

  function begin(next: State): void {
    state = next;
    startLine = line;
    depth = 0;
    isInText = false;
    isEscaped = false;
    parts = [];
    sizeBytes = 0;
  }

  function keep(part: Uint8Array): void {
    sizeBytes += part.length;
    if (sizeBytes > maxValueBytes) parts = [];
    else parts.push(part);
  }

  function note(reason: string, atLine = line): void {
    items.push({ kind: "skipped", line: atLine, reason });
  }

  function emit(array: number | null): void {
    if (sizeBytes > maxValueBytes) note(`is larger than ${maxValueBytes} bytes`, startLine);
    else if (sizeBytes > 0) items.push({ kind: "raw", line: startLine, bytes: join(parts, sizeBytes), array });
    parts = [];
    sizeBytes = 0;
  }

  function endArray(): void {
    items.push({ kind: "array_end", line, array: arrayCount - 1 });
    isJsonLines ||= arrayLine === line;
    state = "between";
  }

  function breakArray(): void {
    note("the array breaks off");
    endArray();
  }

  /**
   * Hands over a value that never closed. Where the line after its first begins another value at its margin, this
   * was JSON lines with a broken first line, and each line is read by itself.
   */
  function emitUnclosed(array: number | null): void {
    const bytes = join(parts, sizeBytes <= maxValueBytes ? sizeBytes : 0);
    const second = bytes[bytes.indexOf(lineFeed) + 1];
    if (!bytes.includes(lineFeed) || (second !== openBrace && second !== openBracket)) {
      emit(array);
      return;
    }
    let from = 0;
    for (let at = startLine; from < bytes.length; at += 1) {
      const next = bytes.indexOf(lineFeed, from);
      const to = next < 0 ? bytes.length : next;
      const piece = bytes.subarray(from, to);
      if (piece.some((byte) => !isSpace(byte))) items.push({ kind: "raw", line: at, bytes: piece, array: null });
      from = to + 1;
    }
  }

  function onLineEnd(rest: Uint8Array): boolean {
    const isOpen = state === "value" || state === "element" || state === "line";
    const closes = isOpen && (state === "line" || isInText || isJsonLines);
    if (closes) {
      keep(rest);
      if (state === "element") {
        emit(arrayCount - 1);
        breakArray();
        if (!isJsonLines) {
          note("the rest of this array cannot be read");
          state = "ended";
        }
      } else {
        emit(null);
        isJsonLines = true;
        state = "between";
      }
    } else if (state === "array" && isJsonLines) breakArray();
    line += 1;
    return closes;
  }

  /** A byte outside any value; true where it begins one. */
  function onOutside(byte: number): boolean {
    if (isSpace(byte)) return false;
    if (state === "array") {
      if (byte === comma) needsComma = false;
      else if (byte === closeBracket) endArray();
      else if (needsComma) breakArray();
      else {
        begin("element");
        return true;
      }
      if (byte === comma || byte === closeBracket) return false;
    }
    if (line === 1 && arrayCount === 0 && byteOrderMark.includes(byte)) return false;
    if (byte === openBracket) {
      state = "array";
      arrayLine = line;
      arrayCount += 1;
      needsComma = false;
      return false;
    }
    begin(byte === openBrace ? "value" : "line");
    return true;
  }

  /** Follows texts and nesting by one byte; true where this byte closes the value. */
  function closesValue(byte: number): boolean {
    if (isInText) {
      if (isEscaped) isEscaped = false;
      else if (byte === backslash) isEscaped = true;
      else if (byte === quote) isInText = false;
      return false;
    }
    if (byte === quote) isInText = true;
    else if (byte === openBrace || byte === openBracket) depth += 1;
    else if (byte === closeBrace || byte === closeBracket) {
      depth -= 1;
      return depth <= 0;
    }
    return false;
  }

  function push(chunk: Uint8Array): ScanItem[] {
    items = [];
    let from = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index] ?? 0;
      if (byte === lineFeed) {
        if (onLineEnd(chunk.subarray(from, index))) from = index + 1;
        continue;
      }
      if (state === "ended" || state === "line") continue;
      if (state === "between" || state === "array") {
        if (!onOutside(byte)) continue;
        from = index;
      }
      if (isIn("line")) continue;
      const endsScalar = isIn("element") && depth === 0 && !isInText && (byte === comma || byte === closeBracket);
      if (!endsScalar && !closesValue(byte)) continue;
      keep(chunk.subarray(from, endsScalar ? index : index + 1));
      from = index + 1;
      if (isIn("value")) {
        emit(null);
        isJsonLines ||= startLine === line;
        state = "between";
        continue;
      }
      emit(arrayCount - 1);
      state = "array";
      needsComma = !endsScalar;
      if (endsScalar && byte === closeBracket) endArray();
    }
    // The chunk belongs to the source, which may fill it again.
    if (isIn("value") || isIn("line") || isIn("element")) keep(chunk.slice(from));
    return items;
  }

  function end(): ScanItem[] {
    items = [];
    if (state === "value" || state === "line") emitUnclosed(null);
    else if (state === "element" || state === "array") {
      if (state === "element") emitUnclosed(arrayCount - 1);
      note("the text ends inside an array");
      endArray();
    }
    return items;
  }

  /** Asks anew, where the compiler still believes what held before a call. */
  function isIn(asked: State): boolean {
    return state === asked;
  }

  return { push, end };
}

function isSpace(byte: number): boolean {
  return byte === 32 || byte === 13 || byte === 9 || byte === lineFeed;
}

function join(parts: readonly Uint8Array[], sizeBytes: number): Uint8Array {
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
