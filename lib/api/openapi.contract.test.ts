import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createApi } from "./app";
import { useApiServer } from "./testing/api-server";

const api = useApiServer();

const operation = z.looseObject({
  tags: z.array(z.string()).min(1),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).default([]),
  responses: z.record(z.string(), z.looseObject({ description: z.string() })),
  requestBody: z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })) }).optional(),
});
const document = z.looseObject({
  openapi: z.literal("3.1.0"),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

describe("the OpenAPI document", () => {
  let raw: Record<string, unknown>;
  let described: z.infer<typeof document>;
  beforeAll(async () => {
    const response = await api.send("/v1/openapi.json", { apiKey: null });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    raw = z.record(z.string(), z.unknown()).parse(await response.json());
    described = document.parse(raw);
  });

  it("is valid OpenAPI 3.1, readable without a key", async () => {
    const result = await new Validator().validate(structuredClone(raw));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it("lists every route that the server answers, and no other", () => {
    const registered = createApi()
      .routes.filter((route) => route.method !== "ALL" && route.path !== "/v1/openapi.json")
      .map((route) => `${route.method} ${route.path.replaceAll(/:(\w+)(\{[^}]*\})?/g, "{$1}")}`);
    const listed = Object.entries(described.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect([...listed].sort()).toEqual([...new Set(registered)].sort());
    expect(listed.length).toBeGreaterThan(30);
  });

  it("describes each parameter of a path, a success and the error envelope of every route", () => {
    for (const [path, operations] of Object.entries(described.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      for (const [method, route] of Object.entries(operations)) {
        const told = route.parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name);
        expect({ method, path, told: [...told].sort() }).toEqual({ method, path, told: [...inPath].sort() });
        expect({ method, path, answers: Object.keys(route.responses) }).toMatchObject({
          answers: expect.arrayContaining(["200", "default"]),
        });
      }
    }
  });

  it("refers only to schemas that it holds", () => {
    const references = [...JSON.stringify(raw).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      (match) => match[1],
    );
    expect(references.length).toBeGreaterThan(10);
    for (const name of references) expect(described.components.schemas).toHaveProperty(name ?? "");
  });

  it("comes from the schemas that validate: what it says of a body is what the server enforces", async () => {
    const create = described.paths["/v1/memory_stores/{store_id}/memories"]?.post;
    const schema = z
      .looseObject({ required: z.array(z.string()), additionalProperties: z.unknown() })
      .parse(create?.requestBody?.content["application/json"]?.schema);
    expect([...schema.required].sort()).toEqual(["content", "path"]);
    expect(schema.additionalProperties).toBe(false);
    const query = (create?.parameters ?? []).filter((parameter) => parameter.in === "query");
    expect(query.map((parameter) => parameter.name)).toEqual(["view"]);
  });

  it("describes what an event may report to have happened, where it is sent and where it is answered", () => {
    const { post, get } = described.paths["/v1/sessions/{session_id}/events"] ?? {};
    const sent = JSON.stringify(post?.requestBody?.content["application/json"]?.schema);
    for (const text of [sent, JSON.stringify(get?.responses)]) expect(text).toMatch(/"event":\{.*"occurred_at"/);
    expect(sent).toContain('"required":["type","occurred_at"]');
  });
});
