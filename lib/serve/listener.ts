import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type RequestHandler = (req: IncomingMessage, res: ServerResponse) => void;

/** What an instance can do right now. */
export type Readiness = { kind: "starting"; step: string } | { kind: "ready" } | { kind: "stopping" };

export interface Listener {
  port: number;
  /** Says how far the start is, for `/readyz`. */
  report(step: string): void;
  /** From now on requests go to `handler`, the waiting ones first. */
  serve(handler: RequestHandler): void;
  /** Lets requests in flight finish, ends event streams at once and whatever is left after `patienceMs`. */
  close(patienceMs: number): Promise<void>;
}

export interface ListenerOptions {
  host: string;
  port: number;
  /** Answers `/readyz` once started: null when all is well, else why not. */
  checkReadiness: () => Promise<string | null>;
}

// A streamed import may take long; what a client sends slowly is bounded by the routes themselves.
const requestTimeoutMs = 3_600_000;

/**
 * Opens the port before anything else is ready: probes get answers at once, and other requests wait for the start
 * instead of failing.
 *
 * @throws when the port cannot be had
 */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  let readiness: Readiness = { kind: "starting", step: "starting" };
  let handler: RequestHandler | null = null;
  const waiting = new Set<[IncomingMessage, ServerResponse]>();
  const inFlight = new Set<ServerResponse>();

  const server = createServer({ requestTimeout: requestTimeoutMs, keepAliveTimeout: 65_000 }, (req, res) => {
    if (req.url === "/healthz") return answerProbe(res, 200, { status: "ok" });
    if (req.url === "/readyz") return void answerReadiness(res, readiness, options.checkReadiness);
    inFlight.add(res);
    res.once("close", () => inFlight.delete(res));
    // With a header set before, headers given to writeHead stay readable, and so event streams can be told apart.
    res.setHeader("x-content-type-options", "nosniff");
    if (readiness.kind === "stopping") return refuse(res);
    if (handler !== null) return handler(req, res);
    const pair: [IncomingMessage, ServerResponse] = [req, res];
    waiting.add(pair);
    res.once("close", () => waiting.delete(pair));
  });
  await listen(server, options);

  return {
    port: (server.address() as AddressInfo).port,
    report: (step) => {
      readiness = { kind: "starting", step };
    },
    serve: (ready) => {
      handler = ready;
      readiness = { kind: "ready" };
      for (const [req, res] of waiting) ready(req, res);
      waiting.clear();
    },
    close: async (patienceMs) => {
      readiness = { kind: "stopping" };
      const closed = new Promise<void>((settle) => server.close(() => settle()));
      for (const [, res] of waiting) refuse(res);
      for (const res of inFlight) if (isEventStream(res)) res.end();
      server.closeIdleConnections();
      const force = setTimeout(() => server.closeAllConnections(), patienceMs);
      // A connection that was busy above turns idle later; without this its keep-alive would hold us up.
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      await closed;
      clearTimeout(force);
      clearInterval(sweep);
    },
  };
}

async function listen(server: Server, { host, port }: ListenerOptions): Promise<void> {
  await new Promise<void>((ready, fail) => {
    server.once("error", fail);
    server.listen(port, host, () => {
      server.removeListener("error", fail);
      ready();
    });
  });
}

async function answerReadiness(
  res: ServerResponse,
  readiness: Readiness,
  check: ListenerOptions["checkReadiness"],
): Promise<void> {
  if (readiness.kind === "stopping") return answerProbe(res, 503, { status: "stopping" });
  if (readiness.kind === "starting") return answerProbe(res, 503, { status: "starting", reason: readiness.step });
  const problem = await check();
  if (problem === null) answerProbe(res, 200, { status: "ready" });
  else answerProbe(res, 503, { status: "unavailable", reason: problem });
}

function answerProbe(res: ServerResponse, status: number, body: Record<string, string>): void {
  res.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  res.end(JSON.stringify(body));
}

function refuse(res: ServerResponse): void {
  if (res.headersSent) return;
  res.writeHead(503, { "retry-after": "5", connection: "close", "content-type": "text/plain" });
  res.end("This instance is shutting down.\n");
}

function isEventStream(res: ServerResponse): boolean {
  return String(res.getHeader("content-type") ?? "").startsWith("text/event-stream");
}
