import { describe, expect, it } from "vitest";
import { useApiServer } from "@/lib/api/testing/api-server";
import { useDreamWorker } from "@/lib/api/testing/dream-worker";
import { learnPaths, repository, whereToLook } from "./learn-paths.mjs";

const api = useApiServer();
useDreamWorker();

describe("the example of coding agents that learn paths", () => {
  it("makes one line for the team of what two agents found out each by itself", async () => {
    const { memory } = await learnPaths(api.client());
    expect(memory).toMatch(/`deploy\/search\/values\.yml` does not exist; use `deploy\/search\/values\.yaml`/);
    expect(memory).toMatch(/`\.golangci\.yml` does not exist; use `\.golangci\.yaml`/);
    for (const path of ["deploy/search/values.yml", ".golangci.yml"]) {
      expect(repository[path]).toBeUndefined();
      expect(repository[whereToLook(memory, path)]).toBeDefined();
    }
  });

  it("leaves paths alone that nobody got wrong", () => {
    expect(whereToLook("- `a.yml` does not exist; use `a.yaml`", "b.yml")).toBe("b.yml");
  });
});
