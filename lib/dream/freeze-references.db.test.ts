import { describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { redactMemoryVersion } from "@/lib/memory/redact-memory-version";
import { updateMemory } from "@/lib/memory/update-memory";
import { createSession } from "@/lib/session/create-session";
import { sendSessionEvents } from "@/lib/session/send-session-events";
import { createDream } from "./create-dream";
import { deterministicModelId } from "./dream-models";
import { listInsights } from "./list-insights";
import { useDreamWorld } from "./testing/dream-world";

const world = useDreamWorld();
const result = '{"service": "feed-writer", "owner": "team-b"}';

const events = [
  { type: "agent.tool_use", id: "call_1", name: "catalog_get", input: { service: "feed-writer" } },
  { type: "agent.tool_result", tool_use_id: "call_1", content: [{ type: "text", text: result }] },
];

/** A session beside a runbook that its result contradicts, and a dream of the session. */
async function dreamBeside(access: "read_only" | "read_write", reach: Actor["reach"] = { kind: "workspace" }) {
  const storeId = await world.makeStore({ "/notes.md": "# Notes\n" });
  const runbooksId = await world.makeStore({ "/services/feed.md": "# feed-writer\n\n- owner: team-a\n" }, "runbooks");
  const session = await createSession(world.ctx(), {
    agent: "triage",
    environment_id: "env_elsewhere",
    resources: [{ type: "memory_store", memory_store_id: runbooksId, access }],
    reverie: { recorded: true, agent_name: "triage" },
  });
  await sendSessionEvents(world.ctx(), session.id, { events });
  const dream = await createDream(world.ctx({ reach }), {
    inputs: [
      { type: "memory_store", memory_store_id: storeId },
      { type: "sessions", session_ids: [session.id] },
    ],
    model: deterministicModelId,
    output_behavior: { type: "create_new" },
  });
  await world.attempt(dream.id);
  const insightsOf = async (actor: Partial<Actor> = {}) =>
    (await listInsights(world.ctx(actor), { dreamId: dream.id, limit: 50 })).data;
  return { storeId, runbooksId, insightsOf };
}

describe("references of a dream", () => {
  it("hold read-only stores of the sessions against what these show, and change nothing in them", async () => {
    const { runbooksId, insightsOf } = await dreamBeside("read_only");
    expect(await insightsOf()).toMatchObject([
      { kind: "contradiction", state: "flagged", subject: { survivor: "team-b" }, change_ids: [] },
    ]);
    expect(await world.filesOf(runbooksId)).toEqual({ "/services/feed.md": "# feed-writer\n\n- owner: team-a\n" });
  });

  it("are no stores that a session could write", async () => {
    expect(await (await dreamBeside("read_write")).insightsOf()).toEqual([]);
  });

  it("show themselves only to those who reach their store", async () => {
    const { storeId, insightsOf } = await dreamBeside("read_only");
    const access = new Map([[storeId, "read_write" as const]]);
    expect(await insightsOf({ kind: "api_key", id: "apikey_x", reach: { kind: "stores", access } })).toEqual([]);
  });

  it("lose their quotes when the quoted version is redacted", async () => {
    const { runbooksId, insightsOf } = await dreamBeside("read_only");
    const { rows } = await world
      .pool()
      .query<{ id: string; memory_id: string }>("SELECT id, memory_id FROM memory_version WHERE memory_store_id = $1", [
        runbooksId,
      ]);
    const [version] = rows;
    await updateMemory(world.ctx(), {
      memoryStoreId: runbooksId,
      memoryId: version?.memory_id ?? "",
      path: null,
      content: "# feed-writer\n",
      expectedSha256: null,
      view: "basic",
    });
    await redactMemoryVersion(world.ctx(), { memoryStoreId: runbooksId, memoryVersionId: version?.id ?? "" });
    expect(JSON.stringify(await insightsOf())).not.toContain("team-a");
  });
});
