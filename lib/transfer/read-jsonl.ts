import { createHash } from "node:crypto";
import { isStorable } from "@/lib/contract/storable";
import {
  type ExportedVersion,
  type ExportHeader,
  exportEnd,
  exportedVersion,
  exportHeader,
} from "@/lib/contract/transfer";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { contentLimitBytes, decodeText, type IncomingFile } from "./incoming-file";
import type { SpooledUpload } from "./spool-upload";

/** Room for a content of control characters alone, each of which takes six bytes in JSON. */
const lineLimitBytes = 1024 ** 2;

/** The header of a JSON lines export, and then its versions one at a time. Throws InvalidRequestError, naming the line. */
export async function* readJsonl(
  upload: SpooledUpload,
): AsyncGenerator<{ kind: "header"; header: ExportHeader } | { kind: "version"; file: IncomingFile }, void, undefined> {
  let number = 0;
  let versions = 0;
  let isEnded = false;
  for await (const line of linesOf(upload)) {
    number += 1;
    const place = `Line ${number}`;
    if (isEnded) throw new InvalidRequestError(`${place} stands behind the end of the export.`);
    const value = parseLine(line, place);
    const type = typeof value === "object" && value !== null && "type" in value ? value.type : null;
    if (number === 1) {
      yield { kind: "header", header: parse(exportHeader, value, `${place} is not the header of an export`) };
    } else if (type === "reverie_export_end") {
      const end = parse(exportEnd, value, `${place} is not the end of an export`);
      if (end.versions !== versions)
        throw new InvalidRequestError("The export lacks lines: its end counts more or fewer.");
      isEnded = true;
    } else {
      versions += 1;
      const version = checkVersion(parse(exportedVersion, value, `${place} is not a version`), place);
      yield {
        kind: "version",
        file: { path: version.path, content: version.content, claim: { kind: "version", version } },
      };
    }
  }
  if (!isEnded) throw new InvalidRequestError("The export was cut off: its last line is missing.");
}

async function* linesOf(upload: SpooledUpload): AsyncGenerator<Buffer, void, undefined> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  const stream = upload.handle.createReadStream({ start: 0, autoClose: false });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      yield Buffer.concat([...rest, chunk.subarray(start, end)]);
      rest = [];
      restBytes = 0;
      start = end + 1;
    }
    restBytes += chunk.length - start;
    if (restBytes > lineLimitBytes) throw new InvalidRequestError(`A line is longer than ${lineLimitBytes} bytes.`);
    rest.push(chunk.subarray(start));
  }
  if (restBytes > 0) throw new InvalidRequestError("The export was cut off: its last line has no end.");
}

function parseLine(line: Buffer, place: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(decodeText(line, place));
  } catch (error) {
    if (error instanceof SyntaxError) throw new InvalidRequestError(`${place} is not valid JSON.`);
    throw error;
  }
  if (!isStorable(value)) throw new InvalidRequestError(`${place} holds text that cannot be stored.`);
  return value;
}

interface Schema<T> {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
}

function parse<T>(schema: Schema<T>, value: unknown, complaint: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new InvalidRequestError(`${complaint}: ${issue?.path.map(String).join(".")}: ${issue?.message}.`);
}

/** What a schema cannot say: which parts a version of its kind has, and that its hash is the hash of its content. */
function checkVersion(version: ExportedVersion, place: string): ExportedVersion {
  const refuse = (why: string): never => {
    throw new InvalidRequestError(`${place} is not a version: ${why}.`);
  };
  const { content } = version;
  const isRedacted = version.redacted_at !== null;
  if (isRedacted && (content !== null || version.path !== null))
    refuse("what was redacted has neither path nor content");
  if (!isRedacted && version.path === null) refuse("path: is missing");
  const holdsText = !isRedacted && version.operation !== "deleted";
  if (holdsText !== (content !== null)) refuse(holdsText ? "content: is missing" : "content: must be null");
  const bytes = content === null ? null : Buffer.from(content, "utf8");
  if (bytes !== null && bytes.length > contentLimitBytes) refuse(`content: is larger than ${contentLimitBytes} bytes`);
  const sha256 = bytes === null ? null : createHash("sha256").update(bytes).digest("hex");
  if (version.content_sha256 !== sha256) refuse("content_sha256: is not the hash of the content");
  if (version.content_size_bytes !== (bytes === null ? null : bytes.length)) {
    refuse("content_size_bytes: is not the size of the content");
  }
  return version;
}
