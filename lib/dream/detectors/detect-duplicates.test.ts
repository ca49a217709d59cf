import { describe, expect, it } from "vitest";
import type { EngineMemory } from "../engine/engine-input";
import { runEngine } from "../engine/run-engine";
import { buildInput, buildMemory } from "../engine/testing-builders";
import { addedLines, applyAll, expectSound, ofKind } from "../engine/testing-checks";

async function dream(memories: EngineMemory[]) {
  const input = buildInput({ memories });
  const output = await runEngine(input);
  expectSound(input, output);
  expect((await runEngine(applyAll(input, output))).changes).toEqual([]);
  return output;
}

const note = (...lines: string[]) =>
  buildMemory("/notes.md", `# Notes\n\n${lines.map((line) => `- ${line}`).join("\n")}\n`);

const dropped = async (memories: EngineMemory[]) =>
  ofKind(await dream(memories), "duplicate").map(({ subject }) => [
    subject.path,
    subject.lines,
    subject.kept_path,
    subject.kept,
  ]);

const statement =
  "After a failover of `ledger-db` wait 5 min before restarting checkout workers, or connections pile up.";

describe("detectDuplicates", () => {
  it("drops rewordings and a truncated copy, and keeps the fullest", async () => {
    const rewordings = [
      statement,
      "After a failover of ledger-db wait 5 min before restarting checkout workers, or connections pile up",
      "after a failover of `ledger-db`, please wait 5 min before restarting the checkout workers, or connections will pile up.",
      "After a failover of `ledger-db` wait 5 min before rebooting checkout workers, or connections pile up.",
      "After a failover of `ledger-db` wait 5 min before restarting",
      "Or connections pile up: after a failover of `ledger-db` wait 5 min before restarting checkout workers.",
    ];
    expect(await dropped([note("unrelated: ask the on-call first", ...rewordings)])).toEqual([
      [
        "/notes.md",
        [
          [4, 4],
          [5, 5],
          [7, 7],
          [8, 8],
          [9, 9],
        ],
        "/notes.md",
        [6, 6],
      ],
    ]);
  });

  it.each([
    ["a number changed", statement.replace("5 min", "15 min")],
    ["only the unit changed", statement.replace("5 min", "5 h")],
    ["a negation came in", statement.replace("wait 5 min", "do not wait 5 min")],
    ["a name changed", statement.replace("ledger-db", "orders-db")],
    ["the order turned", statement.replace("before", "after")],
    ["an environment was named", statement.replace("`ledger-db`", "`ledger-db` in staging")],
    ["another thing is meant", statement.replace("checkout workers", "search workers")],
  ])("keeps both where %s", async (_, twin) => {
    const others = [
      buildMemory("/services/checkout.md", "# checkout\n"),
      buildMemory("/services/search.md", "# search\n"),
    ];
    expect(await dropped([note(statement, twin), ...others])).toEqual([]);
  });

  const routine =
    "The nightly export of `sales_fact` must finish before 06:30, otherwise the morning report shows stale totals.";

  it.each([
    ["markup and full stop", routine, routine.replace(/`|\.$/g, "")],
    ["an opening", routine, `Remember: ${routine.replace("The", "the")}`],
    ["synonyms", routine, routine.replace("finish", "complete").replace("otherwise", "or else")],
    ["a cut with dots", routine, "The nightly export of `sales_fact` must finish before 06:30…"],
    [
      "clauses in another order",
      routine,
      "Otherwise the morning report shows stale totals: the nightly export of `sales_fact` must finish before 06:30.",
    ],
    [
      "a cause in the middle",
      "When `ranking` shows gaps, as the loader drops weekends silently, compare the raw extract of the last 65 days first.",
      "When `ranking` shows gaps, compare the raw extract of the last 65 days first, as the loader drops weekends silently.",
    ],
    [
      "another word for because",
      "Query `orders_daily` through the replica because the primary throttles long scans",
      "Query `orders_daily` through the replica since the primary slows long scans",
    ],
  ])("drops a copy that differs by %s", async (_, one, other) => {
    expect(await dropped([note(one, other)])).toHaveLength(1);
  });

  it("lets all rewordings of one statement go but the one that says what each of them says", async () => {
    const [lead, act, why] = [
      "After a bad rollout of `quotes`",
      "pin build 17 and announce it in the channel",
      "as the job brings it back",
    ];
    const rewordings = [
      `Please note: ${lead}, ${act}, ${why}.`,
      `${lead}, ${act}, ${why}`,
      `${lead}, ${why}, ${act}.`,
      `${lead}, pin build 17 and post it in the channel, ${why}.`,
    ];
    const [only, ...more] = await dropped([note(...rewordings)]);
    expect(only?.[1]).toHaveLength(3);
    expect(more).toEqual([]);
  });

  const deploys = "Deploys to the `eu` cluster need approval from ops on weekdays";

  it.each([
    ["a time", routine, routine.replace("06:30", "07:30")],
    ["no longer", routine, routine.replace("must finish", "no longer needs to finish")],
    ["a contraction", routine, routine.replace("must finish", "needn't finish")],
    ["hardly ever", deploys, deploys.replace("need", "hardly ever need")],
    ["cease to", deploys, deploys.replace("need approval", "cease to need approval")],
    ["a region", deploys, deploys.replace("eu", "us")],
    ["may for must", routine, routine.replace("must", "may")],
    [
      "two things that changed places",
      "Query `orders_daily` through the replica because the primary throttles long scans",
      "Query `orders_daily` through the primary because the replica throttles long scans",
    ],
    ["cause and effect", "If the feed lags then the ledger drifts", "If the ledger drifts then the feed lags"],
    [
      "a person",
      "Ask Priya for access when the token of finance expires",
      "Ask Tomas for access when the token of finance expires",
    ],
    [
      "unless",
      "Refresh the ledger snapshot daily if the feed is late",
      "Refresh the ledger snapshot daily unless the feed is late",
    ],
  ])("keeps both of a pair that differs by %s", async (_, one, other) => {
    expect(await dropped([note(one, other)])).toEqual([]);
  });

  it("keeps roles apart that only the order of names tells", async () => {
    expect(
      await dropped([
        note(
          "ledger-db calls payments-api on every settled order",
          "payments-api calls ledger-db on every settled order",
        ),
      ]),
    ).toEqual([]);
  });

  it("keeps the same words under two services, two environments and in two procedures", async () => {
    const text = (one: string, other: string, line: string) =>
      `# x\n\n## ${one}\n\n${line}\n\n## ${other}\n\n${line}\n`;
    const step = "1. Restart the workers with `kubectl rollout restart` and wait until all are ready";
    expect(
      await dropped([buildMemory("/a.md", text("payments-api", "search-svc", "- replicas: 3 by default"))]),
    ).toEqual([]);
    expect(await dropped([buildMemory("/b.md", text("prod", "stage", `- ${statement}`))])).toEqual([]);
    expect(await dropped([buildMemory("/c.md", text("CacheCrashLoop", "ReplicaLag", step))])).toEqual([]);
  });

  it("keeps records of two days, and merges the same lesson noted on two days", async () => {
    const day = (line: string) =>
      buildMemory("/log.md", `# Log\n\n## 2026-03-02\n\n- ${line}\n\n## 2026-03-04\n\n- ${line}\n`);
    expect(await dropped([day("Restarted cache-7 and cleared the ring of stale members")])).toEqual([]);
    expect(await dropped([day(statement)])).toEqual([["/log.md", [[5, 5]], "/log.md", [9, 9]]]);
  });

  it("works across files and tells where the other stands", async () => {
    const output = await dream([buildMemory("/learnings.md", `# Learnings\n\n- ${statement}\n`), note(statement)]);
    expect(ofKind(output, "duplicate").map(({ subject }) => subject)).toEqual([
      { path: "/notes.md", lines: [[3, 3]], kept_path: "/learnings.md", kept: [3, 3] },
    ]);
    expect(output.changes).toMatchObject([
      { path: "/notes.md", risk: "high", risk_reasons: ["removes 1 line (said in /learnings.md line 3)"] },
    ]);
  });

  it("keeps the copy in a frozen file and leaves that file as it is", async () => {
    const frozen = buildMemory("/z.md", `---\ndream: frozen\n---\n- ${statement}\n`);
    expect(await dropped([note(statement), frozen])).toEqual([["/notes.md", [[3, 3]], "/z.md", [4, 4]]]);
  });

  it("keeps a list item that others are nested in", async () => {
    const nested = buildMemory("/a.md", `# A\n\n- ${statement}\n  - and tell the on-call\n- ${statement}\n`);
    expect(await dropped([nested])).toEqual([["/a.md", [[5, 5]], "/a.md", [3, 3]]]);
  });

  it("finishes in one dream where list items can go only after what is nested in them", async () => {
    const item = `- ${statement}\n`;
    const nested = "  - and tell the on-call before you start\n";
    const content = `# A\n${item}${item}${nested}${item}${nested}`;
    const output = await dream([buildMemory("/a.md", content)]);
    expect(output.changes[0]?.proposed?.content).toBe(`# A\n${item}${nested}`);
    expect(new Set(output.insights.map(({ identity }) => identity)).size).toBe(output.insights.length);
  });

  it("takes a paragraph away with its blank line", async () => {
    const output = await dream([
      buildMemory("/a.md", `# A\n\n${statement}\n\nOther words stand here.\n\n${statement}\n\nThe end of it.\n`),
    ]);
    expect(output.changes[0]?.proposed?.content).toBe(
      `# A\n\n${statement}\n\nOther words stand here.\n\nThe end of it.\n`,
    );
    expect(addedLines(output)).toEqual([]);
  });

  const originals = [
    "The search cluster needs 12 GB heap; less than that makes the reindex job stall.",
    "When `queue-worker` reports lag above 500, scale it to 6 replicas and drain the dead letters.",
    "Deploys to eu-west-1 must wait for the canary to stay green for 20 minutes.",
    "The billing export writes to s3://finance-drop/daily and the file appears around 04:30.",
    "The vendor API allows 60 requests per minute and answers with 429 beyond that.",
    "Logs of the auth proxy are kept for 14 days in the cold bucket.",
  ];
  const kinds: [string, (text: string) => string][] = [
    ["other signs", (text) => text.replace(/\.$/, "").replaceAll("`", "").toLowerCase()],
    ["words added", (text) => `Note that ${text.replace(/\.$/, " as we saw again.")}`],
    ["the end cut off", (text) => text.split(" ").slice(0, 9).join(" ")],
    [
      "another verb",
      (text) =>
        text.replace(/ (needs|reports|must|appears|allows|kept) /, (verb) => ` ${synonyms.get(verb.trim()) ?? ""} `),
    ],
  ];
  const synonyms = new Map([
    ["needs", "requires"],
    ["reports", "shows"],
    ["must", "should"],
    ["appears", "arrives"],
    ["allows", "permits"],
    ["kept", "retained"],
  ]);

  it.each(kinds)("recognises a statement with %s among others of its kind", async (_, reword) => {
    for (const original of originals) {
      const found = await dropped([note(...originals, reword(original))]);
      expect(found, reword(original)).toHaveLength(1);
    }
  });

  it.each([
    ["search cluster", "chat cluster"],
    ["billing export", "tax export"],
    ["vendor API", "partner API"],
    ["auth proxy", "mail proxy"],
    ["canary", "sandbox"],
  ])("keeps %s and %s apart, though nothing else tells that they are things", async (one, other) => {
    const twins = originals.map((text) => text.replace(one, other)).filter((text) => !originals.includes(text));
    expect(await dropped([note(...originals, ...twins)])).toEqual([]);
  });
});
