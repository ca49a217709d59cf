"use client";
import { FileX2 } from "lucide-react";
import { routes } from "@/lib/client/routes";
import { Actor } from "../actor/actor";
import { shownActorOf } from "../history/shown-actor-of";
import { useFileVersions } from "../history/use-file-versions";
import { useStore } from "../store/store-context";
import { useStoreView } from "../store/use-store-address";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Time } from "../ui/time";
import { ComparePane } from "./compare-pane";
import { FileHeader } from "./file-header";
import { FileSkeleton } from "./file-skeleton";
import { OldVersion } from "./old-version";
import { OrphanedDraft } from "./orphaned-draft";

/** A deleted file: its history is left, and the way back. */
export function GoneFile({ memoryId, path }: { memoryId: string; path: string }) {
  const { store } = useStore();
  const [{ version, compare }] = useStoreView();
  const { query, versions } = useFileVersions(memoryId);
  const [last, lastText] = versions;
  if (version !== null && compare !== null) {
    return <ComparePane path={path} afterId={version} beforeId={compare} />;
  }
  if (version !== null && version !== last?.id) {
    return <OldVersion memoryId={memoryId} path={path} versionId={version} head={null} />;
  }
  if (query.isError) {
    return (
      <ErrorState title="The history could not be read." error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  if (last === undefined) return <FileSkeleton />;
  return (
    <>
      <FileHeader path={path} isGone meta={<Badge tone="danger">deleted</Badge>} />
      <OrphanedDraft memoryId={memoryId} path={path} />
      <EmptyState
        icon={<FileX2 aria-hidden />}
        title="This file was deleted"
        action={
          lastText === undefined || lastText.redacted_at !== null ? null : (
            <ButtonLink href={routes.file(store.id, path, { version: lastText.id })} scroll={false}>
              See its last text
            </ButtonLink>
          )
        }
      >
        <Actor
          actor={shownActorOf(last)}
          via={last.reverie.via}
          reason={last.reverie.reason}
          size="sm"
          className="align-bottom"
        />{" "}
        deleted it <Time at={last.created_at} />. Its versions stay in the history, and any of them can be restored.
      </EmptyState>
    </>
  );
}
