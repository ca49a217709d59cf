import { describe, expect, it } from "vitest";
import { applyDream } from "./apply-dream";
import { archiveDream } from "./archive-dream";
import { discardDream } from "./discard-dream";
import { listChanges } from "./list-changes";
import { listOverlaps } from "./list-overlaps";
import { reviewDream } from "./review-dream";
import { useDreamWorld } from "./testing/dream-world";
import { type Proposal, proposing } from "./testing/proposing-engine";

const world = useDreamWorld();
const base = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

async function storeWith(files: Record<string, string> = { "/a.md": base, "/b.md": "b\n" }) {
  const storeId = await world.makeStore(files);
  const sessionIds = [await world.makeSession()];
  const dream = async (...proposals: Proposal[]) =>
    (await world.dreamt(storeId, proposing(...proposals), { sessionIds })).id;
  return { storeId, dream };
}

const overlaps = async (dreamId: string) => (await listOverlaps(world.ctx(), { dreamId, limit: 50 })).data;
const a = (content: string): Proposal => ({ path: "/a.md", content });

describe("other open proposals", () => {
  it("are named, hunk by hunk, where they touch the same lines of the same text", async () => {
    const { dream } = await storeWith();
    const first = await dream(a("1\ntwo\n3\n4\n5\n6\n7\neight\n9\n"));
    const other = await dream(a("1\nTWO\n3\n4\n5\n6\n7\n8\n9\n"));
    const [found] = await overlaps(first);
    const mine = (await listChanges(world.ctx(), { dreamId: first, view: "basic", limit: 5 })).data[0];
    expect(found).toMatchObject({
      type: "dream_overlap",
      change_id: mine?.id,
      path: "/a.md",
      hunk_ids: [mine?.hunks[0]?.id],
      with: { dream_id: other, operation: "modified", state: "pending" },
    });
    expect(found?.with.hunk_ids).toHaveLength(1);
    expect(await overlaps(other)).toMatchObject([{ with: { dream_id: first } }]);
  });

  it("are no matter where they edit other lines or other files", async () => {
    const { dream } = await storeWith();
    const first = await dream(a("1\ntwo\n3\n4\n5\n6\n7\n8\n9\n"));
    await dream(a("1\n2\n3\n4\n5\n6\n7\neight\n9\n"), { path: "/b.md", content: "bb\n" });
    expect(await overlaps(first)).toEqual([]);
  });

  it("are found across versions of the file, with lines that moved", async () => {
    const { dream } = await storeWith();
    const first = await dream(a(base.replace("8\n", "eight\n")));
    const mover = await dream(a(`zero\nand more\n${base}`));
    const { data, review_digest: _ } = await listChanges(world.ctx(), { dreamId: mover, view: "basic", limit: 5 });
    const { review_digest } = await reviewDream(world.ctx(), mover, {
      decisions: data.map(({ id }) => ({ change_id: id, decision: "approve" as const })),
    });
    await applyDream(world.ctx(), mover, { review_digest });
    const later = await dream(a(`zero\nand more\n${base.replace("8\n", "EIGHT\n")}`));
    const aside = await dream(a(`zero\nand more\n${base.replace("6\n", "six\n")}`));
    expect((await overlaps(first)).map((one) => one.with.dream_id)).toEqual([later]);
    expect((await overlaps(later)).map((one) => one.with.dream_id)).toEqual([first]);
    expect(await overlaps(aside)).toEqual([]);
  });

  it("meet as whole files where one deletes, renames or makes the same path", async () => {
    const { dream } = await storeWith();
    const edit = await dream(a(base.replace("2\n", "two\n")), { path: "/new.md", content: "n\n" });
    const deletion = await dream({ path: "/a.md", content: null });
    const rename = await dream({ path: "/c.md", previousPath: "/a.md", content: base });
    const sameNew = await dream({ path: "/new.md", content: "other\n" });
    const found = await overlaps(edit);
    expect(found.map((one) => [one.path, one.with.dream_id, one.with.operation]).sort()).toEqual(
      [
        ["/a.md", deletion, "deleted"],
        ["/a.md", rename, "renamed"],
        ["/new.md", sameNew, "created"],
      ].sort(),
    );
  });

  it("count no longer once they are discarded, archived or rejected in that place", async () => {
    const { dream } = await storeWith();
    const first = await dream(a(base.replace("2\n", "two\n")));
    const content = base.replace("2\n", "TWO\n");
    const [discarded, archived, rejected] = [await dream(a(content)), await dream(a(content)), await dream(a(content))];
    expect(await overlaps(first)).toHaveLength(3);
    await discardDream(world.ctx(), discarded);
    await archiveDream(world.ctx(), archived);
    const [change] = (await listChanges(world.ctx(), { dreamId: rejected, view: "basic", limit: 5 })).data;
    await reviewDream(world.ctx(), rejected, { decisions: [{ change_id: change?.id ?? "", decision: "reject" }] });
    expect(await overlaps(first)).toEqual([]);
  });

  it("come in pages over the dream's own files, and never from another store", async () => {
    const { dream } = await storeWith();
    const both = () => [a(base.replace("2\n", "two\n")), { path: "/b.md", content: "bb\n" }];
    const first = await dream(...both());
    await dream(...both());
    await (await storeWith()).dream(...both());
    const page = await listOverlaps(world.ctx(), { dreamId: first, limit: 1 });
    expect(page.data.map(({ path }) => path)).toEqual(["/a.md"]);
    const rest = await listOverlaps(world.ctx(), { dreamId: first, limit: 1, page: page.next_page ?? "" });
    expect([rest.data.map(({ path }) => path), rest.next_page]).toEqual([["/b.md"], null]);
    await expect(listOverlaps(world.ctx(), { dreamId: first, limit: 1, page: "page_x" })).rejects.toMatchObject({
      status: 400,
    });
  });

  it("need dream:read and the store", async () => {
    const { dream } = await storeWith();
    const id = await dream(a("x\n"));
    const stranger = world.ctx({ permissions: new Set(["memory:read"]) });
    await expect(listOverlaps(stranger, { dreamId: id, limit: 1 })).rejects.toMatchObject({ status: 404 });
  });
});
