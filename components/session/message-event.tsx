"use client";
import { ScrollText, User } from "lucide-react";
import { ActorMark } from "../actor/actor-mark";
import { cn } from "../ui/cn";
import { MarkdownView } from "../viewer/markdown-view";
import type { EventRow } from "./build-rows";
import { contentText } from "./event-content";
import type { TranscriptEvent } from "./event-kind";
import { FoldingText } from "./folding-text";
import { Gutter } from "./gutter";
import { MissingQuote } from "./missing-quote";
import { PayloadSkeleton } from "./payload-skeleton";
import { flushMarkdown, QuotedMarkdown } from "./quoted-markdown";
import { sessionIdentity } from "./session-identity";
import { SystemMessage } from "./system-message";
import { useTranscriptContext } from "./transcript-context";

interface MessageEventProps {
  row: EventRow & { kind: "message" };
  payload: TranscriptEvent | null;
  isLinked: boolean;
}

/** What a person or the agent said. The name stands where the speaker changes. */
export function MessageEvent({ row, payload, isLinked }: MessageEventProps) {
  const { session, quote } = useTranscriptContext();
  const agentName = session.agent.name;
  if (row.speaker === "system") {
    return (
      <>
        <Gutter row={row} isLinked={isLinked} mark={<Dot Icon={ScrollText} />} />
        <SystemMessage row={row} payload={payload} isLinked={isLinked} />
      </>
    );
  }
  const text = payload === null ? null : contentText(payload.content);
  const isUser = row.speaker === "user";
  return (
    <>
      <Gutter
        row={row}
        isLinked={isLinked}
        className="mt-2"
        mark={isUser ? <PersonMark /> : row.isContinued ? <Dot /> : <ActorMark identity={sessionIdentity(session)} />}
      />
      <div className={cn("min-w-0 pr-4 sm:pr-16", isUser || !row.isContinued ? "pt-2 pb-2" : "pt-3 pb-1")}>
        {row.isContinued && !isUser ? null : (
          <div className="flex h-7 items-center gap-2 text-12 font-medium text-ink-2">
            {isUser ? "User" : agentName}
            <span className="font-normal text-ink-3">{addresseeOf(payload)}</span>
          </div>
        )}
        {text === null ? (
          <PayloadSkeleton lines={2} />
        ) : (
          <div
            className={cn(
              isUser && "w-fit max-w-full rounded-md border border-line bg-raised px-3 py-2",
              isLinked && isUser && "border-accent",
            )}
          >
            {text === "" ? (
              <span className="text-ink-3">An empty message</span>
            ) : (
              <FoldingText text={text} render={isLinked && quote !== null ? quoted(quote) : plain} />
            )}
          </div>
        )}
        {isLinked && quote !== null && text !== null ? <MissingQuote quote={quote} text={text} /> : null}
      </div>
    </>
  );
}

const plain = (text: string) => <MarkdownView text={text} className={flushMarkdown} />;
const quoted = (quote: string) => (text: string) => <QuotedMarkdown text={text} quote={quote} />;

function PersonMark() {
  return (
    <span data-mark="person" className="grid size-5 place-items-center rounded-full bg-ink-2 text-surface">
      <User aria-hidden className="size-3" />
    </span>
  );
}

function Dot({ Icon }: { Icon?: typeof User }) {
  return Icon === undefined ? (
    <span className="size-1.5 rounded-full bg-line-strong" />
  ) : (
    <span className="grid size-5 place-items-center rounded-full bg-surface text-ink-3">
      <Icon aria-hidden className="size-3.5" />
    </span>
  );
}

/** Messages between agents say to or from whom. */
function addresseeOf(payload: TranscriptEvent | null): string | null {
  if (payload === null) return null;
  if (typeof payload.to_session_thread_id === "string")
    return `to ${String(payload.to_agent_name ?? "another thread")}`;
  if (typeof payload.from_session_thread_id !== "string") return null;
  return `from ${String(payload.from_agent_name ?? "another thread")}`;
}
