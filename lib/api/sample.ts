import { createRoute } from "@hono/zod-openapi";
import { sample, sampleState } from "@/lib/contract/sample";
import { getSample } from "@/lib/sample/get-sample";
import { makeSample } from "@/lib/sample/make-sample";
import { removeSample } from "@/lib/sample/remove-sample";
import { answers, newRouter } from "./router";

export const sampleWorld = newRouter();

const tags = ["Sample"];

sampleWorld.openapi(createRoute({ tags, method: "get", path: "/sample", responses: answers(sampleState) }), async (c) =>
  c.json(await getSample(c.get("ctx")), 200),
);

sampleWorld.openapi(createRoute({ tags, method: "post", path: "/sample", responses: answers(sample) }), async (c) =>
  c.json(await makeSample(c.get("ctx")), 200),
);

sampleWorld.openapi(
  createRoute({ tags, method: "delete", path: "/sample", responses: answers(sampleState) }),
  async (c) => c.json(await removeSample(c.get("ctx")), 200),
);
