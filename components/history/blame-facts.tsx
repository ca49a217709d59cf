"use client";
import { Moon } from "lucide-react";
import Link from "next/link";
import { routes } from "@/lib/client/routes";
import type { MemoryBlameRange } from "@/lib/contract/memory-blame";
import { Actor } from "../actor/actor";
import { useStore } from "../store/store-context";
import { exactUtc, relativeTime } from "../ui/relative-time";
import { useNow } from "../ui/use-now";
import { actorOfRange } from "./blame-author";
import { channelPhrase } from "./channel-words";
import { useFileVersions } from "./use-file-versions";

const linkClass = "rounded-sm text-12 font-medium text-accent underline-offset-2 hover:underline";

interface BlameFactsProps {
  range: MemoryBlameRange;
  memoryId: string;
  path: string;
  href: string;
}

/** Who wrote a range of lines, when, how and why; and what is not known, where versions before it were erased. */
export function BlameFacts({ range, memoryId, path, href }: BlameFactsProps) {
  const { store, at } = useStore();
  const { versions } = useFileVersions(memoryId);
  const now = useNow();
  const version = versions.find(({ id }) => id === range.memory_version_id);
  const before = versions.find(
    ({ reverie }) => version !== undefined && reverie.sequence === version.reverie.sequence - 1,
  );
  const written = new Date(range.created_at);
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2">
        <Actor actor={actorOfRange(range)} isPlain className="font-medium" />
        <span className="text-12 text-ink-3">{channelPhrase(range.via)}</span>
      </p>
      <p className="text-12 text-ink-2">
        {now === null ? null : `${relativeTime(written, now)}, `}
        <span className="font-mono">{exactUtc(written)}</span>
      </p>
      {range.reason === null ? (
        <p className="text-12 text-ink-3">No reason was given.</p>
      ) : (
        <p dir="auto" className="max-h-32 overflow-y-auto border-l-2 border-line-strong pl-2 break-words text-ink-2">
          {range.reason}
        </p>
      )}
      {range.redacted ? (
        <p className="rounded-sm bg-warn-soft px-2 py-1 text-12 text-warn">
          Redacted or earlier: {range.redacted_versions.length === 1 ? "the version" : "the versions"} right before this
          one {range.redacted_versions.length === 1 ? "was" : `(${range.redacted_versions.length}) were`} redacted, and
          may have brought these lines in. This is the first that can be read.
        </p>
      ) : null}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link href={href} scroll={false} className={linkClass}>
          {version === undefined ? "Open the version" : `Open v${version.reverie.sequence}`}
        </Link>
        {before === undefined || before.redacted_at !== null || before.operation === "deleted" ? null : (
          <Link
            scroll={false}
            href={routes.file(store.id, path, { version: before.id, view: "blame", ...(at === null ? {} : { at }) })}
            className={linkClass}
          >
            Blame before this change
          </Link>
        )}
        {range.dream_id === null ? null : (
          <Link
            href={routes.dream(range.dream_id)}
            className="inline-flex items-center gap-1 rounded-sm text-12 font-medium text-dusk underline-offset-2 hover:underline"
          >
            <Moon aria-hidden className="size-3" />
            Open the dream
          </Link>
        )}
      </p>
    </>
  );
}
