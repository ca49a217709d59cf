import type { ServerResponse } from "node:http";

/** A tool call as a scripted model makes it; text in place of an object is sent as it is, even where it is no JSON. */
export interface ScriptedCall {
  name: string;
  input: object | string;
}

/** Answers with tool calls, in one piece, in the protocol that was asked in. */
export function answerWithCalls(
  res: ServerResponse,
  { protocol, model }: { protocol: "anthropic" | "openai"; model: string },
  { calls, text }: { calls: readonly ScriptedCall[]; text: string },
): void {
  const body = protocol === "anthropic" ? anthropicAnswer(model, calls, text) : openAiAnswer(model, calls, text);
  res.writeHead(200, { "content-type": "application/json" });
  res.end(JSON.stringify(body));
}

function anthropicAnswer(model: string, calls: readonly ScriptedCall[], text: string) {
  const blocks = calls.map(({ name, input }, index) => ({ type: "tool_use", id: `toolu_${index}`, name, input }));
  return {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model,
    content: [...(text === "" ? [] : [{ type: "text", text }]), ...blocks],
    stop_reason: calls.length === 0 ? "end_turn" : "tool_use",
    stop_sequence: null,
    usage: { input_tokens: 100, output_tokens: 20 },
  };
}

function openAiAnswer(model: string, calls: readonly ScriptedCall[], text: string) {
  const tool_calls = calls.map(({ name, input }, index) => ({
    id: `call_${index}`,
    type: "function",
    function: { name, arguments: typeof input === "string" ? input : JSON.stringify(input) },
  }));
  const message = { role: "assistant", content: text, ...(calls.length === 0 ? {} : { tool_calls }) };
  return {
    id: "chatcmpl_1",
    object: "chat.completion",
    created: 1_790_000_000,
    model,
    choices: [{ index: 0, message, finish_reason: calls.length === 0 ? "stop" : "tool_calls" }],
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
  };
}
