import { createRoute } from "@hono/zod-openapi";
import { demoState } from "@/lib/contract/demo";
import { getDemo } from "@/lib/sample/get-demo";
import { removeDemo } from "@/lib/sample/remove-demo";
import { startDemo } from "@/lib/sample/start-demo";
import { answers, newRouter } from "./router";

export const demoWorld = newRouter();

const tags = ["Sample"];
const responses = answers(demoState);

demoWorld.openapi(createRoute({ tags, method: "get", path: "/demo", responses }), async (c) =>
  c.json(await getDemo(c.get("ctx")), 200),
);

demoWorld.openapi(createRoute({ tags, method: "post", path: "/demo", responses }), async (c) =>
  c.json(await startDemo(c.get("ctx")), 200),
);

demoWorld.openapi(createRoute({ tags, method: "delete", path: "/demo", responses }), async (c) =>
  c.json(await removeDemo(c.get("ctx")), 200),
);
