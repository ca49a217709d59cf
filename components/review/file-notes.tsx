"use client";
import Link from "next/link";
import { useState } from "react";
import { routes } from "@/lib/client/routes";
import type { DreamChange } from "@/lib/contract/dream-change";
import type { DreamOverlap } from "@/lib/contract/dream-review";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { SourceView } from "../viewer/source-view";
import { ConflictNotice } from "./conflict-notice";
import { OverlapNotice } from "./overlap-notice";
import { isHeldUp } from "./review-order";
import { SignedDecision } from "./signed-decision";

interface FileNotesProps {
  change: DreamChange;
  overlaps: readonly DreamOverlap[];
  onMerge: (() => void) | null;
  isMerging: boolean;
}

/** What a reviewer has to know of a file before its hunks. */
export function FileNotes({ change, overlaps, onMerge, isMerging }: FileNotesProps) {
  return (
    <>
      {change.risk_reasons.length === 0 ? null : (
        <Callout tone="warn">Look twice: {change.risk_reasons.join(" · ")}.</Callout>
      )}
      {change.previous_path === null || change.previous_path === change.path ? null : (
        <p className="text-13 [overflow-wrap:anywhere] text-ink-2">
          Moves from <span className="font-mono text-12">{change.previous_path}</span>
        </p>
      )}
      {isHeldUp(change) ? <ConflictNotice change={change} onMerge={onMerge} isMerging={isMerging} /> : null}
      <OverlapNotice overlaps={overlaps.filter(({ change_id }) => change_id === change.id)} />
      {change.decided?.content == null ? null : <OwnText change={change} content={change.decided.content} />}
      {change.applied == null ? null : (
        <Callout tone="ok">
          Applied as a new version.{" "}
          <Link
            className="underline"
            href={routes.file(change.applied.memory_store_id, change.path, {
              version: change.applied.memory_version_id,
            })}
          >
            Open the version
          </Link>
        </Callout>
      )}
    </>
  );
}

function OwnText({ change, content }: { change: DreamChange; content: string }) {
  const [isShown, setIsShown] = useState(false);
  return (
    <section aria-label="The reviewer's own text" className="rounded-md border border-line bg-surface">
      <header className="flex min-h-9 flex-wrap items-center gap-2 px-3 py-1 text-13">
        <span>A reviewer's own text stands for the whole file</span>
        <SignedDecision decision="approved" isEdited by={change.decided?.by} at={change.decided?.at} />
        <Button
          size="sm"
          variant="ghost"
          className="ml-auto"
          aria-expanded={isShown}
          onClick={() => setIsShown(!isShown)}
        >
          {isShown ? "Fold" : "Show"}
        </Button>
      </header>
      {isShown ? (
        <div className="flex h-72 flex-col border-t border-line">
          <SourceView text={content} path={change.path} />
        </div>
      ) : null}
    </section>
  );
}
