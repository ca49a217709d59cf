import { describe, expect, it } from "vitest";
import { dreamComparison } from "@/lib/contract/dream-review";
import { compareDreams } from "./compare-dreams";
import { useDreamWorld } from "./testing/dream-world";
import { type Proposal, proposing } from "./testing/proposing-engine";

const world = useDreamWorld();

async function twoDreams(earlier: Proposal[], later: Proposal[]) {
  const storeId = await world.makeStore({ "/a.md": "a\n", "/b.md": "b\n", "/c.md": "c\n" });
  const sessionIds = [await world.makeSession()];
  const before = await world.dreamt(storeId, proposing(...earlier), { sessionIds });
  const after = await world.dreamt(storeId, proposing(...later), { sessionIds });
  return { before: before.id, after: after.id };
}

const compare = (dreamId: string, withDreamId: string, limit = 50, page?: string) =>
  compareDreams(world.ctx(), { dreamId, withDreamId, limit, page });

const earlier: Proposal[] = [
  { path: "/a.md", content: "A\n" },
  { path: "/b.md", content: "B\n" },
  { path: "/c.md", content: "C\n" },
];
const later: Proposal[] = [
  { path: "/a.md", content: "A\n" },
  { path: "/b.md", content: "B, and more\n", sessions: 5 },
  { path: "/new.md", content: "new\n" },
];

describe("a dream beside an earlier one", () => {
  it("tells what is new, gone, changed and the same, in findings and in files", async () => {
    const { before, after } = await twoDreams(earlier, later);
    const result = dreamComparison.parse(await compare(after, before));
    const one = { new: 1, gone: 1, changed: 1, same: 1 };
    expect(result).toMatchObject({ dream_id: after, with_dream_id: before, insights: one, changes: one });
    const files = result.data.flatMap((item) =>
      item.type === "change_difference" ? [[item.standing, item.path]] : [],
    );
    expect(files).toEqual([
      ["new", "/new.md"],
      ["gone", "/c.md"],
      ["changed", "/b.md"],
      ["same", "/a.md"],
    ]);
    const grown = result.data.find((item) => item.type === "insight_difference" && item.standing === "changed");
    expect(grown).toMatchObject({ this: { sessions: 5 }, with: { sessions: 2 } });
  });

  it("is the mirror image the other way round", async () => {
    const { before, after } = await twoDreams(earlier, later);
    const turned = await compare(before, after);
    const gone = turned.data.find((item) => item.type === "change_difference" && item.standing === "gone");
    expect(gone).toMatchObject({ path: "/new.md", this: null, with: { operation: "created", state: "pending" } });
  });

  it("is all the same beside itself", async () => {
    const { after } = await twoDreams(earlier, later);
    const same = { new: 0, gone: 0, changed: 0, same: 3 };
    expect(await compare(after, after)).toMatchObject({ insights: same, changes: same });
  });

  it("comes in pages that leave nothing out", async () => {
    const { before, after } = await twoDreams(earlier, later);
    const whole = await compare(after, before);
    const seen = [];
    for (let page: string | null | undefined; page !== null; ) {
      const part = await compare(after, before, 3, page);
      seen.push(...part.data);
      page = part.next_page;
    }
    expect(seen).toEqual(whole.data);
  });

  it("is refused for another store, for a dream under way, and for what is hidden", async () => {
    const { after } = await twoDreams(earlier, later);
    const elsewhere = await twoDreams(earlier, later);
    await expect(compare(after, elsewhere.after)).rejects.toMatchObject({ status: 400 });
    await expect(compare(after, "drm_none")).rejects.toMatchObject({ status: 404 });
    const waiting = await world.makeDream({ storeId: await world.makeStore() });
    await expect(compare(waiting.id, waiting.id)).rejects.toMatchObject({ status: 400 });
    await expect(compare(after, after, 5, "page_x")).rejects.toMatchObject({ status: 400 });
  });
});
