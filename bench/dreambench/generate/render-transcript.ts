import type { CallStep, PlayedSession, TimedStep } from "./transcript-plan";

export interface Transcript {
  session: PlayedSession;
  /** The file as the agent's program would have written it. */
  body: string;
}

/** Writes a session in the form of its program. The same session gives the same bytes. */
export function renderTranscript(session: PlayedSession): Transcript {
  const body =
    session.format === "openai"
      ? renderOpenai(session)
      : session.format === "anthropic"
        ? renderAnthropic(session)
        : renderClaudeCode(session);
  return { session, body };
}

function isAnswered(session: PlayedSession, index: number): boolean {
  return !session.isCutOff || index < session.steps.length - 1;
}

function timeOf(session: PlayedSession, { atMs }: TimedStep): { timestamp?: string } {
  return session.hasTimes ? { timestamp: new Date(atMs).toISOString() } : {};
}

function aboutChat({ name, agent, person, task, outcome }: PlayedSession): Record<string, unknown> {
  return {
    session_id: name,
    agent_name: agent,
    ...(task === null ? {} : { task }),
    ...(outcome === null ? {} : { outcome }),
    metadata: { actor: person },
  };
}

function renderOpenai(session: PlayedSession): string {
  const messages: unknown[] = [];
  for (const [index, timed] of session.steps.entries()) {
    const { step } = timed;
    const time = timeOf(session, timed);
    if (step.kind !== "call") {
      messages.push({ role: step.kind === "user" ? "user" : "assistant", content: step.text, ...time });
      continue;
    }
    const id = `call_${index}`;
    const call = { id, type: "function", function: { name: step.tool, arguments: JSON.stringify(step.input) } };
    messages.push({ role: "assistant", content: null, tool_calls: [call], ...time });
    if (isAnswered(session, index))
      messages.push({ role: "tool", tool_call_id: id, content: withErrorWord(step), ...time });
  }
  return JSON.stringify({ ...aboutChat(session), messages });
}

/** The form has no error mark; tools of such agents say it in the text. */
function withErrorWord({ failed, result }: CallStep): string {
  return failed && !/^(error|exception|traceback|fatal error)\b/i.test(result) ? `Error: ${result}` : result;
}

function renderAnthropic(session: PlayedSession): string {
  const messages: unknown[] = [];
  for (const [index, timed] of session.steps.entries()) {
    const { step } = timed;
    const time = timeOf(session, timed);
    if (step.kind !== "call") {
      const role = step.kind === "user" ? "user" : "assistant";
      messages.push({ role, content: [{ type: "text", text: step.text }], ...time });
      continue;
    }
    const id = `toolu_${session.name}_${index}`;
    messages.push({
      role: "assistant",
      content: [{ type: "tool_use", id, name: step.tool, input: step.input }],
      ...time,
    });
    if (isAnswered(session, index))
      messages.push({ role: "user", content: [resultBlock(id, step, step.result)], ...time });
  }
  return JSON.stringify({ ...aboutChat(session), messages });
}

function resultBlock(id: string, { failed }: CallStep, content: string) {
  return { type: "tool_result", tool_use_id: id, content, ...(failed ? { is_error: true } : {}) };
}

/** One entry a line, one content block an entry; files are named with the whole path of the person's checkout. */
function renderClaudeCode(session: PlayedSession): string {
  const lines: unknown[] = [{ type: "agent-name", agentName: session.agent, sessionId: session.name }];
  let parentUuid: string | null = null;
  const add = (type: "user" | "assistant", timed: TimedStep, block: unknown) => {
    const uuid = `${session.name}-${String(lines.length).padStart(4, "0")}`;
    const message =
      type === "user"
        ? { role: "user", content: [block] }
        : { id: `msg_${uuid}`, type: "message", role: "assistant", model: "claude-sonnet", content: [block] };
    const facts = { cwd: session.root, gitBranch: "main", version: "2.1.0", userType: "external", isSidechain: false };
    const timestamp = new Date(timed.atMs).toISOString();
    lines.push({ type, uuid, parentUuid, sessionId: session.name, timestamp, ...facts, message });
    parentUuid = uuid;
  };
  for (const [index, timed] of session.steps.entries()) {
    const { step } = timed;
    if (step.kind !== "call") {
      add(step.kind === "user" ? "user" : "assistant", timed, { type: "text", text: step.text });
      continue;
    }
    const id = `toolu_${session.name}_${index}`;
    const { input, result } = inCheckout(session.root, step);
    add("assistant", timed, { type: "tool_use", id, name: step.tool, input });
    if (isAnswered(session, index)) add("user", timed, resultBlock(id, step, result));
  }
  return `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`;
}

function inCheckout(root: string, step: CallStep): { input: Record<string, unknown>; result: string } {
  let { result } = step;
  const input = Object.fromEntries(
    Object.entries(step.input).map(([key, value]) => {
      if (key !== "file_path" || typeof value !== "string") return [key, value];
      result = result.replaceAll(value, `${root}/${value}`);
      return [key, `${root}/${value}`];
    }),
  );
  return { input, result };
}
