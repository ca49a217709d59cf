import { afterAll, beforeAll } from "vitest";
import { createLogger } from "@/lib/observe/logger";
import { startWorker } from "@/lib/worker/start-worker";

/** A worker beside the API server of the test; a server that is tested from outside has its own. Call it after useApiServer. */
export function useDreamWorker(): void {
  if (process.env.REVERIE_CONTRACT_BASE_URL !== undefined) return;
  let worker: { stop(): Promise<void> } | null = null;
  beforeAll(async () => {
    const connectionString = process.env.REVERIE_DATABASE_URL ?? "";
    worker = await startWorker({ connectionString, log: createLogger("silent") });
  });
  afterAll(() => worker?.stop());
}
