import { EyeOff } from "lucide-react";
import type { MemoryDifference } from "@/lib/contract/memory-difference";
import type { MemoryRestore } from "@/lib/contract/memory-restore";
import { Callout } from "../ui/callout";
import { formatCount } from "../ui/format-count";
import { IdChip } from "../ui/id-chip";
import { type DifferenceKind, restoreWords, wordsForCounts } from "./difference-counts";
import { DifferenceMark } from "./difference-mark";

/** What a restore would do, file by file, and what it would leave alone. */
export function RestorePlan({ plan }: { plan: MemoryRestore }) {
  const words = wordsForCounts(plan.counts, restoreWords);
  return (
    <div className="flex min-h-0 flex-col gap-3">
      <p className="font-medium text-ink" aria-live="polite">
        {words ?? "Nothing would change: the files are as they were then."}
        {plan.counts.skipped > 0
          ? `; ${plan.counts.skipped} left as ${plan.counts.skipped === 1 ? "it is" : "they are"}`
          : ""}
        {words === null ? "" : "."}
      </p>
      {plan.restored.length > 0 ? (
        <ul
          aria-label="What would happen"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: long content scrolls, and scrolling must work from the keyboard.
          tabIndex={0}
          className="max-h-64 overflow-y-auto rounded-md border border-line py-1 text-12"
        >
          {plan.restored.map((item) => (
            <PlanRow key={`${item.operation} ${item.path}`} item={item} />
          ))}
        </ul>
      ) : null}
      {plan.truncated ? (
        <p className="text-12 text-ink-3">The list shows the first 1,000; the counts are of all.</p>
      ) : null}
      {plan.skipped.length > 0 ? (
        <Callout tone="warn" title={`${formatCount(plan.counts.skipped, "file")} cannot go back`}>
          What {plan.skipped.length === 1 ? "it" : "they"} held then was redacted since.
          <ul aria-label="Left as they are" className="mt-1 max-h-32 overflow-y-auto text-12">
            {plan.skipped.map(({ memory_id, path }) => (
              <li key={memory_id} className="flex items-center gap-1.5">
                <EyeOff aria-hidden className="size-3.5 shrink-0" />
                {path === null ? (
                  <>
                    a file without a path <IdChip id={memory_id} />
                  </>
                ) : (
                  <bdi className="font-mono break-all">{path}</bdi>
                )}
              </li>
            ))}
          </ul>
        </Callout>
      ) : null}
    </div>
  );
}

function PlanRow({ item }: { item: MemoryDifference }) {
  const kind: DifferenceKind = item.operation;
  return (
    <li className="flex min-h-6 items-center gap-2 px-2 leading-4">
      <span className="flex w-28 shrink-0">
        <DifferenceMark kind={kind} label={restoreWords[kind]} />
      </span>
      <span dir="ltr" className="min-w-0 font-mono break-all text-ink">
        {item.previous_path === null ? null : <span className="text-ink-3">{item.previous_path} → </span>}
        {item.path}
      </span>
    </li>
  );
}
