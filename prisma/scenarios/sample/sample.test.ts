import { describe, expect, test } from "vitest";
import { memoryPathProblem } from "@/lib/contract/memory-path-rules";
import { collect } from "@/lib/session/importers/testing/build-transcripts";
import { expectSound } from "@/lib/session/importers/testing/expect-sound";
import { sampleMemories } from "@/prisma/scenarios/sample/memories";
import { sampleTranscripts } from "@/prisma/scenarios/sample/transcripts";

const now = new Date("2026-03-11T09:00:00Z");

async function imported() {
  return Promise.all(
    sampleTranscripts(now).map(async (sample) => ({ sample, ...(await collect("auto", sample.body)) })),
  );
}

describe("the sample transcripts", () => {
  test("are the same bytes for the same moment", () => {
    expect(sampleTranscripts(new Date(now))).toEqual(sampleTranscripts(now));
    expect(sampleMemories(new Date(now))).toEqual(sampleMemories(now));
  });

  test("come in whole through the importer, each under its agent and its own time", async () => {
    for (const { sample, transcripts, skipped } of await imported()) {
      expect(skipped).toEqual([]);
      expect(transcripts).toHaveLength(1);
      for (const transcript of transcripts) {
        expectSound(transcript);
        expect(transcript.agentName).toBe(sample.agent);
        expect(transcript.startedAt?.getTime()).toBeLessThan(now.getTime());
      }
    }
  });

  test("hold the wrong namespace and its correction in three sessions or more of two agents or more", async () => {
    const found = (await imported()).filter(({ transcripts }) => {
      const commands = (transcripts[0]?.events ?? []).map((event) => JSON.stringify(event.payload.input ?? ""));
      return (
        commands.some((command) => command.includes("-n payments ")) &&
        commands.some((command) => command.includes("-n pay-prod "))
      );
    });
    expect(found.length).toBeGreaterThanOrEqual(3);
    expect(new Set(found.map(({ sample }) => sample.agent)).size).toBeGreaterThanOrEqual(2);
  });

  test.each(["values.yml", "db-failover.md"])("look for %s in vain in two sessions of two agents", async (name) => {
    const found = (await imported()).filter(({ transcripts }) =>
      transcripts[0]?.events.some(
        (event) => event.payload.is_error === true && JSON.stringify(event.payload.content).includes(`${name}'`),
      ),
    );
    expect(new Set(found.map(({ sample }) => sample.agent)).size).toBe(2);
  });
});

describe("the sample memories", () => {
  const writes = sampleMemories(now);
  const heads = new Map(writes.map((write) => [write.path, write.content]));

  test("are 12 to 18 files of three agents, oldest write first, at paths that the server takes", () => {
    expect(heads.size).toBeGreaterThanOrEqual(12);
    expect(heads.size).toBeLessThanOrEqual(18);
    expect(new Set(writes.map((write) => write.agent)).size).toBe(3);
    expect(writes.map((write) => write.minutesAgo)).toEqual(
      writes.map((write) => write.minutesAgo).sort((a, b) => b - a),
    );
    for (const { path, reason } of writes) expect([memoryPathProblem(path), reason.length > 0]).toEqual([null, true]);
  });

  test("hold what is there to be found: doubled advice, two owners, a dead link, a frozen file, no index", () => {
    const all = [...heads.values()].join("\n");
    expect(all.match(/crash-loop[^\n]*2gb/g)).toHaveLength(6);
    expect(new Set(all.match(/owner of payments-api is \S+/g)).size).toBe(2);
    expect(heads.get("/runbooks/payments-latency.md")).toContain("(db-failover.md)");
    expect(heads.has("/runbooks/db-failover.md")).toBe(false);
    expect(heads.get("/policies/change-freeze.md")).toContain("dream: frozen");
    expect([...heads.keys()].some((path) => /index|readme/i.test(path))).toBe(false);
  });
});
