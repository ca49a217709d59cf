import { type ToolSet, tool } from "ai";
import { z } from "zod";
import { type Move, mounts, type Outcome } from "./agent";

/** What a model's call comes to: a move, the end, or a complaint about a call that nobody could carry out. */
export type Step =
  | { kind: "move"; move: Exclude<Move, { tool: "say" }> }
  | { kind: "end"; outcome: Outcome }
  | { kind: "malformed"; message: string };

const path = z.string().max(1_000).describe("Full path, such as /mnt/memory/team-sre/alerts/cert-expiry.md");
const file_text = z.string().max(100_000);
const mount = z.enum(Object.values(mounts));
const outcome = z.enum(["solved", "linked", "nothing", "prepared"]) satisfies z.ZodType<Outcome>;

/** The moves of an agent as tools. None of them runs here: the play carries the move out and brings the answer. */
const definitions = {
  bash: define("Runs one command of the handbook.", z.object({ command: z.string().max(2_000) }), (input) =>
    move({ tool: "bash", input }),
  ),
  view_memory: define("Reads a file, or lists a folder whose path ends with /.", z.object({ path }), (input) =>
    move({ tool: "memory", input: { command: "view", ...input } }),
  ),
  search_memory: define(
    "Finds the lines of a mounted store that hold some words.",
    z.object({ mount, query: z.string().min(1).max(200) }),
    (input) => move({ tool: "memory", input: { command: "search", path: input.mount, query: input.query } }),
  ),
  create_memory: define(
    "Creates a file. Refused with 409 where there is one: then read what the other agent wrote.",
    z.object({ path, file_text }),
    (input) => move({ tool: "memory", input: { command: "create", ...input } }),
  ),
  write_memory: define(
    "Replaces a file that you have read. Refused with 409 where somebody wrote meanwhile: then read it again.",
    z.object({ path, file_text }),
    (input) => move({ tool: "memory", input: { command: "write", ...input } }),
  ),
  rename_memory: define(
    "Replaces a file that you have read and moves it, such as an incident that is over.",
    z.object({ path, new_path: path, file_text }),
    (input) => move({ tool: "memory", input: { command: "rename", ...input } }),
  ),
  read_board: define("Shows the open incidents and the next free number.", z.object({}), () =>
    move({ tool: "board", input: { path: mounts.board } }),
  ),
  finish: define(
    "Ends your session. solved: handed over or cured. linked: another incident covers it. prepared: you acted on a forecast. nothing: there was nothing to do.",
    z.object({ outcome }),
    (input) => ({ kind: "end", ...input }),
  ),
};

/** The tools as a model is offered them. */
export const modelTools: ToolSet = Object.fromEntries(
  Object.entries(definitions).map(([name, definition]) => [name, definition.offer]),
);

/** Reads a call as a model wrote it, whatever that is. */
export function readCall(name: string, input: unknown): Step {
  const definition = Object.entries(definitions).find(([known]) => known === name)?.[1];
  return definition?.read(input) ?? { kind: "malformed", message: `There is no tool ${JSON.stringify(name)}.` };
}

function define<Input>(description: string, inputSchema: z.ZodType<Input>, toStep: (input: Input) => Step) {
  const schema: z.ZodType<unknown> = inputSchema;
  const offer: ToolSet[string] = tool({ description, inputSchema: schema });
  return {
    offer,
    read: (input: unknown): Step => {
      const parsed = inputSchema.safeParse(input);
      return parsed.success ? toStep(parsed.data) : { kind: "malformed", message: z.prettifyError(parsed.error) };
    },
  };
}

function move(made: Exclude<Move, { tool: "say" }>): Step {
  return { kind: "move", move: made };
}
