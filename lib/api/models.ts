import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { dreamModel, dreamModelList } from "@/lib/contract/dream";
import { findDreamModels } from "@/lib/dream/dream-models";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { answers, newRouter } from "./router";

export const models = newRouter();

const tags = ["Dreams"];

models.openapi(createRoute({ tags, method: "get", path: "/models", responses: answers(dreamModelList) }), async (c) => {
  const data = [...(await findDreamModels()).models];
  const page = { data, first_id: data[0]?.id ?? null, has_more: false, last_id: data.at(-1)?.id ?? null };
  return c.json(page, 200);
});

models.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/models/{id}",
    request: { params: z.object({ id: z.string() }) },
    responses: answers(dreamModel),
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    const model = (await findDreamModels()).models.find((candidate) => candidate.id === id);
    if (model === undefined) throw new NotFoundError("model", id);
    return c.json(model, 200);
  },
);
