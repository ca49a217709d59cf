import { describe, expect, it } from "vitest";
import { readDocument } from "../engine/memory-document";
import { buildMemory } from "../engine/testing-builders";
import { mentionsOf, nameCosine, reshelve, topicShelves } from "./topic-shelves";

const shelvesOf = (files: Record<string, string>) =>
  topicShelves(Object.entries(files).map(([path, text]) => readDocument(buildMemory(path, text), false)));

describe("topicShelves", () => {
  it("reads names of files and identifiers, and neither numbers, dates nor abbreviations", () => {
    const shelves = shelvesOf({
      "/a/cart.md": "- the cart asks `pool-k3` of ledgerDb on 2026-03-02, 30s by SQL at p99\n",
    });
    expect([...(shelves.get("cart")?.lines[0]?.names ?? [])].sort()).toEqual(["cart", "ledgerdb", "pool-k3"]);
  });

  it("takes no file for a topic whose name two have or none could be about", () => {
    const shelves = shelvesOf({
      "/a/cart.md": "- x\n",
      "/b/Cart.md": "- x\n",
      "/notes.md": "- x\n",
      "/db.md": "- x\n",
    });
    expect([...shelves.keys()]).toEqual([]);
  });

  it("measures a line against the other lines of its file, and follows it where it goes", () => {
    const shelves = shelvesOf({
      "/cart.md": "- cart has pool-k3\n- cart is slow\n",
      "/till.md": "- till is slow\n- cart has pool-k3\n",
    });
    const [cart, till] = [shelves.get("cart"), shelves.get("till")];
    const line = till?.lines[1];
    if (!cart || !till || !line) throw new Error("a file is missing");
    expect(nameCosine(line, till)).toBe(0);
    expect(nameCosine(line, cart)).toBeCloseTo(3 / Math.sqrt(5 * 2), 9);
    reshelve(line, cart);
    expect([mentionsOf(cart, "pool-k3"), mentionsOf(till, "pool-k3")]).toEqual([2, 0]);
    expect(nameCosine(line, cart)).toBeCloseTo(3 / Math.sqrt(5 * 2), 9);
    expect(till.lines).toHaveLength(1);
  });
});
