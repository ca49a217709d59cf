import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuMs } from "@/lib/text/testing/cpu-ms";
import { buildWorld } from "../engine/build-world";
import { buildInput, buildMemory } from "../engine/testing-builders";
import { conflictingFacts } from "./fact-conflicts";
import { type MemoryFact, memoryFacts } from "./memory-facts";
import { isSameKey, sameKeyFacts } from "./same-key-facts";

async function factsOf(files: readonly (readonly [path: string, content: string])[]): Promise<MemoryFact[]> {
  const memories = files.map(([path, content]) => buildMemory(path, content));
  return memoryFacts(await buildWorld(buildInput({ memories }), async () => {}));
}

/** Groups without an index: each fact is held against every group. */
function clustersByTryingAll(facts: readonly MemoryFact[]): MemoryFact[][] {
  const clusters: MemoryFact[][] = [];
  for (const fact of facts) {
    const cluster = clusters.find((others) => others.every((other) => isSameKey(fact, other)));
    if (cluster) cluster.push(fact);
    else clusters.push([fact]);
  }
  return clusters;
}

const thing = fc.constantFrom("payments-api", "orders db", "cart", "billing", "orders-db-2", "");
const anyFile = fc
  .record({
    folder: fc.constantFrom("/", "/payments/", "/orders/"),
    stem: fc.constantFrom("cart", "payments-api", "notes", "orders-db"),
    heading: thing,
    lines: fc.array(
      fc.tuple(thing, fc.constantFrom("owner", "timeout", "max timeout"), fc.constantFrom("30 s", "team-a", "Kim")),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ folder, stem, heading, lines }) => ({
    path: `${folder}${stem}`,
    content: `# ${heading || "Notes"}\n\n${lines.map(([name, key, value]) => `- ${`${name} ${key}`.trim()}: ${value}`).join("\n")}\n`,
  }));

describe("sameKeyFacts", () => {
  it("groups facts as trying every group does", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFile, { maxLength: 8 }), async (files) => {
        const facts = await factsOf(files.map(({ path, content }, at) => [`${path}-${at % 3}${at}.md`, content]));
        for (const head of new Set(facts.map(({ key }) => key.head))) {
          const own = facts.filter(({ key }) => key.head === head);
          expect(sameKeyFacts(own)).toEqual(clustersByTryingAll(own));
        }
      }),
      { numRuns: 25 },
    );
  });

  it("costs in proportion to the facts, so that a store of thousands of files can be read", async () => {
    const facts = await factsOf(
      Array.from({ length: 200 }, (_, at) => [
        `/services/unit-${at}x.md`,
        `# unit-${at}x\n\n- owner: team-${at % 7}\n- unit-${at}x timeout: ${at % 9} s\n- max retries: ${at % 5}\n`,
      ]),
    );
    const costOf = (some: readonly MemoryFact[]) => {
      const times = Array.from({ length: 2 }, () => {
        const started = cpuMs();
        conflictingFacts(some);
        return cpuMs() - started;
      });
      return Math.min(...times);
    };
    costOf(facts);
    expect(facts.length).toBeGreaterThanOrEqual(500);
    expect(costOf(facts)).toBeLessThan(Math.max(100, 9 * costOf(facts.slice(0, facts.length / 4))));
  });
});
