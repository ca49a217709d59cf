import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { postEvent } from "./post-event";
import { useReceiver } from "./testing/receiver";

const receiver = useReceiver();
const never = new AbortController().signal;

const post = (url: string, stopping = never) =>
  postEvent({ url, headers: { "webhook-id": "1" }, body: "{}" }, stopping);

beforeEach(() => {
  process.env.REVERIE_WEBHOOK_ALLOW_PRIVATE = "true";
  receiver.received.length = 0;
  receiver.answerWith((response) => void response.end());
});
afterEach(() => {
  delete process.env.REVERIE_WEBHOOK_ALLOW_PRIVATE;
});

describe("posting an event", () => {
  it("sends headers and body and gives the status", async () => {
    receiver.answerWith((response) => void response.writeHead(202).end());
    expect(await post(receiver.url())).toEqual({ kind: "answered", status: 202 });
    expect(receiver.received).toMatchObject([{ body: "{}", path: "/hook", headers: { "webhook-id": "1" } }]);
  });

  it("reaches nothing private unless that is allowed, by address or by name", async () => {
    delete process.env.REVERIE_WEBHOOK_ALLOW_PRIVATE;
    const { port } = new URL(receiver.url());
    for (const host of ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1"]) {
      expect(await post(`http://${host}:${port}/`)).toEqual({ kind: "failed", error: "private_address" });
    }
    expect(receiver.received).toEqual([]);
  });

  it("follows no redirect", async () => {
    receiver.answerWith((response) => void response.writeHead(302, { location: receiver.url("/elsewhere") }).end());
    expect(await post(receiver.url())).toEqual({ kind: "answered", status: 302 });
    expect(receiver.received).toHaveLength(1);
  });

  it("does not read an answer without end", async () => {
    receiver.answerWith((response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    });
    expect(await post(receiver.url())).toEqual({ kind: "answered", status: 200 });
  });

  it("says what failed, without throwing", async () => {
    expect(await post("http://127.0.0.1:1/")).toEqual({ kind: "failed", error: "connection" });
    expect(await post("http://no-such-host.invalid/")).toEqual({ kind: "failed", error: "unknown_host" });
    const garbage = createServer((socket) => void socket.end("not http\r\n\r\n"));
    await new Promise<void>((resolve) => garbage.listen(0, "127.0.0.1", resolve));
    const address = garbage.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ kind: "failed", error: "connection" });
    garbage.close();
  });

  it("gives a silent receiver ten seconds, and none when it is to stop", async () => {
    receiver.answerWith(() => undefined);
    const startedAt = Date.now();
    expect(await post(receiver.url())).toEqual({ kind: "failed", error: "timeout" });
    expect(Date.now() - startedAt).toBeGreaterThan(9_000);
    const stopping = new AbortController();
    const waiting = post(receiver.url(), stopping.signal);
    setTimeout(() => stopping.abort(), 50);
    expect(await waiting).toEqual({ kind: "stopped" });
  });
});
