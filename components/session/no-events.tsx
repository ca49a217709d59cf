import { EmptyState } from "../ui/empty-state";
import type { TranscriptFilter } from "./transcript-scope";

const words: Record<TranscriptFilter, { title: string; text: string }> = {
  all: { title: "No events yet", text: "What the agent says and does stands here as soon as it happens." },
  messages: { title: "No messages", text: "Nobody has said anything in this session." },
  calls: { title: "No tool calls", text: "The agent used no tools in this session." },
  errors: { title: "No errors", text: "No tool call failed, and neither did the session." },
  memory: {
    title: "No memory touched",
    text: "No tool call of this session names a path below the folders where its stores are mounted.",
  },
};

/** Why there is nothing to see: nothing happened, or nothing of this kind. */
export function NoEvents({ filter, isLive }: { filter: TranscriptFilter; isLive: boolean }) {
  const { title, text } = words[filter];
  return <EmptyState title={title}>{filter === "all" && !isLive ? "This session holds no events." : text}</EmptyState>;
}
