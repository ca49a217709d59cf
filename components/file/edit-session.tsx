"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { memoryOptions } from "@/lib/client/memories";
import type { Memory } from "@/lib/contract/memory";
import { useStoreView } from "../store/use-store-address";
import { toast } from "../ui/toast";
import { ConflictPane } from "./conflict-pane";
import { type Draft, forgetDrafts, keepDraft } from "./draft-store";
import { EditForm } from "./edit-form";
import { useIsRedacted } from "./use-is-redacted";
import { useSaveMemory } from "./use-save-memory";

/** The state of the file that an edit began from. */
export interface BaseText {
  versionId: string;
  sha256: string;
  /** Null when it is not kept any more. */
  content: string | null;
}

interface EditSessionProps {
  memory: Memory;
  start: BaseText;
  draft: Draft | null;
}

type Phase = { kind: "editing" } | { kind: "conflict"; theirs: Memory };

/** From the first key to the saved version: nothing that was typed is lost on the way, by whoever's write. */
export function EditSession({ memory, start, draft }: EditSessionProps) {
  const [, setView] = useStoreView();
  const client = useQueryClient();
  const storeId = memory.memory_store_id;
  const [base, setBase] = useState(start);
  const [text, setText] = useState(draft?.content ?? start.content ?? "");
  const [reason, setReason] = useState(draft?.reason ?? "");
  const [isKept, setIsKept] = useState(true);
  const [phase, setPhase] = useState<Phase>({ kind: "editing" });
  const isDirty = text !== base.content;

  const keep = (content: string, why: string, from: BaseText) => {
    forgetDrafts(localStorage, storeId, memory.id);
    if (content === from.content && why === "") return;
    const kept: Draft = {
      baseSha256: from.sha256,
      baseVersionId: from.versionId,
      content,
      reason: why,
      savedAt: new Date().toISOString(),
    };
    setIsKept(keepDraft(localStorage, storeId, memory.id, kept));
  };
  const close = () => setView({ edit: null }, "replace");
  const isRedacted = useIsRedacted(storeId, base.versionId);
  useEffect(() => {
    if (!isRedacted) return;
    forgetDrafts(localStorage, storeId, memory.id);
    setView({ edit: null }, "replace");
    toast.message("The text that you were editing was redacted, so your draft of it is forgotten.", {
      duration: 20_000,
    });
  }, [isRedacted, storeId, memory.id, setView]);
  const save = useSaveMemory(memory, {
    onSaved: () => {
      forgetDrafts(localStorage, storeId, memory.id);
      close();
      toast.success("Saved as a new version.");
    },
    onConflict: (theirs) => setPhase({ kind: "conflict", theirs }),
  });
  const discard = () => {
    const given = { content: text, why: reason, from: base };
    forgetDrafts(localStorage, storeId, memory.id);
    close();
    if (!isDirty) return;
    toast.message("Your text was discarded.", {
      duration: 20_000,
      action: {
        label: "Undo",
        onClick: () => {
          keep(given.content, given.why, given.from);
          setView({ edit: true });
        },
      },
    });
  };
  const mergeNow = async () => {
    const theirs = await client.fetchQuery({ ...memoryOptions(storeId, memory.id), staleTime: 0 });
    setPhase({ kind: "conflict", theirs });
  };

  if (phase.kind === "conflict") {
    const { theirs } = phase;
    return (
      <ConflictPane
        key={theirs.memory_version_id}
        base={base.content}
        theirs={theirs}
        mine={text}
        isSaving={save.isPending}
        error={save.error}
        onSave={(content) => save.mutate({ content, seenSha256: theirs.content_sha256, reason })}
        onEdit={(content) => {
          const from = { versionId: theirs.memory_version_id, sha256: theirs.content_sha256, content: theirs.content };
          setBase(from);
          setText(content);
          keep(content, reason, from);
          save.reset();
          setPhase({ kind: "editing" });
        }}
        onDiscard={discard}
      />
    );
  }
  return (
    <EditForm
      memory={memory}
      text={text}
      reason={reason}
      isDirty={isDirty}
      isKept={isKept}
      isOutdated={memory.content_sha256 !== base.sha256}
      isSaving={save.isPending}
      error={save.error?.type === "memory_precondition_failed_error" ? null : save.error}
      onTextChange={(next) => {
        setText(next);
        keep(next, reason, base);
      }}
      onReasonChange={(next) => {
        setReason(next);
        keep(text, next, base);
      }}
      onSave={() => (isDirty ? save.mutate({ content: text, seenSha256: base.sha256, reason }) : close())}
      onMerge={() => void mergeNow()}
      onDiscard={discard}
    />
  );
}
