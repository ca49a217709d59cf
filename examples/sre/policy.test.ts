import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type AlertBriefing, type Answer, type Move, mounts } from "./agent";
import { watch } from "./other-roles";
import { openSystems } from "./systems";
import { triage } from "./triage";
import { type Alert, makeWorld, momentOf } from "./world";

const room = import.meta.dirname;
const world = makeWorld({ seed: 1 });

/** The files of this folder that one imports at run time; types are gone by then. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(room, file), "utf8");
  return [...source.matchAll(/^import (?!type )(.+?) from "(.+?)";/gms)].flatMap(([, names = "", from = ""]) => {
    const isOnlyTypes =
      /^\{[^}]*\}$/s.test(names) &&
      names
        .replace(/[{}\s]/g, " ")
        .split(",")
        .every(isType);
    return isOnlyTypes ? [] : [from.startsWith("./") ? `${from.slice(2)}.ts` : from];
  });
}
const isType = (name: string): boolean => name.trim() === "" || name.trim().startsWith("type ");

function reachableFrom(files: readonly string[]): string[] {
  const seen = new Set(files);
  for (const file of seen) {
    if (file.endsWith(".ts")) for (const next of importsOf(file)) seen.add(next);
  }
  return [...seen].sort();
}

const memory = {
  "/alerts/payments-latency-p99.md": "# PaymentsLatencyP99\n\n",
  "/services/payments-api.md": "# payments-api\n\n- namespace: `payments`\n",
};
const learnt = {
  ...memory,
  "/alerts/payments-latency-p99.md": "# PaymentsLatencyP99\n\n- check: db-load\n",
  "/services/payments-api.md": "# payments-api\n\n- `payments` does not exist; use `pay-prod`\n",
};

/** What an agent does when its memory holds these texts: the answers come from the same systems each time. */
function movesWith(files: Readonly<Record<string, string>>, alert: Alert, act: typeof triage): Move[] {
  const systems = openSystems(world);
  const briefing: AlertBriefing = {
    agent: "triage-1",
    mounts: Object.values(mounts),
    now: () => momentOf(alert.minute),
    alert,
  };
  const work = act(briefing);
  const moves: Move[] = [];
  for (let step = work.next(); step.done !== true; step = work.next(answerTo(step.value))) moves.push(step.value);
  return moves;

  function answerTo(move: Move): Answer {
    if (move.tool === "bash") return { ...systems.run(move.input.command, alert.minute, alert), isConflict: false };
    if (move.tool === "board") return { text: "next: 101\n", isError: false, isConflict: false };
    if (move.tool === "say" || move.input.command === "create" || move.input.command === "write") return ok("");
    if (move.tool === "memory" && move.input.command === "search") return ok(linesOf(files, move.input.query));
    const text = files[move.input.path.replace(mounts.team, "")];
    return { text: text ?? "", isError: text === undefined, isConflict: false };
  }
}
const ok = (text: string): Answer => ({ text, isError: false, isConflict: false });
const linesOf = (files: Readonly<Record<string, string>>, word: string): string =>
  Object.values(files)
    .flatMap((text) => text.split("\n").filter((line) => line.includes(word)))
    .join("\n");

function alertOf(name: string): Alert {
  const found = world.alerts.find((alert) => alert.name === name && (name !== "PaymentsLatencyP99" || alert.causedBy));
  if (found === undefined) throw new Error("The world has this alert.");
  return found;
}

describe("the policy of the agents", () => {
  it("is code that reaches neither the truth of the world, nor a clock or chance of its own, nor who plays", () => {
    const files = reachableFrom(["triage.ts", "other-roles.ts"]);
    const policy = ["agent", "board", "coordinate", "handbook", "keep-notes", "other-roles", "read-notes", "triage"];
    expect(files).toEqual(policy.map((name) => `${name}.ts`));
    for (const file of files) {
      const source = readFileSync(join(room, file), "utf8");
      expect(source).not.toMatch(/\bimport\(|Math\.random|Date\.now|new Date\(\)|process\.|globalThis/);
    }
  });

  it("makes the same moves whenever memory and systems say the same, and other ones only for another text", () => {
    const alert = alertOf("PaymentsLatencyP99");
    const plain = movesWith(memory, alert, triage);
    expect(movesWith({ ...memory }, alert, triage)).toEqual(plain);
    const informed = movesWith(learnt, alert, triage);
    expect(informed.length).toBeLessThan(plain.length);
    expect(JSON.stringify(plain)).toContain("-n payments ");
    expect(JSON.stringify(informed)).not.toContain("-n payments ");
  });

  it("prepares for what follows where a note tells it, and only there", () => {
    const cause = alertOf("LedgerCPUHigh");
    const commands = (files: Readonly<Record<string, string>>) =>
      movesWith(files, cause, watch).flatMap((move) => (move.tool === "bash" ? [move.input.command] : []));
    expect(commands(memory)).toEqual([]);
    const forecast = "- after: `LedgerCPUHigh` within 10-13 min: expect `PaymentsLatencyP99`\n";
    const preparation = "- prepare: `kubectl scale deploy/payments-api -n pay-prod --replicas 6`\n";
    const notes = { ...memory, "/alerts/payments-latency-p99.md": `# PaymentsLatencyP99\n\n${forecast}${preparation}` };
    expect(commands(notes)).toEqual([expect.stringContaining("kubectl scale deploy/payments-api -n pay-prod")]);
  });
});

describe("the world and its systems", () => {
  it("draw from their seed alone", () => {
    for (const file of reachableFrom(["world.ts", "systems.ts", "tasks.ts", "tally.ts"])) {
      if (!file.endsWith(".ts")) expect(file).toMatch(/^pure-rand\//);
      else expect(readFileSync(join(room, file), "utf8")).not.toMatch(/Math\.random|Date\.now|new Date\(\)|process\./);
    }
  });
});
