import type { TaskList } from "graphile-worker";
import { type DreamEnvironment, runDream } from "@/lib/dream/run-dream";
import { type JobName, type JobPayload, jobPayloads } from "@/lib/jobs/job-names";
import { type DemoEnvironment, playDemo } from "@/lib/sample/play-demo";

/** What handlers work with. Its signal is aborted when the worker stops: a job then leaves its work for another to go on. */
export type JobEnvironment = DreamEnvironment & DemoEnvironment;

type Handler<Name extends JobName> = (payload: JobPayload<Name>, environment: JobEnvironment) => Promise<void>;

const handlers: { [Name in JobName]: Handler<Name> } = {
  run_dream: (payload, environment) => runDream(payload.dream_id, environment),
  play_demo: (_payload, environment) => playDemo(environment),
};

/** The handlers of all jobs in the queue's own form. A payload that does not fit its schema fails the job. */
export function buildTasks(environment: JobEnvironment): TaskList {
  return { run_dream: task("run_dream", environment), play_demo: task("play_demo", environment) };
}

function task<Name extends JobName>(name: Name, environment: JobEnvironment) {
  return async (payload: unknown) => {
    await handlers[name](jobPayloads[name].parse(payload) as JobPayload<Name>, environment);
  };
}
