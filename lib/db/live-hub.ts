import { randomUUID } from "node:crypto";
import pg from "pg";
import { holdTopic } from "./held-topics";
import { getApplicationPool } from "./pool";

type Listener = () => void;

interface Hub {
  id: string;
  listeners: Map<string, Set<Listener>>;
  /** Topics that other processes have not been told of yet. */
  unsent: Set<string>;
  sendTimer: NodeJS.Timeout | null;
  receiver: pg.Client | null;
  isListening: boolean;
  reconnectTimer: NodeJS.Timeout | null;
  reconnectDelayMs: number;
}

const channel = "reverie_live";
const sendEveryMs = 50;
const firstReconnectDelayMs = 500;
const longestReconnectDelayMs = 10_000;
/** NOTIFY takes 8,000 bytes; beyond this many topics the message says "look at everything". */
const topicsPerMessage = 100;
const everything = "*";

const registry = globalThis as typeof globalThis & { reverieLiveHub?: Hub };

function getHub(): Hub {
  registry.reverieLiveHub ??= {
    id: randomUUID(),
    listeners: new Map(),
    unsent: new Set(),
    sendTimer: null,
    receiver: null,
    isListening: false,
    reconnectTimer: null,
    reconnectDelayMs: firstReconnectDelayMs,
  };
  return registry.reverieLiveHub;
}

/**
 * Says that something under `topic` was committed. Listeners of this process are woken at once, those of others by
 * one coalesced NOTIFY in at most every 50 ms. Call it after the commit: a NOTIFY inside a write would make every
 * commit of the database wait its turn. It is a wake-up only; listeners read the tables for what happened.
 */
export function publish(topic: string): void {
  if (holdTopic(topic)) return;
  const hub = getHub();
  wake(hub, topic);
  hub.unsent.add(topic);
  if (hub.sendTimer === null) {
    hub.sendTimer = setTimeout(() => void send(hub), sendEveryMs);
    hub.sendTimer.unref();
  }
}

/** Calls `listener` whenever `topic` may have changed, until the returned function is called. */
export function subscribe(topic: string, listener: Listener): () => void {
  const hub = getHub();
  const listeners = hub.listeners.get(topic) ?? new Set();
  hub.listeners.set(topic, listeners.add(listener));
  if (hub.receiver === null && hub.reconnectTimer === null) void receive(hub);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && hub.listeners.get(topic) === listeners) hub.listeners.delete(topic);
  };
}

/** Whether what other processes publish reaches this one now. */
export function hearsOtherProcesses(): boolean {
  return getHub().isListening;
}

/** Ends the connection that listens, for a process that shuts down. Later subscriptions open it again. */
export async function closeLiveHub(): Promise<void> {
  const hub = registry.reverieLiveHub;
  if (hub === undefined) return;
  delete registry.reverieLiveHub;
  hub.listeners.clear();
  if (hub.sendTimer !== null) clearTimeout(hub.sendTimer);
  if (hub.reconnectTimer !== null) clearTimeout(hub.reconnectTimer);
  await hub.receiver?.end().catch(() => undefined);
}

function wake(hub: Hub, topic: string): void {
  const topics = topic === everything ? [...hub.listeners.keys()] : [topic];
  for (const name of topics) {
    for (const listener of [...(hub.listeners.get(name) ?? [])]) listener();
  }
}

async function send(hub: Hub): Promise<void> {
  hub.sendTimer = null;
  const topics = [...hub.unsent];
  hub.unsent.clear();
  const message = topics.length > topicsPerMessage ? [everything] : topics;
  try {
    await getApplicationPool().query("SELECT pg_notify($1, $2)", [channel, JSON.stringify([hub.id, ...message])]);
  } catch {
    // Listeners look at the tables once a second anyway; a lost wake-up only makes them slower.
  }
}

async function receive(hub: Hub): Promise<void> {
  const connectionString = process.env.REVERIE_DATABASE_DIRECT_URL || process.env.REVERIE_DATABASE_URL;
  if (connectionString === undefined || connectionString === "") return;
  const client = new pg.Client({ connectionString });
  hub.receiver = client;
  client.on("error", () => reconnect(hub, client));
  client.on("end", () => reconnect(hub, client));
  client.on("notification", ({ payload }) => {
    const [sender, ...topics] = parseMessage(payload);
    if (sender === hub.id) return;
    for (const topic of topics) wake(hub, topic);
  });
  try {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    hub.reconnectDelayMs = firstReconnectDelayMs;
    hub.isListening = hub.receiver === client;
    // What was said while nobody listened is gone, so everybody looks once.
    wake(hub, everything);
  } catch {
    reconnect(hub, client);
  }
}

function reconnect(hub: Hub, client: pg.Client): void {
  if (hub.receiver !== client || registry.reverieLiveHub !== hub) return;
  hub.receiver = null;
  hub.isListening = false;
  client.end().catch(() => undefined);
  hub.reconnectTimer = setTimeout(() => {
    hub.reconnectTimer = null;
    // Without listeners the next subscription connects.
    if (hub.listeners.size > 0) void receive(hub);
  }, hub.reconnectDelayMs);
  hub.reconnectTimer.unref();
  hub.reconnectDelayMs = Math.min(hub.reconnectDelayMs * 2, longestReconnectDelayMs);
}

function parseMessage(payload: string | undefined): string[] {
  try {
    const value: unknown = JSON.parse(payload ?? "");
    return Array.isArray(value) ? value.filter((part) => typeof part === "string") : [];
  } catch {
    return [];
  }
}
