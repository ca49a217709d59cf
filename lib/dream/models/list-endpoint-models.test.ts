import { describe, expect, it } from "vitest";
import { documentedClaudeModels } from "./claude-models";
import { listEndpointModels } from "./list-endpoint-models";
import { endpointAt } from "./testing/run-fault";
import { useScriptedModel } from "./testing/use-scripted-model";

const server = useScriptedModel();
const minuteMs = 60_000;

describe("the models of an endpoint", () => {
  it("are those it lists that hold conversations", async () => {
    const { models, isAnswered } = await listEndpointModels(endpointAt(server, "openai"), 0);
    expect(models).toEqual([
      { id: "tiny-1", type: "model", display_name: "tiny-1", created_at: new Date(1_790_000_000_000).toISOString() },
    ]);
    expect(isAnswered).toBe(true);
  });

  it("are read again after a minute, and stay when the endpoint falls silent", async () => {
    const endpoint = { ...endpointAt(server, "openai"), apiKey: "second" };
    await listEndpointModels(endpoint, 0);
    server.models = ["tiny-2"];
    const idsAt = async (nowMs: number) => (await listEndpointModels(endpoint, nowMs)).models.map(({ id }) => id);
    expect(await idsAt(minuteMs - 1)).toEqual(["tiny-1"]);
    expect(await idsAt(minuteMs + 1)).toEqual(["tiny-2"]);
    server.listStatus = 500;
    expect(await idsAt(3 * minuteMs)).toEqual(["tiny-2"]);
    server.listStatus = 200;
  });

  it("are the documented ones for Anthropic's protocol where a gateway has no list", async () => {
    server.listStatus = 404;
    const found = await listEndpointModels(endpointAt(server, "anthropic"), 0);
    server.listStatus = 200;
    expect(found).toEqual({ models: documentedClaudeModels, isAnswered: false });
  });

  it("are none for an endpoint that is not there", async () => {
    const endpoint = { ...endpointAt(server, "openai"), baseUrl: "http://127.0.0.1:9/v1" };
    expect(await listEndpointModels(endpoint, 0)).toEqual({ models: [], isAnswered: false });
  });
});
