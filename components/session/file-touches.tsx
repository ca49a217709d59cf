"use client";
import { BookOpen, PencilLine } from "lucide-react";
import Link from "next/link";
import { routes } from "@/lib/client/routes";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { formatNumber } from "../ui/format-count";
import { type FileSummary, isWritten, redactedPath } from "./memory-summary";
import { VersionLinks } from "./version-links";

interface FileTouchesProps {
  storeId: string;
  file: FileSummary;
  callOf: (version: MemoryVersion) => string | null;
  onShowEvent: (eventId: string) => void;
}

/** One file: how often it was read and written, each leading to the call; the versions that came of it. */
export function FileTouches({ storeId, file, callOf, onShowEvent }: FileTouchesProps) {
  const isStore = file.path === "/";
  const Icon = isWritten(file) ? PencilLine : BookOpen;
  return (
    <li className="px-3 py-0.5">
      <div className="flex min-h-6 min-w-0 items-center gap-1.5">
        <Icon aria-hidden className={`size-3.5 shrink-0 ${isWritten(file) ? "text-accent" : "text-ink-3"}`} />
        {file.path === redactedPath ? (
          <span className="min-w-0 flex-1 truncate text-12 text-ink-3">path redacted</span>
        ) : (
          <Link
            href={isStore ? routes.store(storeId) : routes.file(storeId, file.path)}
            prefetch={false}
            title={file.path}
            className="min-w-0 flex-1 truncate rounded-sm font-mono text-12 hover:underline"
          >
            {isStore ? "the folder itself" : file.path}
          </Link>
        )}
        <Visits verb="read" eventIds={file.readEventIds} onShowEvent={onShowEvent} />
        <Visits verb="written" eventIds={file.writeEventIds} onShowEvent={onShowEvent} />
      </div>
      {file.versions.length > 0 ? (
        <VersionLinks storeId={storeId} versions={file.versions} callOf={callOf} onShowEvent={onShowEvent} />
      ) : null}
    </li>
  );
}

interface VisitsProps {
  verb: string;
  eventIds: readonly string[];
  onShowEvent: (eventId: string) => void;
}

/** "read 3×": leads to the first of the calls. */
function Visits({ verb, eventIds, onShowEvent }: VisitsProps) {
  const [first] = eventIds;
  if (first === undefined) return null;
  return (
    <button
      type="button"
      title={`Show the first call by which it was ${verb}`}
      onClick={() => onShowEvent(first)}
      className="h-6 shrink-0 rounded-sm px-1 text-12 text-ink-3 tabular hover:bg-sunken hover:text-ink"
    >
      {verb} {formatNumber(eventIds.length)}×
    </button>
  );
}
