import { describe, expect, it } from "vitest";
import { buildWorld } from "../engine/build-world";
import { buildInput, buildMemory } from "../engine/testing-builders";
import { coversFolder, findIndexes, nearestIndex } from "./memory-index";

const files = ["/a.md", "/b.md", "/services/c.md", "/services/d.md"];

async function indexes(extra: Record<string, string>) {
  const memories = [
    ...files.map((path) => buildMemory(path, `# ${path}\n\nSome words of its own.\n`)),
    ...Object.entries(extra).map(([path, content]) => buildMemory(path, content)),
  ];
  return findIndexes(await buildWorld(buildInput({ memories }), async () => {}));
}

const found = async (extra: Record<string, string>) =>
  (await indexes(extra)).map(({ document, targets }) => [document.path, [...targets].sort()]);

describe("findIndexes", () => {
  it.each([
    ["links", "- [a](a.md)\n- [b](b.md)\n", ["/a.md", "/b.md"]],
    ["links from the root", "- [a](/a.md)\n- [c](/services/c.md)\n", ["/a.md", "/services/c.md"]],
    ["wiki links", "- [[a]]\n- [[c]]\n", ["/a.md", "/services/c.md"]],
    ["paths in code", "- `services/c.md` first\n- `services/d.md` then\n", ["/services/c.md", "/services/d.md"]],
    ["a table of links", "| f | w |\n|---|---|\n| [a](a.md) | x |\n| [b](b.md) | y |\n", ["/a.md", "/b.md"]],
    ["links through the mount", "- [a](/mnt/memory/team-notes/a.md)\n- [b](b.md)\n", ["/a.md", "/b.md"]],
  ])("recognises a file of %s, whatever it is called", async (_, content, targets) => {
    expect(await found({ "/verzeichnis.md": content })).toEqual([["/verzeichnis.md", targets]]);
  });

  it.each([
    ["prose that links twice", "One.\n\nTwo.\n\nThree [a](a.md).\n\nFour [b](b.md).\n\nFive.\n"],
    ["links to one file only", "- [a](a.md)\n- [again](a.md)\n"],
    ["links to itself", "- [x](verzeichnis.md)\n- [y](#part)\n"],
    ["links that lead nowhere", "- [x](gone.md)\n- [y](lost.md)\n"],
    ["links into the web", "- [x](https://a.example/a.md)\n- [y](https://b.example)\n"],
    ["one long list item", "- [a](a.md) and [b](b.md)\n"],
    ["samples in a code block", "```\n[a](a.md)\n[b](b.md)\n```\n"],
  ])("takes no index from %s", async (_, content) => {
    expect(await found({ "/verzeichnis.md": content })).toEqual([]);
  });

  it.each(["/INDEX.md", "/readme.md", "/services/_index.md", "/MEMORY.md", "/toc.txt"])(
    "needs fewer links where the name says index: %s",
    async (path) => {
      expect(await found({ [path]: "Read this first.\n\n- [a](/a.md)\n- more to come\n" })).toEqual([
        [path, ["/a.md"]],
      ]);
      expect(await found({ [path]: "Read this first.\n\n- nothing here yet\n" })).toEqual([]);
    },
  );

  it("takes no data file for an index", async () => {
    expect(await found({ "/index.json": '["/a.md", "/b.md"]\n' })).toEqual([]);
  });

  it("counts paths that stand in its text as led to, once the file is an index", async () => {
    expect(await found({ "/INDEX.md": "- [a](a.md)\n- [b](b.md) see services/c.md:\n" })).toEqual([
      ["/INDEX.md", ["/a.md", "/b.md", "/services/c.md"]],
    ]);
  });
});

describe("coversFolder", () => {
  it("holds where the index names the folder, as a link or in code, and never for the root", async () => {
    const [index] = await indexes({
      "/INDEX.md": "- [a](a.md)\n- [all](services/)\n- `/log/` holds days\n- [b](b.md)\n",
    });
    const covers = (folder: string) => index !== undefined && coversFolder(index, folder);
    expect(["/services/", "/log/", "/", "/serv/", "/services/deep/"].map(covers)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe("nearestIndex", () => {
  it("takes the deepest folder that holds the path, then the one that leads to most", async () => {
    const both = await indexes({
      "/INDEX.md": "- [a](a.md)\n- [b](b.md)\n",
      "/README.md": "- [a](a.md)\n- [b](b.md)\n- [c](services/c.md)\n",
      "/services/INDEX.md": "- [c](c.md)\n- [d](d.md)\n",
    });
    const nearest = (path: string) => nearestIndex(both, path)?.document.path;
    expect(nearest("/services/new.md")).toBe("/services/INDEX.md");
    expect(nearest("/new.md")).toBe("/README.md");
    expect(nearest("/servicesx/new.md")).toBe("/README.md");
  });

  it("passes over a frozen one, and finds none where there is none", async () => {
    const frozen = await indexes({ "/INDEX.md": "---\ndream: frozen\n---\n- [a](a.md)\n- [b](b.md)\n" });
    expect(frozen).toHaveLength(1);
    expect(nearestIndex(frozen, "/x.md")).toBeNull();
    expect(nearestIndex([], "/x.md")).toBeNull();
  });
});
