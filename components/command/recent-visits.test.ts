import { describe, expect, it } from "vitest";
import { parseVisits, type Visit, withVisit } from "./recent-visits";

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
});
