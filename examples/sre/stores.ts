import type Anthropic from "@anthropic-ai/sdk";
import { mounts } from "./agent";
import { orgRunbooks } from "./seed/runbooks";
import { teamNotes } from "./seed/team-notes";

/** The three stores of the demo by id. */
export interface DemoStores {
  runbooks: string;
  team: string;
  board: string;
  /** Which of several lives these stores are for; the first has no name. */
  branch?: string;
}

/** By this mark whoever takes the demo away knows what belongs to it. */
export const demoMark = { demo: "sre" };

/** Creates the stores and fills them with what the team knew on the evening before day 1. */
export async function createStores(client: Anthropic): Promise<DemoStores> {
  const runbooks = await createStore(client, "org-runbooks", "What the platform team prescribes. Agents only read it.");
  const team = await createStore(client, "team-sre", "What the on-call agents of Harborline note for each other.");
  const board = await createStore(client, "incident-board", "Who works on what. Claims are made by creating a file.");
  await fill(client, runbooks, orgRunbooks);
  await fill(client, team, teamNotes);
  return { runbooks, team, board };
}

async function createStore(client: Anthropic, name: string, description: string): Promise<string> {
  return (await client.beta.memoryStores.create({ name, description, metadata: demoMark })).id;
}

/** Writes many files at once. Their text is older than the story, which the as-of header says. */
async function fill(client: Anthropic, storeId: string, files: Readonly<Record<string, string>>): Promise<void> {
  const operations = Object.entries(files).map(([path, content]) => ({ op: "create", path, content }));
  await client.post(`/v1/memory_stores/${storeId}/memories/batch`, {
    body: { operations },
    headers: { "x-reverie-as-of": "2026-02-12T09:00:00Z", "x-reverie-reason": "What the team knew before" },
  });
}

/** The folders under which a session sees the stores. */
export function mountsOf({ runbooks, team, board }: DemoStores): Map<string, string> {
  return new Map([
    [mounts.runbooks, runbooks],
    [mounts.team, team],
    [mounts.board, board],
  ]);
}

/** The stores as a session attaches them. */
export function resourcesOf({ runbooks, team, board }: DemoStores) {
  return [
    { memory_store_id: runbooks, access: "read_only" as const },
    { memory_store_id: team, access: "read_write" as const },
    { memory_store_id: board, access: "read_write" as const },
  ];
}
