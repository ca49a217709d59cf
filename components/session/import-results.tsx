"use client";
import { CircleAlert, CircleCheck, CircleSlash } from "lucide-react";
import Link from "next/link";
import { routes } from "@/lib/client/routes";
import { formatCount, formatNumber } from "../ui/format-count";
import { shortenMiddle } from "../ui/shorten-middle";
import { type FileResult, sessionsOf } from "./import-state";

const shownSessions = 50;

/** What became of every file: the sessions made of it, and each line that could not be read. */
export function ImportResults({ results, onLeave }: { results: readonly FileResult[]; onLeave: () => void }) {
  const sessions = sessionsOf(results);
  return (
    <div role="status" className="flex flex-col gap-4 text-13">
      <ul className="flex flex-col gap-2">
        {results.map((result, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the results of one import never move, and names can repeat.
          <li key={index}>
            <FileLine result={result} />
          </li>
        ))}
      </ul>
      {sessions.length > 0 ? (
        <section>
          <h3 className="text-12 font-medium text-ink-3">{formatCount(sessions.length, "session")}</h3>
          <ul className="mt-1 max-h-56 overflow-y-auto rounded-md border border-line">
            {sessions.slice(0, shownSessions).map((session) => (
              <li key={session.id} className="flex h-8 items-center gap-3 border-b border-line px-2 last:border-b-0">
                <Link
                  href={routes.session(session.id)}
                  onClick={onLeave}
                  className="min-w-0 flex-1 truncate rounded-sm font-medium hover:underline"
                >
                  {session.title || shortenMiddle(session.id)}
                </Link>
                <span className="shrink-0 text-12 text-ink-3 tabular">
                  {formatCount(session.reverie.event_count, "event")}
                </span>
              </li>
            ))}
          </ul>
          {sessions.length > shownSessions ? (
            <p className="mt-1 text-12 text-ink-3">
              and {formatNumber(sessions.length - shownSessions)} more, all in the list of sessions
            </p>
          ) : null}
        </section>
      ) : null}
    </div>
  );
}

function FileLine({ result }: { result: FileResult }) {
  const name = <span className="font-mono text-12">{result.name}</span>;
  if (result.kind === "failed") {
    return (
      <p className="flex gap-2">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
        <span>
          {name} was not imported. <span className="text-ink-2">{result.reason}</span>
        </span>
      </p>
    );
  }
  if (result.kind === "stopped") {
    return (
      <p className="flex gap-2 text-ink-2">
        <CircleSlash aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
        <span>{name} was stopped. Sessions that were whole by then are kept; importing it again adds the rest.</span>
      </p>
    );
  }
  return (
    <div className="flex gap-2">
      <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
      <div className="min-w-0 flex-1">
        {name}: {formatCount(result.data.length, "session")}
        {result.skipped.length > 0 ? `, ${formatCount(result.skipped.length, "line")} not read` : ", every line read"}
        {result.skipped.length > 0 ? (
          <ul className="mt-1 max-h-40 overflow-y-auto rounded-md border border-warn-line bg-warn-soft px-2 py-1 text-12">
            {result.skipped.map((skipped, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: several things can be wrong with one line.
              <li key={index} className="flex gap-2 leading-5">
                <span className="w-16 shrink-0 text-ink-3 tabular">line {formatNumber(skipped.line)}</span>
                <span className="min-w-0 break-words">{skipped.reason}</span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}
