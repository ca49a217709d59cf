"use client";
import Link from "next/link";
import { useState } from "react";
import { routes } from "@/lib/client/routes";
import type { InsightEvidence } from "@/lib/contract/dream-insight";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { shortenMiddle } from "../ui/shorten-middle";

const shownAtFirst = 5;

interface EvidenceListProps {
  label: string;
  evidence: readonly InsightEvidence[];
  storeId: string;
  /** What speaks against a claim is drawn apart from what speaks for it. */
  tone?: "for" | "against";
}

/** Quotes with their sources; each opens where it stands, highlighted. Shows nothing when there are none. */
export function EvidenceList({ label, evidence, storeId, tone = "for" }: EvidenceListProps) {
  const [showsAll, setShowsAll] = useState(false);
  if (evidence.length === 0) return null;
  const shown = showsAll ? evidence : evidence.slice(0, shownAtFirst);
  return (
    <div className="flex flex-col gap-1.5">
      <h4 className="text-12 font-medium text-ink-3">{label}</h4>
      <ul className="flex flex-col gap-2">
        {shown.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two pieces of evidence can be alike to the letter, and never move.
          <li key={index}>
            <Link
              href={placeOf(item, storeId)}
              prefetch={false}
              className={cn(
                "block rounded-md border px-2.5 py-2 hover:border-line-strong",
                tone === "against" ? "border-warn-line bg-warn-soft" : "border-line bg-canvas",
              )}
            >
              <span className="block text-12 text-ink-3">{sourceOf(item)}</span>
              <q
                className="mt-0.5 block font-mono text-12 leading-5 [overflow-wrap:anywhere] text-ink [quotes:none]"
                dir="auto"
              >
                {item.quote}
              </q>
            </Link>
          </li>
        ))}
      </ul>
      {evidence.length > shown.length ? (
        <Button size="sm" variant="ghost" className="self-start" onClick={() => setShowsAll(true)}>
          Show {evidence.length - shown.length} more
        </Button>
      ) : null}
    </div>
  );
}

function sourceOf(item: InsightEvidence): string {
  if (item.source === "event")
    return `session ${shortenMiddle(item.session_id)}${item.role === "closing" ? " · closes it" : ""}`;
  const [first, last] = item.lines;
  return `${item.path} · ${first === last ? `line ${first}` : `lines ${first} to ${last}`}`;
}

function placeOf(item: InsightEvidence, storeId: string): string {
  if (item.source === "event") {
    // In the fragment, which no server and no log ever sees.
    return `${routes.session(item.session_id, item.event_id)}#quote=${encodeURIComponent(item.quote.slice(0, 500))}`;
  }
  return routes.file(storeId, item.path, { version: item.memory_version_id, lines: item.lines });
}
