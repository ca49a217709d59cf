import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { answerEventStream } from "./answer-event-stream";
import { followTopics } from "./follow-topics";
import { newRouter, streams } from "./router";

export const stream = newRouter();

stream.openapi(
  createRoute({
    tags: ["Live"],
    method: "get",
    path: "/stream",
    request: { query: z.object({ topics: z.string().max(4000) }) },
    responses: streams("What changed, as it changes", "text/event-stream"),
  }),
  async (c) => {
    const ids = c.req
      .valid("query")
      .topics.split(",")
      .filter((id) => id !== "");
    return answerEventStream(c, (signal) =>
      followTopics(c.get("ctx"), ids, c.req.header("last-event-id") ?? null, signal),
    );
  },
);
