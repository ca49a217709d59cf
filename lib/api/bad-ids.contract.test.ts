import { describe, expect, it } from "vitest";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const client = memoryClient(api);

describe("an id that no memory can have", () => {
  it.each(["%00", "mem_%00x", "%ED%A0%80", "mem_%F0%9F%98%80"])(
    "%s is 404 or 400, and spoils nobody else's read or write",
    async (id) => {
      const store = await client.store();
      const made = await client.create(store.id, "/a", "text");
      const answers = await Promise.all(
        Array.from({ length: 30 }, async (_, n) => {
          if (n % 10 !== 5)
            return { isGood: true, answer: await client.send("GET", `/${store.id}/memories/${made.id}`) };
          return { isGood: false, answer: await client.send("GET", `/${store.id}/memories/${id}`) };
        }),
      );
      for (const { isGood, answer } of answers) {
        if (isGood) expect(answer.status).toBe(200);
        else expect(answer.status).toBeOneOf([400, 404]);
      }
      const writes = await Promise.all([
        client.send("POST", `/${store.id}/memories`, { path: "/b", content: "" }),
        client.send("POST", `/${store.id}/memories/${id}`, { content: "" }),
        client.send("POST", `/${store.id}/memories`, { path: "/c", content: "" }),
      ]);
      expect([writes[0]?.status, writes[2]?.status]).toEqual([200, 200]);
      expect(writes[1]?.status).toBeOneOf([400, 404]);
      expect((await client.send("DELETE", `/${store.id}/memories/${id}`)).status).toBeOneOf([400, 404]);
    },
  );

  it("is refused with the documented envelope", async () => {
    const store = await client.store();
    await expectError(await client.send("GET", `/${store.id}/memories/mem_unknown`), 404, "not_found_error");
  });
});
