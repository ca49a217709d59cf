import { describe, expect, it } from "vitest";
import { agentChoices } from "./agent-choices";
import { isFiltered, noFilters, sessionFiltersOf } from "./sessions-address";

describe("sessionFiltersOf", () => {
  it("asks for what the address says", () => {
    const address = {
      q: " disk ",
      status: "idle",
      outcome: "failure",
      store: "memstore_1",
      agent: "bot",
      archived: true,
    };
    expect(sessionFiltersOf(address)).toEqual({
      q: "disk",
      statuses: ["idle"],
      outcome: "failure",
      memory_store_id: "memstore_1",
      agent_id: "bot",
      include_archived: true,
      limit: 50,
    });
  });

  it("leaves out what nobody could have meant", () => {
    const address = { ...noFilters, status: "asleep", outcome: "?", q: "  " };
    expect(sessionFiltersOf(address)).toEqual({ include_archived: false, limit: 50 });
  });
});

describe("isFiltered", () => {
  it("counts every filter but the archived ones, which add to the list", () => {
    expect(isFiltered(noFilters)).toBe(false);
    expect(isFiltered({ ...noFilters, archived: true })).toBe(false);
    expect(isFiltered({ ...noFilters, agent: "bot" })).toBe(true);
  });
});

describe("agentChoices", () => {
  const agent = (id: string, name: string) => ({ agent: { id, name, type: "agent" as const, version: 1 } });

  it("lists each agent once by name, and the chosen one in any case", () => {
    const choices = agentChoices([agent("2", "beta"), agent("1", "Alpha"), agent("2", "beta")], "gone");
    expect(choices.map(({ label }) => label)).toEqual(["Any agent", "Alpha", "beta", "gone"]);
  });
});
