import type { IncomingMessage, ServerResponse } from "node:http";
import { OpenAPIHono } from "@hono/zod-openapi";
import { type ZodType, z } from "zod";
import type { Ctx } from "@/lib/access/context";
import { errorEnvelope } from "@/lib/contract/common";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { describeIssues } from "./describe-issues";

export interface ApiEnv {
  Variables: { ctx: Ctx; requestId: string };
  /** Node's own pair, where the API is mounted ahead of Next. */
  Bindings: { incoming?: IncomingMessage; outgoing?: ServerResponse };
}

/** A router of one resource: what its schemas refuse becomes the documented 400. */
export function newRouter(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw new InvalidRequestError(describeIssues(result.error.issues));
    },
  });
}

const failure = {
  description: "The error envelope",
  content: { "application/json": { schema: errorEnvelope.meta({ id: "Error" }) } },
};

/** The `responses` of a route that answers 200 with one JSON object. */
export function answers<T extends ZodType>(schema: T, description = "OK") {
  return {
    200: { description, content: { "application/json": { schema } } },
    default: failure,
  };
}

/** The `request.body` of a route that takes a JSON object. */
export function jsonBody<T extends ZodType<z.infer<T>>>(schema: T) {
  return { required: true as const, content: { "application/json": { schema } } };
}

/** The `responses` of a route that answers 200 with a stream of one of these media types. */
export function streams(description: string, ...mediaTypes: [string, ...string[]]) {
  const content = Object.fromEntries(mediaTypes.map((type) => [type, { schema: z.string() }]));
  return { 200: { description, content }, default: failure };
}
