import { describe, expect, it } from "vitest";
import type { FolderRow, TreeRow } from "@/lib/client/memory-tree";
import type { Page } from "@/lib/client/page";
import { type WantedPage, wantedPages } from "./wanted-pages";

const folder = (path: string, joinedPath: string | null = path): FolderRow => ({
  type: "memory_prefix",
  path,
  joined_path: joinedPath,
  file_count: 2,
  updated_at: null,
  flags: [],
});
const file = (path: string): TreeRow => ({
  path,
  memory_id: "mem_1",
  size: 1,
  updated_at: "2026-05-03T10:00:00Z",
  last_actor: null,
  flags: [],
});

function wanted(
  known: Record<string, Page<TreeRow | FolderRow>>,
  open: string[],
  pagesOf: Record<string, number> = {},
): string[] {
  const keyOf = ({ folder: path, page }: WantedPage) => (page === null ? path : `${path} ${page}`);
  return wantedPages(new Set(open), pagesOf, (one) => known[keyOf(one)]).map(keyOf);
}

describe("wantedPages", () => {
  const root = { data: [folder("/a/"), folder("/b/", "/b/c/"), file("/d.md")], next_page: null };

  it("begins with the root, and knows no more before that is there", () => {
    expect(wanted({}, ["/a/"])).toEqual(["/"]);
  });

  it("wants the folders that are open, a chain by its end", () => {
    expect(wanted({ "/": root }, ["/a/", "/b/", "/b/c/"])).toEqual(["/", "/a/", "/b/c/"]);
    expect(wanted({ "/": root }, [])).toEqual(["/"]);
  });

  it("wants nothing below a folder that is closed, or that is gone", () => {
    expect(wanted({ "/": root }, ["/a/x/", "/gone/"])).toEqual(["/"]);
    const deep = { "/": root, "/a/": { data: [folder("/a/x/")], next_page: null } };
    expect(wanted(deep, ["/a/", "/a/x/"])).toEqual(["/", "/a/", "/a/x/"]);
  });

  it("wants further pages once asked, each when the one before says where it begins", () => {
    const first = { data: [file("/1")], next_page: "page_2" };
    expect(wanted({ "/": first }, [])).toEqual(["/"]);
    expect(wanted({ "/": first }, [], { "/": 3 })).toEqual(["/", "/ page_2"]);
    expect(wanted({ "/": first, "/ page_2": { data: [], next_page: null } }, [], { "/": 3 })).toEqual([
      "/",
      "/ page_2",
    ]);
  });
});
