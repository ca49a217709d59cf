"use client";
import { useState } from "react";
import type { RedactionPlace } from "@/lib/contract/memory-redaction";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { formatCount } from "../ui/format-count";
import { Time } from "../ui/time";
import type { RedactionFile } from "./redaction-request";
import type { FileOutcome } from "./use-each-file";
import { wordsForFailure } from "./words-for-failure";

const shownFiles = 50;
const shownPlaces = 8;

interface PlaceListProps {
  files: readonly RedactionFile[];
  outcomes: ReadonlyMap<string, FileOutcome>;
}

/** File by file, the versions in which the words stand. */
export function PlaceList({ files, outcomes }: PlaceListProps) {
  const [count, setCount] = useState(shownFiles);
  return (
    <>
      <ul
        aria-label="Files with their places"
        className="flex max-h-56 flex-col divide-y divide-line overflow-auto rounded-md border border-line"
      >
        {files.slice(0, count).map((file) => (
          <li key={file.memoryId} className="flex flex-col gap-1 px-3 py-2">
            <span className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-mono text-12 break-all text-ink">{file.path}</span>
              <span className="text-12 text-ink-3">
                <OutcomeWords outcome={outcomes.get(file.memoryId)} />
              </span>
            </span>
            <Places outcome={outcomes.get(file.memoryId)} isAll={files.length === 1} />
          </li>
        ))}
      </ul>
      {files.length > count ? (
        <Button size="sm" variant="ghost" className="self-start" onClick={() => setCount(count + shownFiles)}>
          Show more of {files.length} files
        </Button>
      ) : null}
    </>
  );
}

function OutcomeWords({ outcome }: { outcome: FileOutcome | undefined }) {
  if (outcome === undefined) return "not looked through yet";
  if (outcome.state === "failed") return <span className="text-danger">{wordsForFailure(outcome.error)}</span>;
  const { places } = outcome.redaction;
  return places.length === 0 ? "does not hold it" : formatCount(places.length, "version");
}

function Places({ outcome, isAll }: { outcome: FileOutcome | undefined; isAll: boolean }) {
  if (outcome?.state !== "done") return null;
  const { places } = outcome.redaction;
  const shown = isAll ? places : places.slice(0, shownPlaces);
  return (
    <ul className="flex flex-col">
      {shown.map((place) => (
        <li key={place.memory_version_id} className="flex min-h-6 flex-wrap items-center gap-x-2 text-12 text-ink-2">
          <span className="w-10 font-mono text-ink">v{place.sequence}</span>
          {place.is_head ? <Badge tone="accent">current</Badge> : null}
          <span className="tabular">{placeWords(place)}</span>
          <Time at={place.created_at} className="ml-auto text-ink-3" />
        </li>
      ))}
      {places.length > shown.length ? (
        <li className="text-12 text-ink-3">and {formatCount(places.length - shown.length, "older version")}</li>
      ) : null}
    </ul>
  );
}

function placeWords({ match_count, lines }: RedactionPlace): string {
  const shown = lines.slice(0, 6).join(", ");
  const rest = lines.length > 6 ? " …" : "";
  return `${formatCount(match_count, "place")}, ${lines.length === 1 ? "line" : "lines"} ${shown}${rest}`;
}
