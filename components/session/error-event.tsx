"use client";
import { CircleAlert } from "lucide-react";
import { isRecord } from "./event-content";
import { Gutter } from "./gutter";
import type { EventProps } from "./transcript-row";

const retryWords: Record<string, string> = {
  retrying: "It is tried again.",
  exhausted: "The tries are used up.",
  terminal: "The session cannot go on.",
};

/** The session itself failed: what, why, and whether it goes on. */
export function ErrorEvent({ row, payload, isLinked }: EventProps) {
  const error = isRecord(payload?.error) ? payload.error : {};
  const retry = isRecord(error.retry_status) ? String(error.retry_status.type) : "";
  return (
    <>
      <Gutter
        row={row}
        isLinked={isLinked}
        className="mt-1"
        mark={
          <span className="grid size-5 place-items-center rounded-full bg-surface text-danger">
            <CircleAlert aria-hidden className="size-3.5" />
          </span>
        }
      />
      <div className="min-w-0 py-1 pr-4 sm:pr-16">
        <div className="max-w-192 rounded-md border border-danger-line bg-danger-soft px-3 py-2">
          <p className="text-12 font-medium text-danger">{String(error.type ?? "Error").replaceAll("_", " ")}</p>
          <p dir="auto" className="break-words text-ink">
            {String(error.message ?? "")} {retryWords[retry] ?? ""}
          </p>
        </div>
      </div>
    </>
  );
}
