import { appendFile, readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { EngineInput } from "@/lib/dream/engine/engine-input";
import { runEngine } from "@/lib/dream/engine/run-engine";
import { findAssociations } from "@/lib/dream/statistics/find-associations";
import { nullProcesses } from "./families/null-processes";
import { type CorpusWish, generateCorpus, renamed } from "./generate/generate-corpus";
import { type Family, familyNames } from "./generate/plant";
import { Random } from "./generate/random";
import { type Ablation, ablations } from "./guards/ablations";
import { countFalseLinks } from "./guards/count-false-links";
import { printAblations } from "./guards/print-ablations";
import { measureCosts } from "./measure-costs";
import { measureRealData } from "./measure-real-data";
import dataOffice from "./packs/data-office.json";
import { vocabularyPack } from "./packs/pack";
import sreShop from "./packs/sre-shop.json";
import { aggregate } from "./score/aggregate";
import { applySelection } from "./score/apply-selection";
import { type CorpusResult, corpusResult } from "./score/corpus-result";
import { gatesOf } from "./score/gates";
import { isIdempotent, measureStability } from "./score/measure-stability";
import { printFaults, printTables } from "./score/print-tables";
import { readMemory } from "./score/read-memory";
import { type Engine, scoreOutput } from "./score/score-corpus";

const packs = [sreShop, dataOffice].map((pack) => vocabularyPack.parse(pack));
const firstNullSeed = 10_000;
const firstAblationSeed = 20_001;

interface Tools {
  bundleWithout: (
    ablation: Ablation,
    index: number,
  ) => Promise<{ runEngine: Engine; findAssociations: typeof findAssociations }>;
  costProgram: string;
  transcripts: string;
}

interface Plan {
  families: Family[];
  seeds: number[];
  nulls: number;
  sessions: readonly number[];
  eventsPerSession: readonly [number, number];
  /** Every how many corpora the dream is run again in all the ways that must not matter. */
  stableEvery: number;
  ablationSeeds: number;
  /** Worlds without any link for each guard against false ones. */
  ablationWorlds: number;
  hasCosts: boolean;
  hasRealData: boolean;
}

/**
 * Measures what dreams propose against worlds whose truth is known, prints the tables, and says whether every release gate that was
 * measured is met. With `--resume FILE` each corpus is noted in the file as it is done, and what is noted is not run again.
 */
export async function runDreamBench(args: string[], tools: Tools): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: "boolean", default: false },
      families: { type: "string" },
      seeds: { type: "string" },
      nulls: { type: "string" },
      resume: { type: "string" },
      "without-ablations": { type: "boolean", default: false },
      "without-costs": { type: "boolean", default: false },
    },
  });
  const plan = planOf(values);
  const known = await readResults(values.resume);
  const note = async (result: CorpusResult) => {
    known.set(keyOf(result), result);
    if (values.resume) await appendFile(values.resume, `${JSON.stringify(result)}\n`);
  };
  const planted = plan.seeds.map((seed) => plantedWish(plan, seed));
  const nulls = Array.from({ length: plan.nulls }, (_, index) => nullWish(firstNullSeed + index));
  const results: CorpusResult[] = [];
  for (const [index, wish] of [...planted, ...nulls].entries()) {
    const isDeep = wish.nullProcess === undefined && index % plan.stableEvery === 0;
    const result = known.get(keyOfWish(wish, null)) ?? (await measure(runEngine, wish, null, isDeep));
    if (!known.has(keyOf(result))) await note(result);
    results.push(result);
    process.stderr.write(`\r${index + 1} of ${planted.length + nulls.length} corpora `);
  }
  process.stderr.write("\n");
  const summary = aggregate(results);
  console.log(`\n${printFaults(results)}\n`);
  console.log(printTables(summary));
  if (plan.ablationSeeds > 0) console.log(`\n${await ablate(plan, tools, known, note)}`);
  if (plan.hasRealData) console.log(`\n${await measureRealData(tools.transcripts)}`);
  if (plan.hasCosts) console.log(`\n${await measureCosts(tools.costProgram)}`);
  return gatesOf(summary).every(({ isPassed }) => isPassed !== false);
}

function planOf(values: Record<string, string | boolean | undefined>): Plan {
  const isQuick = values.quick === true;
  const families =
    typeof values.families === "string"
      ? familyNames.filter((family) => String(values.families).split(",").includes(family))
      : [...familyNames];
  const [first = 1, last = first] = String(values.seeds ?? (isQuick ? "1-6" : "1-40"))
    .split("-")
    .map(Number);
  return {
    families,
    seeds: Array.from({ length: last - first + 1 }, (_, index) => first + index),
    nulls: Number(values.nulls ?? (isQuick ? 8 : 200)),
    sessions: isQuick ? [8, 20] : [8, 20, 50, 100],
    eventsPerSession: isQuick ? [30, 60] : [30, 200],
    stableEvery: isQuick ? 6 : 8,
    ablationSeeds: isQuick || values["without-ablations"] === true ? 0 : 6,
    ablationWorlds: 200,
    hasCosts: !isQuick && values["without-costs"] !== true,
    hasRealData: !isQuick,
  };
}

function packOf(seed: number) {
  return packs[seed % packs.length] ?? vocabularyPack.parse(sreShop);
}

function plantedWish({ families, sessions, eventsPerSession }: Plan, seed: number): CorpusWish {
  const count = new Random(seed, "size").pick(sessions);
  return { pack: packOf(seed), seed, families, sessions: count, eventsPerSession };
}

function nullWish(seed: number): CorpusWish {
  const nullProcess = nullProcesses[seed % nullProcesses.length] ?? "poisson";
  const sessions = new Random(seed, "size").pick([8, 14, 20]);
  return { pack: packOf(seed >> 2), seed, families: [], sessions, eventsPerSession: [8, 16], nullProcess };
}

/** Runs one dream over one corpus and holds it against the truth. */
async function measure(
  engine: Engine,
  wish: CorpusWish,
  without: string | null,
  isDeep: boolean,
): Promise<CorpusResult> {
  const corpus = await generateCorpus(wish);
  const startedAt = performance.now();
  const output = await engine(corpus.input);
  const milliseconds = Math.round(performance.now() - startedAt);
  const { input, truth } = corpus;
  const tierOf = new Map(output.insights.map(({ identity, tier }) => [identity, tier]));
  const stores = {
    "before the dream": applySelection(input, output, () => false),
    "all approved": applySelection(input, output, () => true),
    "exact tier approved": applySelection(input, output, (_, keys) => keys.every((key) => tierOf.get(key) === "exact")),
    "a random half approved": applySelection(input, output, halfOf(wish.seed)),
  };
  return {
    ...scoreOutput(corpus, output),
    without,
    stable: isDeep ? await measureStability(engine, input, output, await irrelevantSessions(wish)) : null,
    idempotent: wish.nullProcess === undefined && without === null ? await isIdempotent(engine, input, output) : null,
    readings: Object.fromEntries(
      Object.entries(stores).map(([name, store]) => [name, readMemory(store, truth.probes)]),
    ),
    milliseconds,
  };
}

function halfOf(seed: number): () => boolean {
  const random = new Random(seed, "half");
  return () => random.chance(0.5);
}

/** Sessions of the other world, a fifth as many: nothing in them is about this one. */
async function irrelevantSessions(wish: CorpusWish): Promise<EngineInput["sessions"]> {
  const sessions = Math.max(1, Math.round(wish.sessions / 5));
  const other = await generateCorpus({ ...wish, pack: packOf(wish.seed + 1), families: [], sessions });
  return renamed(other.input).sessions;
}

/** For each guard: its families with it and without it, over the same corpora. */
async function ablate(
  plan: Plan,
  tools: Tools,
  known: ReadonlyMap<string, CorpusResult>,
  note: (result: CorpusResult) => Promise<void>,
): Promise<string> {
  const rows = [];
  for (const [index, ablation] of ablations.entries()) {
    const families = ablation.families.filter((family) => plan.families.includes(family));
    if (families.length === 0) continue;
    const without = await tools.bundleWithout(ablation, index);
    const wishes = Array.from({ length: plan.ablationSeeds }, (_, seed) =>
      ablationWish(families, firstAblationSeed + seed),
    );
    const results = async (run: Engine, guard: string | null) => {
      const all: CorpusResult[] = [];
      for (const wish of wishes) {
        const name = `${guard ?? "nothing"}: ${families.join(",")}`;
        const result = known.get(keyOfWish(wish, name)) ?? (await measure(run, wish, name, false));
        if (!known.has(keyOf(result))) await note(result);
        all.push(result);
      }
      return aggregate(all);
    };
    rows.push({
      ablation: { ...ablation, families },
      before: await results(runEngine, null),
      after: await results(without.runEngine, ablation.guard),
      falseLinks: ablation.against
        ? {
            worlds: plan.ablationWorlds,
            before: countFalseLinks(findAssociations, ablation.against, plan.ablationWorlds),
            after: countFalseLinks(without.findAssociations, ablation.against, plan.ablationWorlds),
          }
        : null,
    });
    process.stderr.write(`\r${index + 1} of ${ablations.length} guards `);
  }
  process.stderr.write("\n");
  return printAblations(rows);
}

function ablationWish(families: readonly Family[], seed: number): CorpusWish {
  const shared = { pack: packOf(seed), seed, families };
  // Traps of workflows take sessions of their own, and chance needs room to be mistaken for a step.
  if (families.includes("F12")) return { ...shared, sessions: 70, eventsPerSession: [50, 150] };
  const sessions = families.includes("F10") ? 50 : new Random(seed, "size").pick([12, 20]);
  return { ...shared, sessions, eventsPerSession: [20, 40] };
}

function keyOf({ pack, seed, nullProcess, without, sessions }: CorpusResult): string {
  return JSON.stringify([pack, seed, nullProcess, without, sessions]);
}

function keyOfWish({ pack, seed, nullProcess, sessions }: CorpusWish, without: string | null): string {
  return JSON.stringify([pack.name, seed, nullProcess ?? null, without, sessions]);
}

async function readResults(path: string | undefined): Promise<Map<string, CorpusResult>> {
  const text = path ? await readFile(path, "utf8").catch(() => "") : "";
  const results = text
    .split("\n")
    .filter(Boolean)
    .map((line) => corpusResult.parse(JSON.parse(line)));
  return new Map(results.map((result) => [keyOf(result), result]));
}
