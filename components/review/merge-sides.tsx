"use client";
import type { ReactNode } from "react";
import type { DreamMerge } from "@/lib/contract/dream-review";
import { Actor } from "../actor/actor";
import { Button } from "../ui/button";
import { Time } from "../ui/time";
import { SourceView } from "../viewer/source-view";

interface MergeSidesProps {
  path: string;
  texts: DreamMerge;
  /** Puts a side into the editor. */
  onTake: (text: string) => void;
}

/** The three texts that a merge is made of, beside each other where there is room. */
export function MergeSides({ path, texts, onTake }: MergeSidesProps) {
  const { base, proposed, live, merge } = texts;
  return (
    <div className="flex flex-col gap-2">
      <div className="grid gap-2 xl:grid-cols-3">
        <Side title="Read by the dream" text={base} path={`${path}, read by the dream`} />
        <Side title="Proposed" text={proposed} path={`${path}, proposed`} onTake={onTake} />
        <Side
          title="In the store now"
          text={live?.content ?? null}
          path={`${path}, in the store now`}
          meta={
            live === null ? null : (
              <>
                <Actor actor={live.created_by} size="sm" /> <Time at={live.created_at} />
              </>
            )
          }
          onTake={onTake}
        />
      </div>
      {merge === null ? null : (
        <p className="flex flex-wrap items-center gap-2 text-12 text-ink-2">
          {merge.clean ? "Both sides merge without overlap." : "Both sides touch the same lines."}
          <Button size="sm" onClick={() => onTake(merge.content)}>
            Take the merge of both
          </Button>
        </p>
      )}
    </div>
  );
}

interface SideProps {
  title: string;
  text: string | null;
  path: string;
  meta?: ReactNode;
  onTake?: (text: string) => void;
}

function Side({ title, text, path, meta, onTake }: SideProps) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col rounded-md border border-line bg-surface">
      <header className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-3 py-1 text-12">
        <h3 className="font-medium text-ink-2">{title}</h3>
        <span className="flex min-w-0 items-center gap-1.5 text-ink-3">{meta}</span>
        {text === null || onTake === undefined ? null : (
          <Button size="sm" variant="ghost" className="ml-auto" onClick={() => onTake(text)}>
            Take this
          </Button>
        )}
      </header>
      {text === null ? (
        <p className="p-3 text-12 text-ink-3">There is no text here.</p>
      ) : (
        <div className="flex h-56 flex-col">
          <SourceView text={text} path={path} />
        </div>
      )}
    </section>
  );
}
