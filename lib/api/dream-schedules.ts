import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import {
  createDreamScheduleBody,
  deletedDreamSchedule,
  dreamSchedule,
  dreamScheduleRun,
  listDreamSchedulesQuery,
  listScheduleRunsQuery,
  updateDreamScheduleBody,
} from "@/lib/contract/dream-schedule";
import { createSchedule } from "@/lib/schedule/create-schedule";
import { deleteSchedule } from "@/lib/schedule/delete-schedule";
import { getSchedule } from "@/lib/schedule/get-schedule";
import { listScheduleRuns } from "@/lib/schedule/list-schedule-runs";
import { listSchedules } from "@/lib/schedule/list-schedules";
import { pauseSchedule } from "@/lib/schedule/pause-schedule";
import { resumeSchedule } from "@/lib/schedule/resume-schedule";
import { runScheduleNow } from "@/lib/schedule/run-schedule-now";
import { updateSchedule } from "@/lib/schedule/update-schedule";
import { answers, jsonBody, newRouter } from "./router";

export const dreamSchedules = newRouter();

const tags = ["Dream schedules"];
const params = z.object({ id: z.string() });
const path = "/dream_schedules/{id}" as const;

dreamSchedules.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/dream_schedules",
    description:
      "Dreams by the clock, as a service account that holds nothing its maker does not hold. Without service_account_id one is made for the schedule.",
    request: { body: jsonBody(createDreamScheduleBody) },
    responses: answers(dreamSchedule),
  }),
  async (c) => c.json(await createSchedule(c.get("ctx"), c.req.valid("json")), 200),
);

dreamSchedules.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/dream_schedules",
    request: { query: listDreamSchedulesQuery },
    responses: answers(pageOf(dreamSchedule)),
  }),
  async (c) => {
    const { memory_store_id: memoryStoreId, ...page } = c.req.valid("query");
    return c.json(await listSchedules(c.get("ctx"), { memoryStoreId, ...page }), 200);
  },
);

dreamSchedules.openapi(
  createRoute({ tags, method: "get", path, request: { params }, responses: answers(dreamSchedule) }),
  async (c) => c.json(await getSchedule(c.get("ctx"), c.req.valid("param").id), 200),
);

dreamSchedules.openapi(
  createRoute({
    tags,
    method: "post",
    path,
    request: { params, body: jsonBody(updateDreamScheduleBody) },
    responses: answers(dreamSchedule),
  }),
  async (c) => c.json(await updateSchedule(c.get("ctx"), c.req.valid("param").id, c.req.valid("json")), 200),
);

dreamSchedules.openapi(
  createRoute({ tags, method: "delete", path, request: { params }, responses: answers(deletedDreamSchedule) }),
  async (c) => c.json(await deleteSchedule(c.get("ctx"), c.req.valid("param").id), 200),
);

dreamSchedules.openapi(
  createRoute({ tags, method: "post", path: `${path}/pause`, request: { params }, responses: answers(dreamSchedule) }),
  async (c) => c.json(await pauseSchedule(c.get("ctx"), c.req.valid("param").id), 200),
);

dreamSchedules.openapi(
  createRoute({ tags, method: "post", path: `${path}/resume`, request: { params }, responses: answers(dreamSchedule) }),
  async (c) => c.json(await resumeSchedule(c.get("ctx"), c.req.valid("param").id), 200),
);

dreamSchedules.openapi(
  createRoute({
    tags,
    method: "post",
    path: `${path}/run_now`,
    request: { params },
    responses: answers(dreamScheduleRun),
  }),
  async (c) => c.json(await runScheduleNow(c.get("ctx"), c.req.valid("param").id), 200),
);

dreamSchedules.openapi(
  createRoute({
    tags,
    method: "get",
    path: `${path}/runs`,
    request: { params, query: listScheduleRunsQuery },
    responses: answers(pageOf(dreamScheduleRun)),
  }),
  async (c) => c.json(await listScheduleRuns(c.get("ctx"), c.req.valid("param").id, c.req.valid("query")), 200),
);
