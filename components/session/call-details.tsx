"use client";
import { cn } from "../ui/cn";
import type { CallResult } from "./call-line";
import { contentText, inputLeaves, readableJson } from "./event-content";
import { LongText } from "./long-text";
import { MissingQuote } from "./missing-quote";
import { useTranscriptContext } from "./transcript-context";

interface CallDetailsProps {
  input: unknown;
  result: CallResult;
  isLinked: boolean;
}

/** What a call was given and what came back. */
export function CallDetails({ input, result, isLinked }: CallDetailsProps) {
  const { quote } = useTranscriptContext();
  const leaves = inputLeaves(input);
  const isQuoted = isLinked && quote !== null;
  const text = result.state === "known" ? contentText(result.event.content) : "";
  const isFailed = result.state === "known" && result.event.is_error === true;
  return (
    <div className="mb-2 max-w-256 overflow-hidden rounded-md border border-line">
      {leaves.length === 0 ? null : (
        <dl className="flex flex-col gap-1 bg-canvas px-3 py-2">
          {leaves.map((leaf) => (
            <div key={leaf.name} className="flex min-w-0 flex-wrap gap-x-3 sm:flex-nowrap">
              <dt className="w-full shrink-0 truncate sm:w-28 text-12 leading-5 text-ink-3" title={leaf.name}>
                {leaf.name || "input"}
              </dt>
              <dd className="min-w-0 flex-1">
                <LongText text={leaf.text} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div
        className={cn(
          "border-t border-line px-3 py-2 first:border-t-0",
          isFailed && "border-l-2 border-l-danger-solid bg-danger-soft",
        )}
      >
        {result.state === "known" ? (
          text === "" ? (
            <span className="text-12 text-ink-3">Nothing came back</span>
          ) : (
            // A quote is a piece of the text as it came: indenting it would part its words.
            <LongText text={isQuoted ? text : readableJson(text)} />
          )
        ) : (
          <span className="text-12 text-ink-3">
            {result.state === "pending" ? "Reading the result …" : "No result is recorded"}
          </span>
        )}
        {isQuoted && result.state === "known" ? (
          <MissingQuote quote={quote} text={`${leaves.map((leaf) => leaf.text).join("\n")}\n${text}`} />
        ) : null}
      </div>
    </div>
  );
}
