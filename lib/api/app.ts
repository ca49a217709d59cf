import { OpenAPIHono } from "@hono/zod-openapi";
import { errorBody } from "@/lib/errors/error-body";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { agents } from "./agents";
import { answerError } from "./answer-error";
import { apiKeys } from "./api-keys";
import { auditEvents } from "./audit-events";
import { batch } from "./batch";
import { changesStream } from "./changes-stream";
import { demoWorld } from "./demo";
import { dreamReview } from "./dream-review";
import { dreamReviewAids } from "./dream-review-aids";
import { dreamSchedules } from "./dream-schedules";
import { dreams } from "./dreams";
import { environments } from "./environments";
import { idempotency } from "./idempotency";
import { members } from "./members";
import { memories } from "./memories";
import { memoryHistory } from "./memory-history";
import { memoryStores } from "./memory-stores";
import { memoryTime } from "./memory-time";
import { memoryVersions } from "./memory-versions";
import { models } from "./models";
import { readJsonBody } from "./read-json-body";
import { memoryRedactions } from "./redact-memory";
import { assignRequestId, requestContext } from "./request-context";
import type { ApiEnv } from "./router";
import { sampleWorld } from "./sample";
import { search } from "./search";
import { serviceAccounts } from "./service-accounts";
import { sessionEvents } from "./session-events";
import { sessionImport } from "./session-import";
import { sessionResources } from "./session-resources";
import { sessions } from "./sessions";
import { stream } from "./stream";
import { transfer } from "./transfer";
import { tree } from "./tree";
import { webhooks } from "./webhooks";

/** The whole of `/v1`, as one Hono app that server.ts and Next mount alike. */
export function createApi(): OpenAPIHono<ApiEnv> {
  const api = new OpenAPIHono<ApiEnv>();
  api.onError((error, c) => answerError(error, c));
  api.notFound((c) => {
    const { body } = errorBody(new NotFoundError("route", `${c.req.method} ${c.req.path}`), c.get("requestId") ?? null);
    return c.json(body, 404);
  });
  api.use("*", assignRequestId);
  api.doc31("/v1/openapi.json", {
    openapi: "3.1.0",
    info: { title: "Reverie", version: "1", description: "Memory and dreaming for self-learning agents." },
    security: [{ bearer: [] }, { apiKey: [] }],
  });
  api.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  api.openAPIRegistry.registerComponent("securitySchemes", "apiKey", {
    type: "apiKey",
    in: "header",
    name: "x-api-key",
  });
  api.use("/v1/*", requestContext);
  api.use("/v1/*", readJsonBody);
  api.use("/v1/*", idempotency);
  for (const router of [
    memoryStores,
    // Before the route of one memory, whose id it would be taken for.
    batch,
    memories,
    memoryVersions,
    memoryRedactions,
    changesStream,
    memoryHistory,
    memoryTime,
    tree,
    search,
    transfer,
    agents,
    environments,
    sessionImport,
    sessions,
    sessionEvents,
    sessionResources,
    dreams,
    dreamReview,
    dreamReviewAids,
    dreamSchedules,
    models,
    apiKeys,
    serviceAccounts,
    members,
    auditEvents,
    sampleWorld,
    demoWorld,
    stream,
    webhooks,
  ]) {
    api.route("/v1", router);
  }
  return api;
}
