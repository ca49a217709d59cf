import { compareWithFiles } from "./compare-with-files";
import { measureDuringDream } from "./during-dream";
import { measureGrowth } from "./growth";
import { median } from "./median";
import type { Load } from "./run-load";
import { type Bench, type Programs, startSubjects } from "./start-subjects";
import type { Subject } from "./subject";
import { createMemories, getMemory, listPage, updateDistinct, updateHot, type Workload } from "./workloads";

interface Target {
  workload: Workload;
  /** The least ratio to the control, or for a latency the largest. */
  bound: { kind: "rate"; least: number } | { kind: "p99"; most: number };
}

const targets: Target[] = [
  { workload: getMemory(16), bound: { kind: "rate", least: 0.6 } },
  { workload: updateDistinct, bound: { kind: "rate", least: 0.8 } },
  { workload: createMemories, bound: { kind: "rate", least: 0.7 } },
  { workload: listPage, bound: { kind: "rate", least: 0.6 } },
  { workload: updateHot, bound: { kind: "rate", least: 0.9 } },
  { workload: getMemory(64), bound: { kind: "p99", most: 3 } },
];

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const roundMs = Number(process.env.BENCH_ROUND_MS ?? 3000);
const memoryCount = Number(process.env.BENCH_MEMORIES ?? 10_000);
const only = process.env.BENCH_ONLY ?? "";

/** Prints one table of both servers, measured turn about. */
export async function runBench(programs: Programs): Promise<void> {
  const bench = await startSubjects(programs, memoryCount);
  try {
    print(`${memoryCount} memories, ${rounds} rounds of ${roundMs} ms, turn about; medians\n`);
    print("| work | reverie /s | control /s | ratio | target | p99 ms (reverie, control) |");
    print("| --- | --- | --- | --- | --- | --- |");
    for (const target of targets) {
      if (target.workload.name.includes(only)) await measure(bench, target);
    }
    if (only === "" || only === "growth") {
      const large = await measureGrowth(bench, print);
      await compareWithFiles(bench, large, print);
    }
    if (only === "" || only === "dream") await measureDuringDream(bench, print);
  } finally {
    await bench.stop();
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function measure(bench: Bench, { workload, bound }: Target): Promise<void> {
  const loads = new Map<Subject["name"], Load[]>([
    ["reverie", []],
    ["control", []],
  ]);
  for (const subject of [bench.reverie, bench.control]) await workload.run(subject, roundMs / 3);
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? [bench.reverie, bench.control] : [bench.control, bench.reverie];
    for (const subject of order) loads.get(subject.name)?.push(await workload.run(subject, roundMs));
  }
  const [ours, theirs] = [loads.get("reverie") ?? [], loads.get("control") ?? []];
  const [rate, controlRate] = [ours, theirs].map((list) => median(list.map((load) => load.perSecond))) as [
    number,
    number,
  ];
  const [p99, controlP99] = [ours, theirs].map((list) => median(list.map((load) => load.p99Ms))) as [number, number];
  const [ratio, target, reached] =
    bound.kind === "rate"
      ? [rate / controlRate, `≥ ${bound.least}`, rate / controlRate >= bound.least]
      : [p99 / controlP99, `p99 ≤ ${bound.most}`, p99 / controlP99 <= bound.most];
  const cells = [
    workload.name,
    rate.toFixed(0),
    controlRate.toFixed(0),
    ratio.toFixed(2),
    `${target} ${reached ? "reached" : "MISSED"}`,
    `${p99.toFixed(1)}, ${controlP99.toFixed(1)}`,
  ];
  print(`| ${cells.join(" | ")} |`);
  if (workload.name.includes("hot"))
    print(`  slowest writer ${fairness(ours)} × the mean (control ${fairness(theirs)})`);
}

function fairness(loads: Load[]): string {
  const shares = loads.map(({ perConnection }) => {
    const mean = perConnection.reduce((sum, count) => sum + count, 0) / perConnection.length;
    return Math.min(...perConnection) / mean;
  });
  return median(shares).toFixed(2);
}
