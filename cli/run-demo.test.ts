import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import type { Demo } from "@/lib/contract/demo";
import { buildDemo } from "@/lib/contract/testing/build-demo";
import { runInTerminal } from "./testing/terminal";

const demo = buildDemo({ day: 2, session_count: 12 });
let close: () => void = () => undefined;
afterEach(() => close());

/** A server that answers each look at the demo with the next state. */
async function serverOf(
  states: (Demo | null)[],
  refusal: { status: number; body: object } | null = null,
): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((req, res) => {
    asked.push(`${req.method} ${req.url}`);
    res.statusCode = refusal?.status ?? 200;
    const state = req.method === "GET" && states.length > 1 ? states.shift() : states[0];
    res
      .setHeader("content-type", "application/json")
      .end(JSON.stringify(refusal?.body ?? { type: "demo_state", demo: state }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () => void server.close();
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

it("follows the demo to its dream and prints where that can be reviewed", async () => {
  const { url, asked } = await serverOf([demo, { ...demo, status: "ready", dream_id: "dream_1" }]);
  const result = await runInTerminal(["demo", "--url", url], { apiKey: "x" });
  expect(result).toMatchObject({ exitCode: 0 });
  expect(result.stdout.toString()).toBe(`${url}/dreams/dream_1\n`);
  expect(result.stderr).toContain("Day 2 of 10");
  expect(asked[0]).toBe("POST /v1/demo");
});

it("skips agents of a language model where the server has none, and says so", async () => {
  const message = "No language model is configured.";
  const error = { type: "invalid_request_error", message, reverie: { reason: "no_model" } };
  const { url, asked } = await serverOf([demo], { status: 400, body: { type: "error", error, request_id: null } });
  const skipped = await runInTerminal(["demo", "--agents", "model", "--url", url], { apiKey: "x" });
  expect(skipped).toMatchObject({ exitCode: 0, stderr: "" });
  expect(skipped.stdout.toString()).toBe(`Skipped: ${message}\n`);
  expect(asked).toEqual(["POST /v1/demo"]);
  expect(await runInTerminal(["demo", "--agents", "people", "--url", url], { apiKey: "x" })).toMatchObject({
    exitCode: 2,
  });
});

it("plays the later days once more, and prints what the review changed", async () => {
  const measure = { name: "calls", title: "tool calls, an alert", better: "less" as const, digits: 1 };
  const comparison = [{ ...measure, without_memory: null, without_dream: 8.74, with_dream: 4.81 }];
  const { url, asked } = await serverOf([
    { ...demo, status: "replaying", day: 7 },
    { ...demo, status: "compared", comparison },
  ]);
  const result = await runInTerminal(["demo", "--replay", "--url", url], { apiKey: "x" });
  expect(result).toMatchObject({ exitCode: 0 });
  expect(result.stderr).toContain("Day 7 of 10");
  expect(result.stdout.toString()).toBe(
    [
      "days 6 to 10          no memory  no dream  as approved",
      "tool calls, an alert          -       8.7          4.8\n",
    ].join("\n"),
  );
  expect(asked[0]).toBe("POST /v1/demo/replay");
});

it("says why a demo broke off, and takes one away", async () => {
  const { url, asked } = await serverOf([{ ...demo, status: "failed", message: "The disk is full." }]);
  const failed = await runInTerminal(["demo", "--url", url], { apiKey: "x" });
  expect(failed).toMatchObject({ exitCode: 1 });
  expect(failed.stderr).toContain("The disk is full.");
  expect(await runInTerminal(["demo", "--remove", "--url", url], { apiKey: "x" })).toMatchObject({ exitCode: 0 });
  expect(asked.at(-1)).toBe("DELETE /v1/demo");
  expect(await runInTerminal(["demo", "now"], { apiKey: "x" })).toMatchObject({ exitCode: 2 });
});
