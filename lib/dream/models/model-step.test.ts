import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DreamFailure } from "../dream-failure";
import { ModelBudget, noUsage } from "./model-budget";
import { ModelError } from "./model-error";
import { askModel, type ModelStep, type StepContext, type StepEnd } from "./model-step";
import type { ModelRequest } from "./request-model";
import { keptInMemory, quickLimits } from "./testing/run-fault";

const schema = z.object({ observations: z.array(z.number()) });
const usage = { ...noUsage, input_tokens: 100, output_tokens: 10 };

const step: ModelStep<typeof schema> = {
  name: "map",
  subject: { session_id: "sesn_1" },
  system: "Step: map",
  prompt: "data",
  schema,
  sessionIds: ["sesn_1"],
  readsMemory: false,
  vote: 1,
  weigh: ({ observations }) => ({ observations: observations.length }),
};

/** Replies in turn; a function throws instead. */
function openContext(replies: (string | Error)[], over: Partial<StepContext> = {}) {
  const requests: ModelRequest[] = [];
  const ends: StepEnd[] = [];
  const context: StepContext = {
    model: {
      request: async (request) => {
        requests.push(request);
        const reply = replies.shift() ?? "{}";
        if (reply instanceof Error) throw reply;
        return { text: reply, usage };
      },
    },
    modelId: "tiny-1",
    budget: new ModelBudget(noUsage, { maxTokens: 1_000_000, maxCost: null }, null),
    results: keptInMemory(),
    journal: {
      start: async () => async (end) => {
        ends.push(end);
      },
      reuse: async () => undefined,
    },
    limits: quickLimits,
    signal: new AbortController().signal,
    ...over,
  };
  return { context, requests, ends };
}

const right = '{"observations":[1,2]}';

describe("one question to the model", () => {
  it("is answered once and then remembered", async () => {
    const { context, requests, ends } = openContext([right]);
    expect(await askModel(step, context)).toEqual({ answer: { observations: [1, 2] } });
    expect(await askModel(step, context)).toEqual({ answer: { observations: [1, 2] } });
    expect(requests).toHaveLength(1);
    expect(ends).toMatchObject([
      { outcome: "answered", usage, details: { observations: 2 }, retries: 0, repaired: false },
    ]);
  });

  it("is asked again for another model, vote or text", async () => {
    const { context, requests } = openContext([right, right, right, right]);
    await askModel(step, context);
    await askModel({ ...step, vote: 2 }, context);
    await askModel({ ...step, prompt: "other data" }, context);
    await askModel(step, { ...context, modelId: "tiny-2" });
    expect(requests).toHaveLength(4);
  });

  it("complains once about an answer that cannot be read, without repeating what stood in it", async () => {
    const { context, requests, ends } = openContext(['{"observations":["the secret"]}', right]);
    expect(await askModel(step, context)).toEqual({ answer: { observations: [1, 2] } });
    expect(requests[1]?.turns.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(requests[1]?.turns[2]?.text).toContain("observations.0");
    expect(requests[1]?.turns[2]?.text).not.toContain("secret");
    expect(ends).toMatchObject([{ outcome: "answered", repaired: true, usage: { input_tokens: 200 } }]);
  });

  it("gives up after the second unreadable answer, and keeps none of them", async () => {
    const { context, ends } = openContext(["no", "no", right]);
    expect(await askModel(step, context)).toMatchObject({ answer: null });
    expect(ends).toMatchObject([{ outcome: "malformed", usage: { input_tokens: 200 } }]);
    expect(await askModel(step, context)).toMatchObject({ answer: { observations: [1, 2] } });
  });

  it("takes an answer that stands in a code block", async () => {
    const { context } = openContext([`\`\`\`json\n${right}\n\`\`\``]);
    expect(await askModel(step, context)).toEqual({ answer: { observations: [1, 2] } });
  });

  it("waits out refusals, and goes without an answer where they do not end", async () => {
    const busy = () =>
      new ModelError("retry", { status: 429, retryAfterMs: 0, message: "The endpoint answered with 429." });
    const patient = openContext([busy(), busy(), right]);
    expect(await askModel(step, patient.context)).toMatchObject({ answer: { observations: [1, 2] } });
    expect(patient.ends).toMatchObject([{ retries: 2 }]);
    const refused = openContext([busy(), busy(), busy(), busy(), right]);
    expect(await askModel(step, refused.context)).toEqual({ answer: null, reason: "The endpoint answered with 429." });
    expect(refused.requests).toHaveLength(quickLimits.attempts);
  });

  it("does not try again what will never work, and says so when that holds for all questions", async () => {
    const tooLong = openContext([new ModelError("request", { status: 413, message: "413" })]);
    expect(await askModel(step, tooLong.context)).toEqual({ answer: null, reason: "413" });
    const noKey = openContext([new ModelError("endpoint", { status: 401, message: "401" })]);
    await expect(askModel(step, noKey.context)).rejects.toMatchObject({ scope: "endpoint" });
    expect(noKey.requests).toHaveLength(1);
  });

  it("stops at the budget before the request, and at a stop of the dream", async () => {
    const poor = openContext([right], { budget: new ModelBudget(noUsage, { maxTokens: 8_000, maxCost: null }, null) });
    await expect(askModel(step, poor.context)).rejects.toBeInstanceOf(DreamFailure);
    expect(poor.requests).toEqual([]);
    const stopped = openContext([right], { signal: AbortSignal.abort(new Error("stop")) });
    await expect(askModel(step, stopped.context)).rejects.toThrow("stop");
  });
});
