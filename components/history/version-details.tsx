"use client";
import { EyeOff, GitCompareArrows } from "lucide-react";
import { routes } from "@/lib/client/routes";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { Actor } from "../actor/actor";
import { nameOfVersion } from "../file/name-of-version";
import { useStore } from "../store/store-context";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { formatSize } from "../ui/format-size";
import { IdChip } from "../ui/id-chip";
import { Time } from "../ui/time";
import { shownActorOf } from "./shown-actor-of";
import { VersionOrigin } from "./version-origin";

interface VersionDetailsProps {
  version: MemoryVersion;
  /** The one before it, where it is loaded. */
  before: MemoryVersion | null;
  path: string;
  isCurrent: boolean;
  onRedact: () => void;
}

/** Everything known about one version, and what can be done with it. */
export function VersionDetails({ version, before, path, isCurrent, onRedact }: VersionDetailsProps) {
  const { store, may, at } = useStore();
  const isRedacted = version.redacted_at !== null;
  const name = nameOfVersion(version);
  return (
    <section
      aria-label={`About ${name}`}
      className="flex max-h-1/2 shrink-0 flex-col gap-2 overflow-y-auto border-t border-line bg-canvas px-3 py-3"
    >
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="text-13 font-semibold">{name}</h3>
        <Badge tone={version.operation === "deleted" ? "danger" : "neutral"}>{version.operation}</Badge>
        {isCurrent ? <Badge tone="accent">current</Badge> : null}
        {isRedacted ? <Badge tone="warn">redacted</Badge> : null}
        {version.content_size_bytes === null ? null : (
          <span className="ml-auto text-12 text-ink-3 tabular">{formatSize(version.content_size_bytes)}</span>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-13">
        <Actor actor={shownActorOf(version)} via={version.reverie.via} reason={version.reverie.reason} />
        <Time at={version.created_at} className="text-12 text-ink-3" />
      </div>
      {version.reverie.reason === null ? null : (
        <p dir="auto" className="border-l-2 border-line-strong pl-2 text-13 break-words text-ink-2">
          {version.reverie.reason}
        </p>
      )}
      <VersionOrigin version={version} />
      {isRedacted ? (
        <p className="flex flex-wrap items-center gap-x-1.5 text-12 text-ink-2">
          Redacted by <Actor actor={version.redacted_by} size="sm" />
          {version.redacted_at === null ? null : <Time at={version.redacted_at} />}
        </p>
      ) : null}
      <p className="flex flex-wrap items-center gap-x-1 text-12 text-ink-3">
        <IdChip id={version.id} className="-ml-1" />
        {version.content_sha256 === null ? null : <IdChip id={`sha256_${version.content_sha256}`} />}
      </p>
      <div className="flex flex-wrap gap-2">
        {before === null || before.redacted_at !== null || isRedacted ? null : (
          <ButtonLink
            size="sm"
            scroll={false}
            href={routes.file(store.id, path, {
              version: version.id,
              compare: before.id,
              ...(at === null ? {} : { at }),
            })}
          >
            <GitCompareArrows aria-hidden />
            Compare with {nameOfVersion(before)}
          </ButtonLink>
        )}
        {may("redact") && !isRedacted ? (
          <Button size="sm" variant="ghost" onClick={onRedact}>
            <EyeOff aria-hidden />
            Redact {name}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
