import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { answerWithCalls, type ScriptedCall } from "./answer-with-calls";

/** A request as the brain sees it, whatever the protocol. */
export interface AskedQuestion {
  protocol: "anthropic" | "openai";
  step: "map" | "reduce" | "verify";
  model: string;
  system: string;
  /** The first user turn: the data. */
  prompt: string;
  /** User turns; more than one after a complaint. */
  turns: number;
  isStreamed: boolean;
  headers: IncomingMessage["headers"];
  body: Record<string, unknown>;
}

/** What the scripted endpoint answers. */
export type Reply =
  | { answer: unknown }
  | { text: string }
  | { calls: readonly ScriptedCall[]; text?: string }
  | { status: number; headers?: Record<string, string>; message?: string }
  /** Says nothing for this long, then breaks off. */
  | { silentMs: number }
  /** Sends half of the answer and cuts the connection. */
  | { brokenAnswer: unknown };

export type Brain = (question: AskedQuestion, index: number) => Reply | Promise<Reply>;

/** The tokens that every answer claims. */
export const scriptedUsage = { input: 120, output: 30, cacheRead: 40, cacheWrite: 10 };

/**
 * An endpoint that speaks Anthropic's Messages and OpenAI's chat protocol, streamed and not, and answers what the test's brain
 * thinks of: the real boundary, without a model behind it.
 */
export class ScriptedModelServer {
  readonly asked: AskedQuestion[] = [];
  brain: Brain = () => ({ answer: {} });
  models: readonly string[] = ["tiny-1", "text-embedding-1"];
  /** Status of the list of models; 200 gives the list. */
  listStatus = 200;
  #server = createServer((req, res) => void this.#serve(req, res).catch(() => res.destroy()));
  #url = "";

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    this.#url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  get url(): string {
    return this.#url;
  }

  async #serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = (req.url ?? "").replace(/\?.*/, "");
    if (path === "/v1/models") return this.#list(res);
    const body = JSON.parse(await readBody(req)) as Record<string, unknown>;
    const isAnthropic = path === "/v1/messages";
    if (!isAnthropic && path !== "/v1/chat/completions")
      return sendJson(res, 404, { error: { message: "no such route" } });
    const question = isAnthropic ? readAnthropic(body, req) : readOpenAi(body, req);
    this.asked.push(question);
    const reply = await this.brain(question, this.asked.length - 1);
    if ("status" in reply) {
      for (const [name, value] of Object.entries(reply.headers ?? {})) res.setHeader(name, value);
      return sendJson(res, reply.status, {
        type: "error",
        error: { type: "api_error", message: reply.message ?? "no" },
      });
    }
    if ("silentMs" in reply) {
      await sleep(reply.silentMs);
      res.destroy();
      return;
    }
    if ("calls" in reply) return answerWithCalls(res, question, { text: "", ...reply });
    const isCut = "brokenAnswer" in reply;
    const text = "text" in reply ? reply.text : JSON.stringify(isCut ? reply.brokenAnswer : reply.answer);
    const write = isAnthropic ? writeAnthropic : writeOpenAi;
    await write(res, question, isCut ? text.slice(0, text.length / 2) : text, isCut);
  }

  #list(res: ServerResponse): void {
    const data = this.models.map((id) => ({ id, object: "model", created: 1_790_000_000 }));
    sendJson(
      res,
      this.listStatus,
      this.listStatus === 200 ? { object: "list", data } : { error: { message: "no list" } },
    );
  }
}

async function readBody(req: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of req) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}

interface Turn {
  role: string;
  content: string | { type: string; text?: string }[];
}

const textOf = (content: Turn["content"]): string =>
  typeof content === "string" ? content : content.map((block) => block.text ?? "").join("");

function question(
  shared: Pick<AskedQuestion, "protocol" | "system" | "body">,
  turns: readonly Turn[],
  req: IncomingMessage,
): AskedQuestion {
  const users = turns.filter(({ role }) => role === "user");
  return {
    ...shared,
    step: (/^Step: (\w+)/.exec(shared.system)?.[1] ?? "map") as AskedQuestion["step"],
    model: String(shared.body.model),
    prompt: textOf(users[0]?.content ?? ""),
    turns: users.length,
    isStreamed: shared.body.stream === true,
    headers: req.headers,
  };
}

function readAnthropic(body: Record<string, unknown>, req: IncomingMessage): AskedQuestion {
  const system = textOf(body.system as Turn["content"]);
  return question({ protocol: "anthropic", system, body }, body.messages as Turn[], req);
}

function readOpenAi(body: Record<string, unknown>, req: IncomingMessage): AskedQuestion {
  const turns = body.messages as Turn[];
  const system = textOf(turns.find(({ role }) => role === "system")?.content ?? "");
  return question({ protocol: "openai", system, body }, turns, req);
}

function sendJson(res: ServerResponse, status: number, value: unknown): void {
  res.writeHead(status, { "content-type": "application/json" });
  res.end(JSON.stringify(value));
}

/** Two pieces, so that a reader which takes one piece for the whole is found out. */
const halves = (text: string): string[] =>
  [text.slice(0, text.length / 2), text.slice(text.length / 2)].filter(Boolean);

async function writeAnthropic(res: ServerResponse, { body, isStreamed }: AskedQuestion, text: string, isCut: boolean) {
  const { input, output, cacheRead, cacheWrite } = scriptedUsage;
  const usage = {
    input_tokens: input,
    output_tokens: output,
    cache_read_input_tokens: cacheRead,
    cache_creation_input_tokens: cacheWrite,
  };
  const tools = (body.tools ?? []) as { name: string }[];
  const tool = tools.find(({ name }) => name === "json");
  const message = { id: "msg_1", type: "message", role: "assistant", model: body.model, stop_sequence: null };
  const stop_reason = tool === undefined ? "end_turn" : "tool_use";
  if (!isStreamed) {
    const block =
      tool === undefined
        ? { type: "text", text }
        : { type: "tool_use", id: "toolu_1", name: "json", input: JSON.parse(text) as unknown };
    return sendJson(res, 200, { ...message, content: [block], stop_reason, usage });
  }
  const send = openEvents(res, true);
  send({
    type: "message_start",
    message: { ...message, content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } },
  });
  const start =
    tool === undefined ? { type: "text", text: "" } : { type: "tool_use", id: "toolu_1", name: "json", input: {} };
  send({ type: "content_block_start", index: 0, content_block: start });
  for (const piece of halves(text)) {
    const delta =
      tool === undefined ? { type: "text_delta", text: piece } : { type: "input_json_delta", partial_json: piece };
    send({ type: "content_block_delta", index: 0, delta });
  }
  if (isCut) return void (await cut(res));
  send({ type: "content_block_stop", index: 0 });
  send({ type: "message_delta", delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: output } });
  send({ type: "message_stop" });
  res.end();
}

async function writeOpenAi(res: ServerResponse, { body, isStreamed }: AskedQuestion, text: string, isCut: boolean) {
  const { input, output, cacheRead, cacheWrite } = scriptedUsage;
  const usage = {
    prompt_tokens: input + cacheRead + cacheWrite,
    completion_tokens: output,
    total_tokens: input + cacheRead + cacheWrite + output,
    prompt_tokens_details: { cached_tokens: cacheRead },
  };
  const shared = { id: "chatcmpl_1", created: 1_790_000_000, model: body.model };
  if (!isStreamed) {
    const choices = [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }];
    return sendJson(res, 200, { ...shared, object: "chat.completion", choices, usage });
  }
  const send = openEvents(res, false);
  const chunk = (delta: object, finish_reason: string | null) =>
    send({ ...shared, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason }] });
  chunk({ role: "assistant", content: "" }, null);
  for (const piece of halves(text)) chunk({ content: piece }, null);
  if (isCut) return void (await cut(res));
  chunk({}, "stop");
  send({ ...shared, object: "chat.completion.chunk", choices: [], usage });
  res.end("data: [DONE]\n\n");
}

/** Lets what was written go out before the connection breaks. */
async function cut(res: ServerResponse): Promise<void> {
  await sleep(5);
  res.destroy();
}

function openEvents(res: ServerResponse, isNamed: boolean): (event: object) => void {
  res.writeHead(200, { "content-type": "text/event-stream" });
  return (event) => {
    const name = isNamed && "type" in event ? `event: ${String(event.type)}\n` : "";
    res.write(`${name}data: ${JSON.stringify(event)}\n\n`);
  };
}
