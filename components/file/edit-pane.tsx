"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { memoryVersionOptions } from "@/lib/client/memory-versions";
import type { Memory } from "@/lib/contract/memory";
import { findDraft } from "./draft-store";
import { type BaseText, EditSession } from "./edit-session";
import { FileSkeleton } from "./file-skeleton";

/** The editor, going on from a draft where this browser kept one. */
export function EditPane({ memory }: { memory: Memory }) {
  const storeId = memory.memory_store_id;
  const [draft] = useState(() => findDraft(localStorage, storeId, memory.id));
  const [start] = useState(memory);
  const isOnOlderText = draft !== null && draft.baseSha256 !== start.content_sha256;
  const base = useQuery({
    ...memoryVersionOptions(storeId, draft?.baseVersionId ?? ""),
    enabled: isOnOlderText,
  });
  if (!isOnOlderText) return <EditSession memory={memory} start={baseOf(start)} draft={draft} />;
  if (base.isPending) return <FileSkeleton />;
  // What was typed onto a redacted text may still say what was redacted.
  if (base.data?.redacted_at) return <EditSession memory={memory} start={baseOf(start)} draft={null} />;
  // A base that is gone only costs the comparison with it.
  const content = base.data?.content ?? null;
  const older: BaseText = { versionId: draft.baseVersionId, sha256: draft.baseSha256, content };
  return <EditSession memory={memory} start={older} draft={draft} />;
}

function baseOf(memory: Memory): BaseText {
  return { versionId: memory.memory_version_id, sha256: memory.content_sha256, content: memory.content };
}
