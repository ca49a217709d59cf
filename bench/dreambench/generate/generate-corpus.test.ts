import { describe, expect, it } from "vitest";
import { eventText } from "@/lib/dream/engine/event-text";
import { nullProcesses } from "../families/null-processes";
import dataOffice from "../packs/data-office.json";
import { vocabularyPack } from "../packs/pack";
import sreShop from "../packs/sre-shop.json";
import { type Corpus, type CorpusWish, generateCorpus } from "./generate-corpus";
import { eventIdOf } from "./import-corpus";
import { familyNames } from "./plant";

const packs = [sreShop, dataOffice].map((pack) => vocabularyPack.parse(pack));

async function corpusOf(pack: (typeof packs)[number], over: Partial<CorpusWish> = {}): Promise<Corpus> {
  return generateCorpus({ pack, seed: 3, families: familyNames, sessions: 8, eventsPerSession: [10, 20], ...over });
}

describe.each(packs)("generateCorpus with the pack $name", (pack) => {
  it("gives the same corpus for the same seed, and another for another", async () => {
    const [one, same, other] = [await corpusOf(pack), await corpusOf(pack), await corpusOf(pack, { seed: 4 })];
    const told = ({ transcripts, input, truth }: Corpus) =>
      JSON.stringify([transcripts.map(({ body }) => body), input, truth.plants, truth.probes, truth.traps]);
    expect(told(same)).toBe(told(one));
    expect(told(other)).not.toBe(told(one));
  });

  it("brings every step through the importers of all three forms, with its answer", async () => {
    const { transcripts, truth } = await corpusOf(pack, { sessions: 12 });
    expect(new Set(transcripts.map(({ session }) => session.format)).size).toBe(3);
    for (const { session } of transcripts) {
      for (const [index, { step }] of session.steps.entries()) {
        const isCut = session.isCutOff && index === session.steps.length - 1;
        const result = eventIdOf(truth.places, { step, part: "result" });
        expect(eventIdOf(truth.places, { step, part: "use" })).not.toBeNull();
        expect(result === null).toBe(step.kind !== "call" || isCut);
      }
    }
  });

  it("plants what it says: evidence names what the key names, and every line stands in its file", async () => {
    const { input, truth } = await corpusOf(pack, { sessions: 20 });
    const texts = new Map(
      input.sessions.flatMap(({ events }) => events.map(({ id, payload }) => [id, eventText(payload)])),
    );
    const files = new Map(input.memories.map(({ path, content }) => [path, content.split("\n")]));
    expect(new Set(truth.plants.map(({ family }) => family)).size).toBeGreaterThanOrEqual(8);
    for (const { key, evidence } of truth.plants) {
      for (const group of evidence) {
        const said = group.map((ref) => texts.get(eventIdOf(truth.places, ref) ?? "") ?? "").join("\n");
        if (key.kind === "correction") for (const word of [key.wrong, key.right]) expect(said).toContain(word);
        if (key.kind === "dead_reference") expect(said).toContain(key.reference);
        if (key.kind === "repeated_discovery") expect(said).toContain(key.answer);
        if (key.kind === "coordination") expect(said).toContain(key.entity);
      }
      const lines = "lines" in key ? key.lines : "line" in key ? [key.line] : [];
      for (const { path, text } of lines) expect(files.get(path)).toContain(text);
    }
    for (const [path, lines] of truth.lines)
      expect(lines.map(({ text }) => text)).toEqual(files.get(path)?.slice(0, -1));
  });

  it("counts lags as they happened: so many antecedents, so many of them followed", async () => {
    const { truth } = await corpusOf(pack, { families: ["F4"], sessions: 8 });
    const atMs = (type: string) => truth.events.filter((event) => event.type === type).map((event) => event.atMs);
    for (const { key, counts } of truth.plants) {
      if (key.kind !== "temporal_association") continue;
      const [first, second] = [atMs(key.antecedent), atMs(key.consequent)];
      const followed = first.filter((at) => second.some((other) => other > at && other < at + 2 * 3_600_000));
      expect(counts).toEqual({ occurrences: followed.length, opportunities: first.length });
    }
  });

  it.each(nullProcesses)("plants nothing in a null world of %s", async (nullProcess) => {
    const { truth } = await corpusOf(pack, { families: [], nullProcess });
    expect(truth.plants).toEqual([]);
    expect(new Set(truth.events.map(({ type }) => type)).size).toBeGreaterThanOrEqual(10);
  });
});
