import type { Subject } from "./subject";

/** A new memory store, by its id. */
export async function makeStore({ baseUrl, headers }: Subject): Promise<string> {
  const response = await fetch(`${baseUrl}/v1/memory_stores`, {
    method: "POST",
    headers,
    body: JSON.stringify({ name: "bench" }),
  });
  const store: unknown = await response.json();
  if (typeof store === "object" && store !== null && "id" in store) return String(store.id);
  throw new Error(`The server answered ${response.status}.`);
}
