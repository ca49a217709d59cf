import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { type Beat, type Story, sampleStories } from "@/prisma/scenarios/sample/stories";

export type SampleTranscript = {
  id: string;
  agent: Story["agent"];
  format: Story["format"];
  /** The file as the agent's program would have written it, for `POST /v1/sessions/import`. */
  body: string;
};

const seed = 20260302;
const lineSeconds = 45;

/** The sample sessions as files. The same `now` gives the same bytes. */
export function sampleTranscripts(now: Date): SampleTranscript[] {
  const random = xoroshiro128plus(seed);
  const stories = sampleStories({
    at: (minutesAgo) => minutesBefore(now, minutesAgo).toISOString(),
    number: (least, most) => uniformInt(random, least, most),
  });
  return stories.map((story) => {
    const { id, agent, format } = story;
    return { id, agent, format, body: format === "openai" ? writeOpenai(story, now) : writeClaudeCode(story, now) };
  });
}

function minutesBefore(now: Date, minutes: number): Date {
  return new Date(now.getTime() - minutes * 60_000);
}

function writeClaudeCode(story: Story, now: Date): string {
  const startMs = minutesBefore(now, story.minutesAgo).getTime();
  const lines: string[] = [];
  let parentUuid: string | null = null;

  function line(type: "user" | "assistant", content: unknown): void {
    const count = lines.length;
    const uuid = `${story.id}-${String(count).padStart(4, "0")}`;
    const usage = {
      input_tokens: 900 + 130 * count,
      output_tokens: 60,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
    };
    const answer = { id: `msg_${uuid}`, type: "message", role: type, model: "scripted", content, usage };
    const entry = {
      parentUuid,
      isSidechain: false,
      userType: "external",
      cwd: "/srv/harborline",
      sessionId: story.id,
      version: "2.1.0",
      gitBranch: "main",
      agentName: story.agent,
      type,
      message: type === "user" ? { role: type, content } : answer,
      uuid,
      timestamp: new Date(startMs + count * lineSeconds * 1000).toISOString(),
    };
    lines.push(JSON.stringify(entry));
    parentUuid = uuid;
  }

  for (const [index, beat] of story.beats.entries()) {
    if (beat.kind === "ask") line("user", beat.words);
    else if (beat.kind === "say") line("assistant", [{ type: "text", text: beat.words }]);
    else {
      const id = `toolu_${story.id}_${index}`;
      line("assistant", [{ type: "tool_use", id, name: beat.tool, input: beat.input }]);
      line("user", [{ type: "tool_result", tool_use_id: id, ...answerOf(beat) }]);
    }
  }
  return `${lines.join("\n")}\n`;
}

function answerOf(beat: Beat & { kind: "call" | "refused" }): { content: string; is_error: boolean } {
  if (beat.kind === "call") return { content: beat.output, is_error: beat.failed };
  const content = `The user doesn't want to proceed with this tool use. The tool use was rejected. To tell you how to proceed, the user said:\n${beat.because}`;
  return { content, is_error: true };
}

function writeOpenai(story: Story, now: Date): string {
  const startMs = minutesBefore(now, story.minutesAgo).getTime();
  const messages: Record<string, unknown>[] = [];
  const add = (message: Record<string, unknown>): void => {
    messages.push({ ...message, timestamp: new Date(startMs + messages.length * lineSeconds * 1000).toISOString() });
  };
  for (const [index, beat] of story.beats.entries()) {
    if (beat.kind === "ask") add({ role: "user", content: beat.words });
    else if (beat.kind === "say") add({ role: "assistant", content: beat.words });
    else {
      const id = `call_${index}`;
      const called = { name: beat.tool, arguments: JSON.stringify(beat.input) };
      add({ role: "assistant", content: null, tool_calls: [{ id, type: "function", function: called }] });
      const { content, is_error } = answerOf(beat);
      add({ role: "tool", tool_call_id: id, content: is_error ? `Error: ${content}` : content });
    }
  }
  const { id, agent, outcome, task } = story;
  return JSON.stringify({ session_id: id, agent_name: agent, outcome, metadata: { task }, messages }, null, 1);
}
