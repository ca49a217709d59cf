"use client";
import Link from "next/link";
import { routes } from "@/lib/client/routes";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { formatCount } from "../ui/format-count";
import type { RedactionFile } from "./redaction-request";
import type { RedactionSummary } from "./redaction-summary";

interface ElsewhereNotesProps {
  summary: RedactionSummary;
  onTakeIn: (files: readonly RedactionFile[]) => void;
}

/** Where the words stand beside the chosen files: what goes with them, what can be taken in, what stays. */
export function ElsewhereNotes({ summary, onTakeIn }: ElsewhereNotesProps) {
  const { copyCount, hiddenCopyCount, others, dreamIds, pathCount, unseenCount } = summary;
  const copies = copyCount + hiddenCopyCount;
  return (
    <section aria-label="Elsewhere" className="flex flex-col gap-2">
      <h3 className="font-medium text-ink">Elsewhere</h3>
      <ul className="flex list-disc flex-col gap-1 pl-5 marker:text-ink-3">
        {copies === 0 ? null : (
          <li>
            {formatCount(copies, "copy", "copies")} in other files and stores {copies === 1 ? "goes" : "go"} with{" "}
            {copies === 1 ? "its" : "their"} origin
            {hiddenCopyCount === 0 ? "." : `; ${hiddenCopyCount} of them where you cannot look.`}
          </li>
        )}
        {dreamIds.length === 0 ? null : (
          <li>
            Findings and changes of {formatCount(dreamIds.length, "dream")} hold it; what came from the redacted
            versions goes too.{" "}
            {dreamIds.slice(0, 3).map((id, index) => (
              <Link key={id} href={routes.dream(id)} className="mr-2 underline" target="_blank">
                Dream {index + 1}
              </Link>
            ))}
          </li>
        )}
        {others.length === 0 ? null : (
          <li>
            {formatCount(others.length, "other file")} of the store {others.length === 1 ? "holds" : "hold"} it:{" "}
            <span className="font-mono text-12 break-all">
              {others
                .slice(0, 3)
                .map(({ path }) => path)
                .join(", ")}
              {others.length > 3 ? " …" : ""}
            </span>{" "}
            <Button size="sm" onClick={() => onTakeIn(others)}>
              Take in {formatCount(others.length, "file")}
            </Button>
          </li>
        )}
        <li>Transcripts of sessions are not looked through here, nor are other stores, backups and past downloads.</li>
      </ul>
      {pathCount === 0 ? null : (
        <Callout tone="warn">
          {pathCount === 1 ? "A path says it too" : `${pathCount} paths say it too`}, and the path of a living file
          stays. Rename the file first; its earlier versions then lose their path with their text.
        </Callout>
      )}
      {unseenCount === 0 ? null : (
        <Callout tone="warn">
          Looking elsewhere took too long for {formatCount(unseenCount, "file")}. Copies go all the same; other files
          may hold the words.
        </Callout>
      )}
    </section>
  );
}
