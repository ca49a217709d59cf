"use client";
import { EyeOff } from "lucide-react";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { Actor } from "../actor/actor";
import { shownActorOf } from "../history/shown-actor-of";
import { EmptyState } from "../ui/empty-state";
import { Time } from "../ui/time";
import { nameOfVersion } from "./name-of-version";

/** What is left of an erased version: who, when and what kind; never how long it was, never a hash of it. */
export function RedactedVersion({ version }: { version: MemoryVersion }) {
  return (
    <EmptyState icon={<EyeOff aria-hidden />} title={`${nameOfVersion(version)} was redacted`}>
      <p>Its text, path, hash, size and reason are erased for good, here and in what was derived from it.</p>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        <dt className="text-ink-3">Redacted</dt>
        <dd className="flex flex-wrap items-center gap-x-1.5 text-ink">
          <Actor actor={version.redacted_by} size="sm" />
          {version.redacted_at === null ? null : (
            <Time at={version.redacted_at} format="exact" className="font-mono text-12" />
          )}
        </dd>
        {version.reverie.redaction_reason === undefined ? null : (
          <>
            <dt className="text-ink-3">Why</dt>
            <dd dir="auto" className="break-words text-ink">
              {version.reverie.redaction_reason}
            </dd>
          </>
        )}
        <dt className="text-ink-3">Written</dt>
        <dd className="flex flex-wrap items-center gap-x-1.5 text-ink">
          <Actor actor={shownActorOf(version)} via={version.reverie.via} size="sm" />
          <Time at={version.created_at} format="exact" className="font-mono text-12" />
        </dd>
        <dt className="text-ink-3">Kind</dt>
        <dd className="text-ink">{version.operation}</dd>
      </dl>
    </EmptyState>
  );
}
