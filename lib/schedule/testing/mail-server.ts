import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll } from "vitest";

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Header and body as they came. */
  raw: string;
}

/** A real SMTP server; `answer` may refuse a letter with SMTP's own numbers. */
export function useMailServer() {
  const received: ReceivedMail[] = [];
  let refusal: { code: number } | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onRcptTo: (_address, _session, done) => {
      if (refusal === null) return done();
      done(Object.assign(new Error("not now"), { responseCode: refusal.code }));
    },
    onData: (stream, session, done) => {
      let raw = "";
      stream.setEncoding("utf8");
      stream.on("data", (part: string) => {
        raw += part;
      });
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({ from: mailFrom === false ? "" : mailFrom.address, to: rcptTo.map((to) => to.address), raw });
        done();
      });
    },
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.server.address();
    port = typeof address === "object" && address !== null ? address.port : 0;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return {
    received,
    url: () => `smtp://127.0.0.1:${port}`,
    refuseWith: (code: number | null) => {
      refusal = code === null ? null : { code };
    },
  };
}
