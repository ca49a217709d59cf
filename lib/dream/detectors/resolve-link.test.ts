import { describe, expect, it } from "vitest";
import { buildWorld } from "../engine/build-world";
import { buildInput, buildMemory } from "../engine/testing-builders";
import { resolveLink } from "./resolve-link";

async function states(paths: string[], from: string, content: string) {
  const memories = [
    ...paths.map((path) => buildMemory(path, `# ${path.replace(/\W+/g, " ").trim()}\n`)),
    buildMemory(from, content),
  ];
  const world = await buildWorld(buildInput({ memories }), async () => {});
  const document = world.documents.find(({ path }) => path === from);
  return document?.links.map((link) => resolveLink(link, document, world)) ?? [];
}

const one = async (paths: string[], from: string, content: string) => (await states(paths, from, content))[0];
const resolved = (path: string) => ({ kind: "resolved", path });
const broken = (nearest: string | null) => ({ kind: "broken", nearest });
const elsewhere = { kind: "elsewhere" };

describe("resolveLink", () => {
  it.each([
    ["beside it", "[x](b.md)", "/dir/b.md"],
    ["without its ending", "[x](b)", "/dir/b.md"],
    ["a folder up", "[x](../c.md)", "/c.md"],
    ["from the root", "[x](/c.md)", "/c.md"],
    ["from the root without saying so", "[x](dir/b.md)", "/dir/b.md"],
    ["with a fragment", "[x](b.md#part)", "/dir/b.md"],
    ["with encoded signs", "[x](with%20space.md)", "/dir/with space.md"],
    ["in angle brackets", "[x](<with space.md>)", "/dir/with space.md"],
    ["by a wiki name in other case", "[[With_Space]]", "/dir/with space.md"],
    ["by its first heading", "[[dir b md]]", "/dir/b.md"],
    ["in code", "`dir/b.md`", "/dir/b.md"],
    ["through the mount", "[x](/mnt/memory/team-notes/c.md)", "/c.md"],
    ["climbing and coming back", "[x](../dir/../dir/./b.md)", "/dir/b.md"],
  ])("finds a memory %s", async (_, content, path) => {
    expect(await one(["/dir/b.md", "/c.md", "/dir/with space.md"], "/dir/a.md", content)).toEqual(resolved(path));
  });

  it.each([
    ["above the root of the store", "[x](../../../c.md)"],
    ["a folder that holds memories", "[x](/dir)"],
    ["the root", "[x](/)"],
    ["another store's mount", "[x](/mnt/memory/other/c.md)"],
    ["a kind of file that the store has not", "[x](main.go)"],
    ["a path of the agent's project", "`src/c.md`"],
    ["a name in code without a folder", "`d.md`"],
    ["somebody's home", "`~/c.md`"],
  ])("leaves alone what leads to %s", async (_, content) => {
    expect(await one(["/dir/b.md", "/c.md"], "/dir/a.md", content)).toEqual(elsewhere);
  });

  it.each([
    ["the only one of that name elsewhere", ["/old/team.md"], "[x](team.md)", "/old/team.md"],
    ["one letter of four off", ["/dir/team.md"], "[x](tean.md)", "/dir/team.md"],
    [
      "the one in the same folder of two alike",
      ["/dir/failover.md", "/z/failovers.md"],
      "[x](failovar.md)",
      "/dir/failover.md",
    ],
    ["none where two have the name", ["/x/team.md", "/y/team.md"], "[x](team.md)", null],
    ["none where the name is too short to tell", ["/dir/abc.md"], "[x](abd.md)", null],
    ["none where only a number differs", ["/dir/inc-104.md"], "[x](inc-103.md)", null],
    ["none that is itself", [], "[x](old/a.md)", null],
    ["none far off", ["/dir/failover.md"], "[x](backups.md)", null],
  ])("proposes for a broken link %s", async (_, paths, content, nearest) => {
    expect(await one(paths, "/dir/a.md", content)).toEqual(broken(nearest));
  });
});
