import Anthropic from "@anthropic-ai/sdk";
import { serve } from "@hono/node-server";
import { afterAll, beforeAll } from "vitest";
import { createApiKey } from "@/lib/auth/create-api-key";
import { systemContext } from "@/lib/auth/system-context";
import type { CreateApiKeyBody } from "@/lib/contract/api-key";
import { getPool } from "@/lib/db/pool";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createApi } from "../app";

export interface ApiServer {
  baseUrl: () => string;
  /** The secret of an administrator's key. */
  adminKey: () => string;
  /** A stock client; with options, one whose key has just that. */
  client: (options?: { apiKey?: string }) => Anthropic;
  makeKey: (body: Omit<CreateApiKeyBody, "name">) => Promise<string>;
  /** A request without the SDK, for what the SDK cannot send. */
  send: (path: string, init?: RequestInit & { apiKey?: string | null }) => Promise<Response>;
}

/** The whole API on a real socket over a database of its own, or the server that REVERIE_CONTRACT_BASE_URL names. */
export function useApiServer(): ApiServer {
  const remote = process.env.REVERIE_CONTRACT_BASE_URL;
  return remote === undefined ? useOwnServer() : describeServer(() => remote, requireRemoteKey);
}

function requireRemoteKey(): string {
  const key = process.env.REVERIE_CONTRACT_API_KEY;
  if (key === undefined) throw new Error("REVERIE_CONTRACT_BASE_URL needs REVERIE_CONTRACT_API_KEY.");
  return key;
}

function useOwnServer(): ApiServer {
  const database = useTestDatabase();
  let baseUrl = "";
  let adminKey = "";
  let server: ReturnType<typeof serve> | undefined;
  beforeAll(async () => {
    const key = await createApiKey(systemContext(getPool(database.url())), { name: "tests", roles: ["admin"] });
    adminKey = key.secret;
    const api = createApi();
    baseUrl = await new Promise((resolve) => {
      server = serve(
        {
          fetch: api.fetch,
          port: 0,
          hostname: "127.0.0.1",
          // It shares its thread with the tests: an idle connection must outlast what they compute between two requests.
          serverOptions: { keepAliveTimeout: 120_000 },
        },
        (info) => resolve(`http://127.0.0.1:${info.port}`),
      );
    });
  });
  afterAll(async () => {
    server && "closeAllConnections" in server && server.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
  });
  return describeServer(
    () => baseUrl,
    () => adminKey,
  );
}

function describeServer(baseUrl: () => string, adminKey: () => string): ApiServer {
  const send: ApiServer["send"] = (path, init = {}) => {
    const { apiKey = adminKey(), ...rest } = init;
    const headers = new Headers(rest.headers);
    if (apiKey !== null) headers.set("x-api-key", apiKey);
    if (typeof rest.body === "string" && !headers.has("content-type")) headers.set("content-type", "application/json");
    return fetch(baseUrl() + path, { ...rest, headers });
  };
  return {
    baseUrl,
    adminKey,
    client: (options) => new Anthropic({ baseURL: baseUrl(), apiKey: options?.apiKey ?? adminKey() }),
    makeKey: async (body) => {
      const response = await send("/v1/api_keys", {
        method: "POST",
        body: JSON.stringify({ name: "limited", ...body }),
      });
      const key: unknown = await response.json();
      if (typeof key === "object" && key !== null && "secret" in key && typeof key.secret === "string")
        return key.secret;
      throw new Error(`The key was not made: ${response.status}`);
    },
    send,
  };
}
