"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "@/lib/client/api-error";
import { memoryOptions } from "@/lib/client/memories";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { useStore } from "../store/store-context";
import { Button } from "../ui/button";
import { laterPart } from "../ui/lazy-part";

const RestoreDialog = laterPart(() => import("./restore-dialog").then((module) => module.RestoreDialog));

/** Brings one file back to how the shown moment had it, and leaves the others as they are now. */
export function RestoreFromPast({ version, path }: { version: MemoryVersion; path: string }) {
  const { store } = useStore();
  const [isOpen, setIsOpen] = useState(false);
  const live = useQuery(memoryOptions(store.id, version.memory_id));
  if (!store.reverie.abilities?.includes("write") || version.content === null) return null;
  const isDeleted = live.error instanceof ApiError && live.error.status === 404;
  const head = isDeleted ? null : live.data;
  const isSame = head?.content_sha256 === version.content_sha256 && head?.path === version.path;
  return (
    <>
      <Button size="sm" disabled={head === undefined || isSame} onClick={() => setIsOpen(true)}>
        {isSame ? "The file is so now" : "Restore this file"}
      </Button>
      {isOpen && head !== undefined ? (
        <RestoreDialog version={version} path={path} head={head} onClose={() => setIsOpen(false)} />
      ) : null}
    </>
  );
}
