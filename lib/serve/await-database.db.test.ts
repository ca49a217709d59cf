import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { testServerUrl } from "@/lib/db/testing/test-server-url";
import { awaitDatabase } from "./await-database";

const url = testServerUrl;

describe("awaitDatabase", () => {
  it("is content at once with a database that answers", async () => {
    const said: string[] = [];
    await awaitDatabase(url(), 1000, (message) => said.push(message));
    expect(said).toEqual([]);
  });

  it("says once that it waits, and gives up after its patience", async () => {
    const port = await freePort();
    const said: string[] = [];
    const wait = awaitDatabase(`postgres://u:hunter2@127.0.0.1:${port}/x`, 700, (message) => said.push(message));
    await expect(wait).rejects.toThrow(`cannot be used: connect ECONNREFUSED 127.0.0.1:${port}`);
    expect(said).toHaveLength(1);
    expect(said.join()).not.toContain("hunter2");
  });

  it("does not wait where it is refused for good", async () => {
    const stranger = new URL(url());
    stranger.password = "guess";
    const startedAt = Date.now();
    await expect(awaitDatabase(stranger.toString(), 60_000, () => undefined)).rejects.toThrow("password");
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === "object" && address !== null ? address.port : 0;
}
