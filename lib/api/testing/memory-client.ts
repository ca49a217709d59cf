import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import { type Memory, memory, memoryListItem } from "@/lib/contract/memory";
import { type MemoryStore, memoryStore } from "@/lib/contract/memory-store";
import { type MemoryVersion, memoryVersion } from "@/lib/contract/memory-version";
import type { ApiServer } from "./api-server";

/** Requests that tests make over and over, each answer checked against the contract. */
export function memoryClient(api: ApiServer, apiKey?: string) {
  const send = (method: string, path: string, body?: unknown) =>
    api.send(`/v1/memory_stores${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(apiKey === undefined ? {} : { apiKey }),
    });
  const ok = async <T extends z.ZodType>(schema: T, response: Promise<Response>): Promise<z.infer<T>> => {
    const answer = await response;
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${answer.status} ${text}`);
    return schema.parse(JSON.parse(text));
  };
  return {
    send,
    store: (body: object = {}): Promise<MemoryStore> =>
      ok(memoryStore, send("POST", "", { name: `store ${randomBytes(4).toString("hex")}`, ...body })),
    getStore: (id: string): Promise<MemoryStore> => ok(memoryStore, send("GET", `/${id}`)),
    archive: (id: string): Promise<MemoryStore> => ok(memoryStore, send("POST", `/${id}/archive`)),
    create: (storeId: string, path: string, content = "text", query = ""): Promise<Memory> =>
      ok(memory, send("POST", `/${storeId}/memories${query}`, { path, content })),
    get: (storeId: string, id: string, query = ""): Promise<Memory> =>
      ok(memory, send("GET", `/${storeId}/memories/${id}${query}`)),
    update: (storeId: string, id: string, body: object, query = ""): Promise<Memory> =>
      ok(memory, send("POST", `/${storeId}/memories/${id}${query}`, body)),
    delete: (storeId: string, id: string, query = "") => send("DELETE", `/${storeId}/memories/${id}${query}`),
    list: (storeId: string, query = "") => ok(pageOf(memoryListItem), send("GET", `/${storeId}/memories${query}`)),
    versions: (storeId: string, query = "") =>
      ok(pageOf(memoryVersion), send("GET", `/${storeId}/memory_versions${query}`)),
    version: (storeId: string, id: string, query = ""): Promise<MemoryVersion> =>
      ok(memoryVersion, send("GET", `/${storeId}/memory_versions/${id}${query}`)),
    redact: (storeId: string, id: string): Promise<MemoryVersion> =>
      ok(memoryVersion, send("POST", `/${storeId}/memory_versions/${id}/redact`)),
  };
}
