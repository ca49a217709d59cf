"use client";
import { Download } from "lucide-react";
import { Actor } from "../actor/actor";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { downloadText } from "../ui/download-blob";
import { formatCount } from "../ui/format-count";
import { IdChip } from "../ui/id-chip";
import { Time } from "../ui/time";
import { type RedactionEntry, redactionListCsv, redactionListJson } from "./redaction-list";

const shownEntries = 100;

interface RedactionReceiptProps {
  entries: readonly RedactionEntry[];
  /** Copies in stores that this person cannot read. */
  hiddenCopyCount: number;
}

/** What was redacted, to keep: ids, times, who and why; never what stood there. */
export function RedactionReceipt({ entries, hiddenCopyCount }: RedactionReceiptProps) {
  const fileName = `redaction-${(entries[0]?.redacted_at ?? new Date().toISOString()).replaceAll(/[:.]/g, "-")}`;
  return (
    <div className="flex flex-col gap-3 text-13 text-ink-2">
      <Callout tone="ok" isLive title={`${formatCount(entries.length, "version")} redacted`}>
        Their tombstones stay in the history: who wrote them and when, who redacted them and why.
        {hiddenCopyCount === 0
          ? null
          : ` ${formatCount(hiddenCopyCount, "copy", "copies")} in stores that you cannot read went too.`}
      </Callout>
      <div className="max-h-72 overflow-auto rounded-md border border-line">
        <table aria-label="Redacted versions" className="w-full text-left text-12">
          <thead className="sticky top-0 bg-canvas text-ink-3">
            <tr>
              {["Version", "File", "Redacted", "By", "Why"].map((heading) => (
                <th key={heading} scope="col" className="px-3 py-1.5 font-medium">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {entries.slice(0, shownEntries).map((entry) => (
              <tr key={entry.memory_version_id}>
                <td className="px-3 py-1 whitespace-nowrap">
                  v{entry.sequence} <IdChip id={entry.memory_version_id} />
                  {entry.is_copy ? " copy" : null}
                </td>
                <td className="px-3 py-1">
                  <IdChip id={entry.memory_id} />
                </td>
                <td className="px-3 py-1">
                  <Time at={entry.redacted_at} format="exact" className="font-mono whitespace-nowrap" />
                </td>
                <td className="px-3 py-1">
                  <Actor actor={entry.redacted_by} size="sm" />
                </td>
                <td className="px-3 py-1 break-words">{entry.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {entries.length > shownEntries ? (
          <p className="px-3 py-2 text-12 text-ink-3">The list to keep has all {entries.length}.</p>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={() => downloadText(redactionListCsv(entries), `${fileName}.csv`)}>
          <Download aria-hidden />
          Keep the list as CSV
        </Button>
        <Button onClick={() => downloadText(redactionListJson(entries), `${fileName}.json`)}>
          <Download aria-hidden />
          Keep the list as JSON
        </Button>
        <span className="min-w-0 flex-1 basis-56 text-12 text-ink-3">
          It holds ids, times, names of accounts and the reason; no path and no text.
        </span>
      </div>
    </div>
  );
}
