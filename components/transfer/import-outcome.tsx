import type { MemoryImport } from "@/lib/contract/transfer";
import { Callout } from "../ui/callout";
import { formatCount } from "../ui/format-count";
import { importCounts, wouldChange } from "./import-words";

/** What an import did, or would do: counts, and what is left out with the reason. */
export function ImportOutcome({ result }: { result: MemoryImport }) {
  const counts = importCounts(result);
  const title = result.dry_run
    ? wouldChange(result)
      ? "It would bring in"
      : "It would change nothing"
    : "The store now holds it";
  return (
    <section aria-label={result.dry_run ? "What would happen" : "What happened"} className="flex flex-col gap-2">
      <Callout tone={result.dry_run ? "info" : "ok"} isLive title={title}>
        <ul className="list-disc pl-4 tabular">
          {counts.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </Callout>
      {result.skipped.length === 0 ? null : (
        <div className="flex flex-col gap-1">
          <h3 className="font-medium text-ink">{formatCount(result.skipped_count, "file")} left out</h3>
          <ul
            aria-label="Files left out"
            className="flex max-h-40 flex-col gap-1 overflow-auto rounded-md border border-line px-3 py-2 text-12"
          >
            {result.skipped.map(({ path, reason }) => (
              <li key={path}>
                <span className="font-mono break-all">{path}</span> <span className="text-ink-2">{reason}</span>
              </li>
            ))}
          </ul>
          {result.skipped_count > result.skipped.length ? (
            <p className="text-12 text-ink-3">
              and {formatCount(result.skipped_count - result.skipped.length, "more", "more")}
            </p>
          ) : null}
        </div>
      )}
    </section>
  );
}
