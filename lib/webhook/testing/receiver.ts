import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { afterAll, beforeAll } from "vitest";

export interface ReceivedRequest {
  headers: Record<string, string>;
  body: string;
  path: string;
}

/** A real HTTP server that takes webhooks; `answer` says how it does. */
export function useReceiver() {
  const received: ReceivedRequest[] = [];
  let answer: (response: ServerResponse, request: ReceivedRequest) => void = (response) => void response.end();
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      const taken = { headers: plain(request.headers), body, path: request.url ?? "" };
      received.push(taken);
      answer(response, taken);
    });
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    port = typeof address === "object" && address !== null ? address.port : 0;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    received,
    url: (path = "/hook") => `http://127.0.0.1:${port}${path}`,
    port: () => port,
    answerWith: (how: typeof answer) => {
      answer = how;
    },
  };
}

function plain(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
