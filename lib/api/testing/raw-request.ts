import { connect } from "node:net";

export interface RawAnswer {
  status: number;
  head: string;
  body: string;
}

/**
 * Sends bytes that fetch would refuse or tidy up. `more` is called for further bytes until the server answers;
 * `sentBytes` says how many it took.
 */
export function rawRequest(
  baseUrl: string,
  head: string,
  more: () => string | null = () => null,
): Promise<RawAnswer & { sentBytes: number }> {
  const { hostname, port } = new URL(baseUrl);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let received = "";
    let sentBytes = 0;
    let answered = false;
    const finish = () => {
      const split = received.indexOf("\r\n\r\n");
      const answerHead = received.slice(0, split);
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answerHead)?.[1]);
      // What follows the announced length is the server's complaint about a request that we broke off.
      const length = /^content-length: (\d+)$/im.exec(answerHead)?.[1];
      const rest = received.slice(split + 4, length === undefined ? undefined : split + 4 + Number(length));
      const body = /^transfer-encoding: chunked$/im.test(answerHead) ? readChunks(rest) : rest;
      if (Number.isNaN(status)) reject(new Error(`No answer: ${received.slice(0, 200)}`));
      else resolve({ status, head: answerHead, body, sentBytes });
    };
    const pump = () => {
      while (!answered) {
        const chunk = more();
        if (chunk === null) return;
        sentBytes += chunk.length;
        if (!socket.write(chunk)) break;
      }
      if (!answered) socket.once("drain", pump);
    };
    socket.setTimeout(10_000, () => socket.destroy(new Error("The server did not answer within 10 s.")));
    socket.on("data", (data) => {
      answered = true;
      received += data.toString("utf8");
      if (/\r\n\r\n.*\}(\r\n0\r\n\r\n)?$/s.test(received)) socket.end();
    });
    socket.on("close", finish);
    // A server that has answered may reset what we still send.
    socket.on("error", (error) => (received === "" ? reject(error) : finish()));
    socket.write(head, pump);
  });
}

/** What the chunks of a body hold; its texts are ASCII, so that characters are bytes. */
function readChunks(body: string): string {
  let text = "";
  let rest = body;
  for (;;) {
    const [line = ""] = rest.split("\r\n", 1);
    const size = Number.parseInt(line, 16);
    if (!(size > 0)) return text;
    const start = line.length + 2;
    text += rest.slice(start, start + size);
    rest = rest.slice(start + size + 2);
  }
}
