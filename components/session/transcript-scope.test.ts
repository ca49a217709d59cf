import { describe, expect, it } from "vitest";
import { listSessionEventsQuery } from "@/lib/contract/session";
import { buildEvent } from "./testing/build-event";
import { findQueryOf, scopeOf, transcriptFilters } from "./transcript-scope";

const mounts = [{ storeId: "memstore_1", name: "team", mountPath: "/mnt/memory/team", access: "read_only" as const }];

describe("scopeOf", () => {
  it("asks only what the API takes", () => {
    for (const filter of transcriptFilters) {
      const query = findQueryOf(scopeOf(filter, mounts), "words");
      const { types, errors, ...rest } = query;
      const sent = { ...rest, ...(types ? { "types[]": types } : {}), ...(errors ? { errors: String(errors) } : {}) };
      expect(listSessionEventsQuery.safeParse(sent).success).toBe(true);
    }
  });

  it("shows the calls of one tool by its name alone, whatever is filtered else", () => {
    const scope = scopeOf("errors", mounts, "Bash");
    expect(listSessionEventsQuery.parse(scope.query)).toMatchObject({ tool: "Bash" });
    expect(scope.key).not.toBe(scopeOf("errors", mounts).key);
    const [own, other] = [
      buildEvent("agent.tool_use", { name: "Bash" }),
      buildEvent("agent.tool_use", { name: "Read" }),
    ];
    expect([own, other, buildEvent("agent.message")].filter(scope.includes)).toEqual([own]);
  });

  it("takes in what is added while one looks, and only what belongs", () => {
    const message = buildEvent("agent.message");
    const failed = buildEvent("agent.tool_result", { is_error: true });
    const read = buildEvent("agent.tool_use", { name: "Read", input: { path: "/mnt/memory/team/a.md" } });
    const all = [message, failed, read];
    const taken = (filter: (typeof transcriptFilters)[number]) => all.filter(scopeOf(filter, mounts).includes);
    expect(taken("all")).toEqual(all);
    expect(taken("messages")).toEqual([message]);
    expect(taken("calls")).toEqual([failed, read]);
    expect(taken("errors")).toEqual([failed]);
    expect(taken("memory")).toEqual([read]);
  });
});
