import { afterEach, describe, expect, it, vi } from "vitest";
import { downloadFile } from "./download-file";

afterEach(() => vi.unstubAllGlobals());

function answerWith(response: () => Response) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    asked.push(url);
    init.signal?.throwIfAborted();
    return response();
  });
  return asked;
}

/** A body in these pieces; `null` breaks it off. */
const bodyOf = (...pieces: (string | null)[]) =>
  new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.shift();
      if (piece === undefined) controller.close();
      else if (piece === null) controller.error(new TypeError("network error"));
      else controller.enqueue(new TextEncoder().encode(piece));
    },
  });

const download = (onProgress: (bytes: number) => void = () => undefined, signal = new AbortController().signal) =>
  downloadFile("/memory_stores/memstore_1/export", { query: { format: "zip", at: null }, onProgress, signal });

describe("downloadFile", () => {
  it("says how much has come, and gives the whole file with the server's name for it", async () => {
    const headers = { "content-type": "application/zip", "content-disposition": 'attachment; filename="team.zip"' };
    const asked = answerWith(() => new Response(bodyOf("ab", "cde"), { headers }));
    const seen: number[] = [];
    const { fileName, blob } = await download((bytes) => seen.push(bytes));
    expect(asked).toEqual(["/v1/memory_stores/memstore_1/export?format=zip"]);
    expect(seen).toEqual([2, 5]);
    expect({ fileName, type: blob.type, text: await blob.text() }).toEqual({
      fileName: "team.zip",
      type: "application/zip",
      text: "abcde",
    });
  });

  it("holds large files in pieces without losing a byte", async () => {
    const piece = "x".repeat(3_000_000);
    answerWith(() => new Response(bodyOf(...Array.from({ length: 7 }, () => piece))));
    expect((await download()).blob.size).toBe(21_000_000);
  });

  it("passes a refusal on as the server words it", async () => {
    const error = { type: "rate_limit_error", message: "Other exports are under way." };
    answerWith(() => Response.json({ type: "error", error, request_id: "req_1" }, { status: 429 }));
    await expect(download()).rejects.toMatchObject({ status: 429, message: error.message });
  });

  it("takes a stream that breaks off for no file at all", async () => {
    answerWith(() => new Response(bodyOf("ab", null)));
    await expect(download()).rejects.toMatchObject({ type: "unreachable" });
  });

  it("ends with the reason of an abort", async () => {
    const abort = new AbortController();
    const reason = new DOMException("stopped", "AbortError");
    abort.abort(reason);
    answerWith(() => new Response("ab"));
    await expect(download(() => undefined, abort.signal)).rejects.toBe(reason);
  });
});
