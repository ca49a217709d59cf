import { createRoute } from "@hono/zod-openapi";
import { demoState, startDemoBody } from "@/lib/contract/demo";
import { getDemo } from "@/lib/sample/get-demo";
import { removeDemo } from "@/lib/sample/remove-demo";
import { replayDemo } from "@/lib/sample/replay-demo";
import { startDemo } from "@/lib/sample/start-demo";
import { answers, jsonBody, newRouter } from "./router";

export const demoWorld = newRouter();

const tags = ["Sample"];
const responses = answers(demoState);
const body = { ...jsonBody(startDemoBody), required: false };

demoWorld.openapi(createRoute({ tags, method: "get", path: "/demo", responses }), async (c) =>
  c.json(await getDemo(c.get("ctx")), 200),
);

demoWorld.openapi(createRoute({ tags, method: "post", path: "/demo", request: { body }, responses }), async (c) =>
  c.json(await startDemo(c.get("ctx"), c.req.valid("json")), 200),
);

demoWorld.openapi(createRoute({ tags, method: "post", path: "/demo/replay", responses }), async (c) =>
  c.json(await replayDemo(c.get("ctx")), 200),
);

demoWorld.openapi(createRoute({ tags, method: "delete", path: "/demo", responses }), async (c) =>
  c.json(await removeDemo(c.get("ctx")), 200),
);
