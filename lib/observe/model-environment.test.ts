import { describe, expect, it } from "vitest";
import type { InvalidEnvironmentError } from "./invalid-environment-error";
import { readModelEnvironment } from "./model-environment";

describe("readModelEnvironment", () => {
  it("knows no endpoint and a bound on tokens when nothing is set", () => {
    expect(readModelEnvironment({ OPENAI_BASE_URL: " " })).toEqual({
      anthropic: { apiKey: null, baseUrl: null },
      openai: { apiKey: null, baseUrl: null },
      maxTokens: 10_000_000,
      maxCost: null,
      concurrency: 4,
      prices: [],
    });
  });

  it("reads prices by the beginning of a model's id", () => {
    expect(readModelEnvironment({ REVERIE_MODEL_PRICES: "gpt-oss=0.1/0.5, llama = 0/0" }).prices).toEqual([
      { prefix: "gpt-oss", input: 0.1, output: 0.5 },
      { prefix: "llama", input: 0, output: 0 },
    ]);
  });

  it("names each variable that cannot be used", () => {
    const env = { OPENAI_BASE_URL: "localhost:11434", REVERIE_MODEL_PRICES: "cheap", REVERIE_DREAM_MAX_COST: "0" };
    let problems: readonly string[] = [];
    try {
      readModelEnvironment(env);
    } catch (error) {
      problems = (error as InvalidEnvironmentError).problems;
    }
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
      "OPENAI_BASE_URL",
      "REVERIE_DREAM_MAX_COST",
      "REVERIE_MODEL_PRICES",
    ]);
  });
});
