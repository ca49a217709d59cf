// @ts-check
// Coding agents look for files where they are not, find them, and forget it with the session. A dream over their sessions
// makes one line of it, a person approves, and the next agent opens the right file at once.
//
//   REVERIE_URL=http://127.0.0.1:3000 REVERIE_API_KEY=… node examples/coding-agent/learn-paths.mjs
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import Anthropic from "@anthropic-ai/sdk";

/** The repository that the agents work in. @type {Readonly<Record<string, string>>} */
export const repository = {
  "deploy/search/values.yaml": "replicas: 3\n",
  "internal/logging/logger.go": "package logging\n",
  ".golangci.yaml": "linters: []\n",
};

/** What each agent takes for granted, and where the thing really is. */
const habits = [
  { agent: "ada's agent", wrong: "deploy/search/values.yml", right: "deploy/search/values.yaml" },
  { agent: "ben's agent", wrong: "deploy/search/values.yml", right: "deploy/search/values.yaml" },
  { agent: "ada's agent", wrong: ".golangci.yml", right: ".golangci.yaml" },
  { agent: "cy's agent", wrong: ".golangci.yml", right: ".golangci.yaml" },
];

/**
 * Records one session: the agent reads a file that does not exist, then the one that does.
 *
 * @param {Anthropic} client
 * @param {string} storeId
 * @param {(typeof habits)[number]} habit
 */
async function recordSession(client, storeId, { agent, wrong, right }) {
  const body = {
    agent,
    environment_id: "laptop",
    title: `Change ${right}`,
    resources: [{ type: /** @type {const} */ ("memory_store"), memory_store_id: storeId }],
    reverie: { recorded: true, agent_name: agent, outcome: "success" },
  };
  const session = await client.beta.sessions.create(body);
  const read = (/** @type {string} */ path, /** @type {string} */ id) => {
    const content = repository[path];
    const text = content ?? `ENOENT: no such file or directory, open '${path}'`;
    return [
      { type: "agent.tool_use", id, name: "Read", input: { file_path: path } },
      {
        type: "agent.tool_result",
        tool_use_id: id,
        is_error: content === undefined,
        content: [{ type: "text", text }],
      },
    ];
  };
  await client.post(`/v1/sessions/${session.id}/events`, {
    body: { events: [...read(wrong, "first"), ...read(right, "second")] },
  });
  return session.id;
}

/**
 * Has a dream read the sessions, approves what it proposes, and applies it. In earnest a person does that, hunk by hunk.
 *
 * @param {Anthropic} client
 * @param {string} storeId
 * @param {string[]} sessionIds
 */
async function dreamAndApprove(client, storeId, sessionIds) {
  const { id } = await client.beta.dreams.create({
    inputs: [
      { type: "memory_store", memory_store_id: storeId },
      { type: "sessions", session_ids: sessionIds },
    ],
    model: "reverie-deterministic-1",
  });
  for (;;) {
    const { status } = await client.beta.dreams.retrieve(id);
    if (status === "completed") break;
    if (status !== "pending" && status !== "running") throw new Error(`The dream ${status}.`);
    await sleep(200);
  }
  /** @type {{ data: { id: string }[] }} */
  const changes = await client.get(`/v1/dreams/${id}/changes`);
  const decisions = changes.data.map((change) => ({ change_id: change.id, decision: "approve" }));
  /** @type {{ review_digest: string }} */
  const review = await client.post(`/v1/dreams/${id}/review`, { body: { decisions } });
  await client.post(`/v1/dreams/${id}/apply`, { body: { review_digest: review.review_digest } });
}

/**
 * Where an agent looks for a file once it has read the team's memory.
 *
 * @param {string} memory
 * @param {string} path
 */
export function whereToLook(memory, path) {
  const lines = memory.split("\n").filter((line) => line.includes(`\`${path}\` does not exist`));
  return lines[0]?.match(/; use `([^`]+)`/)?.[1] ?? path;
}

/**
 * The whole story. Returns what the team's memory says afterwards.
 *
 * @param {Anthropic} client
 */
export async function learnPaths(client) {
  const store = await client.beta.memoryStores.create({
    name: "coding-team",
    description: "What coding agents learnt",
  });
  const sessionIds = [];
  for (const habit of habits) sessionIds.push(await recordSession(client, store.id, habit));
  await dreamAndApprove(client, store.id, sessionIds);
  let memory = "";
  for await (const item of client.beta.memoryStores.memories.list(store.id, { view: "full" })) {
    if (item.type === "memory") memory += `${item.content}\n`;
  }
  return { storeId: store.id, memory };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const baseURL = process.env.REVERIE_URL ?? "http://127.0.0.1:3000";
  const { memory } = await learnPaths(new Anthropic({ baseURL, apiKey: process.env.REVERIE_API_KEY ?? null }));
  console.log(memory);
  for (const { wrong } of habits.slice(1, 3)) console.log(`${wrong} → ${whereToLook(memory, wrong)}`);
}
