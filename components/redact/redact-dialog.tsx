"use client";
import { useQuery } from "@tanstack/react-query";
import { memoryOptions } from "@/lib/client/memories";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { RedactHeadDialog } from "./redact-head-dialog";
import { RedactVersionDialog } from "./redact-version-dialog";

/** What somebody asked to erase, as it stood when they asked. */
export interface RedactRequest {
  version: MemoryVersion;
  /** The current version first needs a text to take its place. */
  isCurrent: boolean;
}

interface RedactDialogProps {
  request: RedactRequest;
  path: string;
  onClose: () => void;
}

export function RedactDialog({ request, path, onClose }: RedactDialogProps) {
  const { version, isCurrent } = request;
  const head = useQuery({ ...memoryOptions(version.memory_store_id, version.memory_id), enabled: isCurrent });
  if (!isCurrent) return <RedactVersionDialog version={version} path={path} onClose={onClose} />;
  return head.data === undefined ? null : <RedactHeadDialog memory={head.data} onClose={onClose} />;
}
