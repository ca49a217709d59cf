import { createHash, randomUUID } from "node:crypto";
import { type Load, runLoad, type Send } from "./run-load";
import type { Subject } from "./subject";

export interface Workload {
  name: string;
  run: (subject: Subject, durationMs: number) => Promise<Load>;
}

/** Bodies are 1.9 KB, as a memory usually is. */
export const bodyOf = (mark: string) =>
  `${mark}\n${"a line of an ordinary memory, sixty characters long or so\n".repeat(32)}`;

const sha256 = (content: string) => createHash("sha256").update(content).digest("hex");
const pick = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)] as T;
const memories = (subject: Subject) => `/v1/memory_stores/${subject.storeId}/memories`;

async function expectOk(reply: Promise<{ status: number; text: string }>): Promise<string> {
  const { status, text } = await reply;
  if (status !== 200) throw new Error(`The server answered ${status}: ${text.slice(0, 300)}`);
  return text;
}

const update = (send: Send, address: string, expected: string, content: string) =>
  send("POST", address, { content, precondition: { type: "content_sha256", content_sha256: expected } });

export const getMemory = (connections: number): Workload => ({
  name: `GET memory, ${connections} connections`,
  run: (subject, durationMs) =>
    runLoad(subject, { connections, durationMs }, async (send) => {
      await expectOk(send("GET", `${memories(subject)}/${pick(subject.memoryIds)}`));
    }),
});

export const updateDistinct: Workload = {
  name: "CAS update, distinct memories",
  run: async (subject, durationMs) => {
    const connections = 16;
    const hashes = new Map<string, string>();
    return runLoad(subject, { connections, durationMs }, async (send, index) => {
      // Each connection keeps to memories of its own, so that nobody's hash is ever stale.
      const share = Math.floor(subject.memoryIds.length / connections);
      const id = subject.memoryIds[index * share + Math.floor(Math.random() * share)] ?? "";
      const address = `${memories(subject)}/${id}`;
      const expected = hashes.get(id) ?? JSON.parse(await expectOk(send("GET", address))).content_sha256;
      const content = bodyOf(randomUUID());
      await expectOk(update(send, address, expected, content));
      hashes.set(id, sha256(content));
    });
  },
};

export const createMemories: Workload = {
  name: "create",
  run: (subject, durationMs) =>
    runLoad(subject, { connections: 16, durationMs }, async (send) => {
      const name = randomUUID();
      await expectOk(
        send("POST", memories(subject), { path: `/made/${name.slice(0, 2)}/${name}.md`, content: bodyOf(name) }),
      );
    }),
};

export const listPage: Workload = {
  name: "list page of 100, basic",
  run: (subject, durationMs) =>
    runLoad(subject, { connections: 16, durationMs }, async (send) => {
      await expectOk(send("GET", `${memories(subject)}?limit=100`));
    }),
};

export const updateHot: Workload = {
  name: "one hot memory, 16 writers retrying",
  run: (subject, durationMs) => {
    const address = `${memories(subject)}/${subject.memoryIds[0]}`;
    const seen = new Map<number, string>();
    return runLoad(subject, { connections: 16, durationMs }, async (send, index) => {
      const content = bodyOf(randomUUID());
      for (;;) {
        const expected = seen.get(index) ?? JSON.parse(await expectOk(send("GET", address))).content_sha256;
        const { status, text } = await update(send, address, expected, content);
        if (status === 200) return void seen.set(index, sha256(content));
        if (status !== 409) throw new Error(`The server answered ${status}: ${text.slice(0, 300)}`);
        seen.set(index, JSON.parse(text).error.reverie.current_content_sha256);
      }
    });
  },
};
