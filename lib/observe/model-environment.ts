import { z } from "zod";
import { InvalidEnvironmentError } from "./invalid-environment-error";
import { webUrl } from "./web-url";

const positive = z.coerce.number("must be a number").positive("must be above 0");

/** `model=input/output` in US dollars for a million tokens each, several separated by commas. */
const prices = z
  .string()
  .transform((text) =>
    text.split(",").map((entry) => /^\s*(\S+?)\s*=\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/.exec(entry)),
  )
  .refine((entries) => entries.every((entry) => entry !== null), "must look like model=input/output,model=input/output")
  .transform((entries) =>
    entries.flatMap((entry) =>
      entry === null ? [] : [{ prefix: entry[1] ?? "", input: Number(entry[2]), output: Number(entry[3]) }],
    ),
  );

/** The variables that concern language models. */
export const modelVariables = {
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_BASE_URL: webUrl.optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: webUrl.optional(),
  REVERIE_DREAM_MAX_TOKENS: positive.int("must be a whole number").default(10_000_000),
  REVERIE_DREAM_MAX_COST: positive.optional(),
  REVERIE_MODEL_CONCURRENCY: positive.int("must be a whole number").max(64, "must be at most 64").default(4),
  REVERIE_MODEL_PRICES: prices.optional(),
};

const variables = z.object(modelVariables);

export type ModelEnvironment = ReturnType<typeof readModelEnvironment>;

/**
 * Where language models are and what they may cost. Read at each use, since the API and the worker are two module graphs
 * that share nothing but the process's variables; the start has checked them.
 */
export function readModelEnvironment(env: Readonly<Record<string, string | undefined>>) {
  const given = Object.fromEntries(
    Object.keys(modelVariables).flatMap((name) => (env[name]?.trim() ? [[name, env[name]]] : [])),
  );
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    throw new InvalidEnvironmentError(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
  }
  const values = parsed.data;
  return {
    anthropic: { apiKey: values.ANTHROPIC_API_KEY ?? null, baseUrl: values.ANTHROPIC_BASE_URL ?? null },
    openai: { apiKey: values.OPENAI_API_KEY ?? null, baseUrl: values.OPENAI_BASE_URL ?? null },
    /** What one dream may use at most; a dream's own budget can only be tighter. */
    maxTokens: values.REVERIE_DREAM_MAX_TOKENS,
    maxCost: values.REVERIE_DREAM_MAX_COST ?? null,
    concurrency: values.REVERIE_MODEL_CONCURRENCY,
    prices: values.REVERIE_MODEL_PRICES ?? [],
  };
}
