import { afterEach, describe, expect, it, vi } from "vitest";
import { uploadFile } from "./upload-file";

afterEach(() => vi.unstubAllGlobals());

interface Sent {
  url: string;
  body: unknown;
  headers: Record<string, string>;
}

type Ending = { status: number; text: string } | "unreachable" | "never";

/** A browser's request that ends as it is told. */
function stubRequest(ending: Ending): Sent {
  const sent: Sent = { url: "", body: null, headers: {} };
  class Request {
    status = 0;
    responseText = "";
    upload: { onprogress?: (event: { loaded: number }) => void } = {};
    onload?: () => void;
    onerror?: () => void;
    onabort?: () => void;
    open(_: string, url: string) {
      sent.url = url;
    }
    setRequestHeader(name: string, value: string) {
      sent.headers[name] = value;
    }
    getResponseHeader() {
      return "req_1";
    }
    abort() {
      this.onabort?.();
    }
    send(body: unknown) {
      sent.body = body;
      this.upload.onprogress?.({ loaded: 2 });
      if (ending === "never") return;
      if (ending === "unreachable") return this.onerror?.();
      this.status = ending.status;
      this.responseText = ending.text;
      this.onload?.();
    }
  }
  vi.stubGlobal("XMLHttpRequest", Request);
  return sent;
}

const file = new Blob(["abcd"]);
const upload = (onProgress: (bytes: number) => void = () => undefined, signal = new AbortController().signal) =>
  uploadFile("/memory_stores/memstore_1/import", file, { query: { format: "zip", dry_run: true }, onProgress, signal });

describe("uploadFile", () => {
  it("sends the file itself, says how much has gone, and reads the answer", async () => {
    const sent = stubRequest({ status: 200, text: '{"created":1}' });
    const seen: number[] = [];
    expect(await upload((bytes) => seen.push(bytes))).toEqual({ created: 1 });
    expect(sent.url).toBe("/v1/memory_stores/memstore_1/import?format=zip&dry_run=true");
    expect(sent.body).toBe(file);
    expect(seen).toEqual([2]);
  });

  it("passes a refusal on, also one that nobody can read", async () => {
    const error = { type: "invalid_request_error", message: "no archive" };
    stubRequest({ status: 400, text: JSON.stringify({ type: "error", error, request_id: null }) });
    await expect(upload()).rejects.toMatchObject({ status: 400, message: "no archive" });
    stubRequest({ status: 502, text: "<html>" });
    await expect(upload()).rejects.toMatchObject({ status: 502, type: "unreadable_answer", requestId: "req_1" });
    stubRequest({ status: 200, text: "<html>" });
    await expect(upload()).rejects.toMatchObject({ type: "unreadable_answer" });
  });

  it("says when no answer came", async () => {
    stubRequest("unreachable");
    await expect(upload()).rejects.toMatchObject({ type: "unreachable" });
  });

  it("ends with the reason of an abort", async () => {
    stubRequest("never");
    const abort = new AbortController();
    const reason = new DOMException("stopped", "AbortError");
    const sending = upload(() => undefined, abort.signal);
    abort.abort(reason);
    await expect(sending).rejects.toBe(reason);
  });
});
