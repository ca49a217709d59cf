"use client";
import { GitCompareArrows, MessageSquareText } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { routes } from "@/lib/client/routes";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { IconButton } from "../ui/icon-button";
import { Time } from "../ui/time";
import { VersionChangeDialog } from "./version-change-dialog";

const verbClass = { created: "text-add", modified: "text-ink-2", deleted: "text-del" } as const;

interface VersionLinksProps {
  storeId: string;
  versions: readonly MemoryVersion[];
  /** The call that wrote a version, where it is known. */
  callOf: (version: MemoryVersion) => string | null;
  onShowEvent: (eventId: string) => void;
}

/** The versions that the session made of one file: each as it was, what it changed, and the call that wrote it. */
export function VersionLinks({ storeId, versions, callOf, onShowEvent }: VersionLinksProps) {
  const [shown, setShown] = useState<MemoryVersion | null>(null);
  const shownCallId = shown === null ? null : callOf(shown);
  return (
    <ul className="ml-1.5 border-l border-line pl-3">
      {versions.map((version) => {
        const callId = callOf(version);
        return (
          <li key={version.id} className="flex h-6 items-center gap-1.5 text-12">
            {version.path === null ? (
              <span className="text-ink-3">version {version.reverie.sequence}, redacted</span>
            ) : (
              <Link
                href={routes.file(storeId, version.path, { version: version.id })}
                prefetch={false}
                className="rounded-sm text-ink-2 hover:text-ink hover:underline"
              >
                version {version.reverie.sequence}{" "}
                <span className={verbClass[version.operation]}>{version.operation}</span>
              </Link>
            )}
            <Time at={version.created_at} isPlain className="ml-auto text-ink-3" />
            {callId === null ? null : (
              <IconButton label="Show the call that wrote it" size="sm" onClick={() => onShowEvent(callId)}>
                <MessageSquareText aria-hidden />
              </IconButton>
            )}
            {version.path === null ? null : (
              <IconButton label="Before and after" size="sm" onClick={() => setShown(version)}>
                <GitCompareArrows aria-hidden />
              </IconButton>
            )}
          </li>
        );
      })}
      {shown === null ? null : (
        <VersionChangeDialog
          version={shown}
          onShowEvent={shownCallId === null ? null : () => onShowEvent(shownCallId)}
          onClose={() => setShown(null)}
        />
      )}
    </ul>
  );
}
