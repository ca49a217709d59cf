import { describe, expect, it } from "vitest";
import { matchingVisits, parseVisits, type Visit, withVisit } from "./recent-visits";

function visit(href: string): Visit {
  return { href, title: href, context: "" };
}

describe("recent visits", () => {
  it("puts the newest on top, once, and forgets the seventh", () => {
    const hrefs = ["/a", "/b", "/c", "/d", "/e", "/f", "/g", "/c"];
    const visits = hrefs.reduce<Visit[]>((before, href) => withVisit(before, visit(href)), []);
    expect(visits.map(({ href }) => href)).toEqual(["/c", "/g", "/f", "/e", "/d", "/b"]);
  });

  it("counts unreadable or foreign storage as none", () => {
    expect(parseVisits(null)).toEqual([]);
    expect(parseVisits("{")).toEqual([]);
    expect(parseVisits('[{"href":"https://elsewhere.example"}]')).toEqual([]);
    expect(parseVisits(JSON.stringify([visit("/a")]))).toEqual([visit("/a")]);
  });

  it("stay in sight while what is typed stands in them, a few at most", () => {
    const visits = ["disk.md", "Disk two", "disk3", "disk4", "other"].map((title) => ({ ...visit("/"), title }));
    expect(matchingVisits(visits, "")).toHaveLength(5);
    expect(matchingVisits(visits, " DISK").map(({ title }) => title)).toEqual(["disk.md", "Disk two", "disk3"]);
    expect(matchingVisits([{ title: "a.md", context: "Stores / team" }], "team / a")).toHaveLength(1);
    expect(matchingVisits(visits, "none")).toEqual([]);
  });
});
