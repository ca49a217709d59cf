import { type IncomingMessage, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { type Listener, openListener } from "./listener";

describe("openListener", () => {
  let listener: Listener;
  let problem: string | null = null;
  afterEach(() => listener.close(0));

  async function open(): Promise<void> {
    problem = null;
    listener = await openListener({ host: "127.0.0.1", port: 0, checkReadiness: async () => problem });
  }
  const get = (path: string) => fetch(`http://127.0.0.1:${listener.port}${path}`);

  it("answers probes before anything is ready: alive, and not ready with the step that it is at", async () => {
    await open();
    listener.report("migrating the database");
    expect((await get("/healthz")).status).toBe(200);
    const ready = await get("/readyz");
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: "starting", reason: "migrating the database" });
  });

  it("lets a request that comes too early wait for the start", async () => {
    await open();
    const early = get("/v1/anything");
    await sleep(30);
    listener.serve((req, res) => res.end(`late answer to ${req.url}`));
    expect(await (await early).text()).toBe("late answer to /v1/anything");
  });

  it("says why it is not ready once the database is lost, and is ready when it is back", async () => {
    await open();
    listener.serve((_, res) => res.end());
    problem = "the database does not answer";
    const lost = await get("/readyz");
    expect([lost.status, await lost.json()]).toEqual([503, { status: "unavailable", reason: problem }]);
    problem = null;
    expect((await get("/readyz")).status).toBe(200);
    expect((await get("/healthz")).status).toBe(200);
  });

  it("lets a request in flight finish and takes no new one while it closes", async () => {
    await open();
    const arrived = new Promise<void>((settle) => {
      listener.serve(async (_, res) => {
        settle();
        await sleep(150);
        res.end("finished");
      });
    });
    const inFlight = get("/slow");
    await arrived;
    const closed = listener.close(5000);
    await expect(get("/late")).rejects.toThrow();
    expect(await (await inFlight).text()).toBe("finished");
    await closed;
  });

  it("ends event streams at once, since they would never finish", async () => {
    await open();
    listener.serve((_, res) => {
      res.writeHead(200, { "content-type": "text/event-stream" });
      res.write("data: first\n\n");
    });
    const response = await get("/stream");
    const startedAt = Date.now();
    const closed = listener.close(5000);
    expect(await response.text()).toBe("data: first\n\n");
    await closed;
    expect(Date.now() - startedAt).toBeLessThan(1000);
  });

  it("cuts off what does not finish in time", async () => {
    await open();
    listener.serve((_, res) => void res.write("never ends"));
    const answer = (await get("/hangs")).text();
    answer.catch(() => undefined);
    const startedAt = Date.now();
    await listener.close(200);
    expect(Date.now() - startedAt).toBeLessThan(1000);
    await expect(answer).rejects.toThrow();
  });

  it("refuses who is still waiting when the start is given up", async () => {
    await open();
    const early = get("/v1/anything");
    await sleep(30);
    await listener.close(1000);
    expect((await early).status).toBe(503);
  });

  it("is not held up by a connection that a client keeps open", async () => {
    await open();
    listener.serve((_, res) => res.end("ok"));
    await new Promise<IncomingMessage>((settle) => {
      request({ port: listener.port, host: "127.0.0.1", headers: { connection: "keep-alive" } }, (res) => {
        res.resume();
        res.once("end", () => settle(res));
      }).end();
    });
    const startedAt = Date.now();
    await listener.close(5000);
    expect(Date.now() - startedAt).toBeLessThan(1000);
  });

  it("fails when the port is taken", async () => {
    await open();
    const second = openListener({ host: "127.0.0.1", port: listener.port, checkReadiness: async () => null });
    await expect(second).rejects.toThrow("EADDRINUSE");
  });
});
