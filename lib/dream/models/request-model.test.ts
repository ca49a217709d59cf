import { createServer } from "node:http";
import { beforeEach, describe, expect, it } from "vitest";
import { mapAnswer } from "./answer-schemas";
import { modelEndpoints } from "./model-endpoint";
import { within } from "./model-requests";
import { openModel } from "./request-model";
import { endpointAt, quickLimits } from "./testing/run-fault";
import { scriptedUsage } from "./testing/scripted-model-server";
import { useScriptedModel } from "./testing/use-scripted-model";

const server = useScriptedModel();
const signal = new AbortController().signal;
const request = {
  system: "Step: map",
  turns: [{ role: "user" as const, text: "data" }],
  schema: mapAnswer,
  maxOutputTokens: 50,
};
const answer = { observations: [] };

beforeEach(() => {
  server.asked.length = 0;
  server.brain = () => ({ answer });
});

describe.each(["anthropic", "openai"] as const)("a request over the %s protocol", (protocol) => {
  const model = (id = protocol === "anthropic" ? "claude-haiku-4-5" : "tiny-1") =>
    openModel(endpointAt(server, protocol), id);

  it("is streamed, at temperature 0, with the schema, and comes back with its tokens", async () => {
    const { text, usage } = await model().request(request, signal, quickLimits);
    expect(JSON.parse(text)).toEqual(answer);
    expect(usage.output_tokens).toBe(scriptedUsage.output);
    expect(usage.cache_read_input_tokens).toBe(scriptedUsage.cacheRead);
    const [asked] = server.asked;
    expect(asked).toMatchObject({ isStreamed: true, body: { temperature: 0, max_tokens: 50 } });
    expect(JSON.stringify(asked?.body)).toContain("observations");
  });

  it("tells by the status whether trying again can help", async () => {
    const scopes: Record<number, string> = {
      400: "request",
      401: "endpoint",
      404: "endpoint",
      413: "request",
      429: "retry",
      500: "retry",
      529: "retry",
    };
    for (const [status, scope] of Object.entries(scopes)) {
      server.brain = () => ({ status: Number(status), headers: { "retry-after": "7" }, message: "private words" });
      const failure = await model()
        .request(request, signal, quickLimits)
        .catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: "model_error", scope, status: Number(status), retryAfterMs: 7_000 });
      expect((failure as Error).message).not.toContain("private");
    }
  });

  it("goes without temperature or schema where the endpoint does not take them, and remembers that", async () => {
    server.brain = ({ body }) => {
      if ("temperature" in body) return { status: 400, message: "temperature is not supported" };
      if ("response_format" in body || "output_config" in body)
        return { status: 400, message: "no response_format, no output_config here" };
      return { answer };
    };
    const open = model();
    await open.request(request, signal, quickLimits);
    const asked = server.asked.length;
    expect(asked).toBeGreaterThan(1);
    await open.request(request, signal, quickLimits);
    expect(server.asked).toHaveLength(asked + 1);
  });

  it("ends when nothing comes, when the connection breaks, and at once when the dream stops", async () => {
    server.brain = () => ({ silentMs: 3_000 });
    const started = performance.now();
    await expect(model().request(request, signal, { ...quickLimits, idleMs: 50 })).rejects.toMatchObject({
      scope: "retry",
    });
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error("canceled")), 50);
    await expect(model().request(request, stop.signal, quickLimits)).rejects.toThrow("canceled");
    expect(performance.now() - started).toBeLessThan(2_500);
    server.brain = () => ({ brokenAnswer: { observations: [] } });
    await expect(model().request(request, signal, quickLimits)).rejects.toMatchObject({ scope: "retry" });
  });
});

describe("what leaves the installation", () => {
  it("goes to the configured addresses alone, and follows no redirect", async () => {
    const [endpoint] = modelEndpoints({ OPENAI_BASE_URL: "http://models.example/v1/" });
    expect(endpoint).toMatchObject({ baseUrl: "http://models.example/v1", isLocal: false });
    if (endpoint === undefined) return;
    expect(() => within(endpoint)("http://models.example.evil/v1/models")).toThrow("configured");
    expect(() => within(endpoint)("http://models.example/v1x/models")).toThrow("configured");
    const away = createServer((_req, res) => void res.writeHead(302, { location: `${server.url}/v1/models` }).end());
    await new Promise<void>((resolve) => away.listen(0, "127.0.0.1", resolve));
    const address = away.address();
    const baseUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    await expect(within({ ...endpoint, baseUrl })(`${baseUrl}/models`)).rejects.toThrow();
    away.close();
  });

  it("takes Anthropic's address with and without its version, and knows the networks of small machines", () => {
    const urlOf = (env: Record<string, string>) =>
      modelEndpoints(env).map(({ baseUrl, isLocal }) => `${baseUrl} ${isLocal}`);
    expect(urlOf({ ANTHROPIC_API_KEY: "k" })).toEqual(["https://api.anthropic.com/v1 false"]);
    expect(urlOf({ ANTHROPIC_BASE_URL: "https://gateway.example.com" })).toEqual([
      "https://gateway.example.com/v1 false",
    ]);
    expect(urlOf({ ANTHROPIC_BASE_URL: "https://gateway.example.com/v1" })).toEqual([
      "https://gateway.example.com/v1 false",
    ]);
    expect(urlOf({ OPENAI_BASE_URL: "http://localhost:11434/v1" })).toEqual(["http://localhost:11434/v1 true"]);
    expect(urlOf({ OPENAI_BASE_URL: "http://172.20.0.4/v1" })).toEqual(["http://172.20.0.4/v1 true"]);
    expect(urlOf({})).toEqual([]);
  });
});
