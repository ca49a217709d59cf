"use client";
import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CornerDownRight } from "lucide-react";
import { cn } from "../ui/cn";
import { CallDetails } from "./call-details";
import { firstArgument } from "./event-content";
import { answeredCallId } from "./event-kind";
import { Gutter } from "./gutter";
import { PayloadSkeleton } from "./payload-skeleton";
import { useTranscriptContext } from "./transcript-context";
import { eventOptions } from "./transcript-queries";
import type { EventProps } from "./transcript-row";

/** A result that stands apart from its call, as in the view of errors: the call is looked up to say what failed. */
export function ResultEvent({ row, payload, isLinked }: EventProps) {
  const { session } = useTranscriptContext();
  const callId = payload === null ? null : answeredCallId(payload);
  const { data: call } = useQuery({
    ...eventOptions(session.id, callId ?? ""),
    enabled: callId !== null,
    retry: false,
  });
  const isFailed = payload?.is_error === true;
  const Icon = isFailed ? CircleAlert : CornerDownRight;
  return (
    <>
      <Gutter
        row={row}
        isLinked={isLinked}
        mark={
          <span
            className={cn(
              "grid size-5 place-items-center rounded-full bg-surface",
              isFailed ? "text-danger" : "text-ink-3",
            )}
          >
            <Icon aria-hidden className="size-3.5" />
          </span>
        }
      />
      <div className="min-w-0 pr-4 sm:pr-16">
        <div className="flex h-7 items-center gap-2 font-mono text-12">
          <span className={cn("shrink-0 font-medium", isFailed && "text-danger")}>
            {typeof call?.name === "string" ? call.name : "Result"}
          </span>
          <span dir="auto" className="min-w-0 truncate text-ink-2">
            {firstArgument(call?.input)}
          </span>
          {isFailed ? <span className="ml-auto shrink-0 font-sans font-medium text-danger">failed</span> : null}
        </div>
        {payload === null ? (
          <PayloadSkeleton />
        ) : (
          <CallDetails input={undefined} result={{ state: "known", event: payload }} isLinked={isLinked} />
        )}
      </div>
    </>
  );
}
