"use client";
import type { ApiError } from "@/lib/client/api-error";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { Actor } from "../actor/actor";
import { nameOfVersion } from "../file/name-of-version";
import { shownActorOf } from "../history/shown-actor-of";
import { Callout } from "../ui/callout";
import { Checkbox } from "../ui/checkbox";
import { formatCount } from "../ui/format-count";
import { SkeletonRows } from "../ui/skeleton";
import { Time } from "../ui/time";

interface HoldingVersionsProps {
  currentId: string;
  earlier: readonly MemoryVersion[];
  search: { data: { versions: MemoryVersion[]; isWhole: boolean } | undefined; error: ApiError | null };
  kept: ReadonlySet<string>;
  onKeptChange: (kept: ReadonlySet<string>) => void;
}

/** The versions that hold what is taken out: the current one always goes, of the earlier ones each can be left. */
export function HoldingVersions({ currentId, earlier, search, kept, onKeptChange }: HoldingVersionsProps) {
  if (search.error !== null) {
    return (
      <Callout tone="warn">
        The earlier versions could not be looked through ({search.error.message}). Only the current one is erased.
      </Callout>
    );
  }
  if (search.data === undefined) return <SkeletonRows label="earlier versions" count={2} />;
  const { versions, isWhole } = search.data;
  const current = versions.find(({ id }) => id === currentId);
  const toggle = (id: string, isErased: boolean) => {
    const next = new Set(kept);
    if (isErased) next.delete(id);
    else next.add(id);
    onKeptChange(next);
  };
  return (
    <section aria-label="Versions to erase" className="flex flex-col gap-1">
      <h3 className="font-medium text-ink">
        {isWhole ? `All ${formatCount(versions.length, "version")}` : `The newest ${versions.length} versions`} were
        looked through; {formatCount(earlier.length, "earlier one", "earlier ones")}{" "}
        {earlier.length === 1 ? "holds" : "hold"} the words
      </h3>
      <ul className="flex max-h-40 flex-col overflow-auto">
        {current === undefined ? null : (
          <li className="flex min-h-7 items-center gap-2 text-ink">
            <Checkbox
              label={`${nameOfVersion(current)}, the current text`}
              isChecked
              disabled
              onCheckedChange={() => undefined}
            />
          </li>
        )}
        {earlier.map((version) => (
          <li key={version.id} className="flex min-h-7 items-center gap-2">
            <Checkbox
              label={nameOfVersion(version)}
              isChecked={!kept.has(version.id)}
              onCheckedChange={(isChecked) => toggle(version.id, isChecked)}
            />
            <Actor actor={shownActorOf(version)} size="sm" />
            <Time at={version.created_at} className="text-12 text-ink-3" />
          </li>
        ))}
      </ul>
    </section>
  );
}
