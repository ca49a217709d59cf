"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { MemoryRedaction } from "@/lib/contract/memory-redaction";
import { collectEntries } from "./collect-entries";
import { forgetAnswers, forgetTyped } from "./forget-redacted";
import type { RedactionScope } from "./places-step";
import type { RedactionEntry } from "./redaction-list";
import type { RedactionFile, RedactionTarget } from "./redaction-request";
import { summarizeRedactions } from "./redaction-summary";
import { type FileOutcome, useEachFile } from "./use-each-file";

type RedactionPhase =
  | { kind: "what" }
  | { kind: "where" }
  | { kind: "work" }
  | { kind: "list"; entries: readonly RedactionEntry[]; hiddenCopyCount: number }
  /** Redacted, but the list to keep could not be read. */
  | { kind: "listless" };

interface Start {
  target: RedactionTarget | null;
  files: readonly RedactionFile[];
}

const doneOf = (outcomes: ReadonlyMap<string, FileOutcome>): MemoryRedaction[] =>
  [...outcomes.values()].flatMap((outcome) => (outcome.state === "done" ? [outcome.redaction] : []));

/** The way of a redaction: choose the words, see every place, take them out file by file, keep the list. */
export function useWordsRedaction(start: Start) {
  const client = useQueryClient();
  const [phase, setPhase] = useState<RedactionPhase>({ kind: start.target === null ? "what" : "where" });
  const [target, setTarget] = useState<RedactionTarget>(start.target ?? { kind: "text", text: "" });
  const [files, setFiles] = useState(start.files);
  const look = useEachFile();
  const work = useEachFile();
  const { run: runLook } = look;

  const lookAt = (chosen: readonly RedactionFile[]) =>
    void runLook({ files: chosen, target, scope: "memory", isDryRun: true });
  useEffect(() => {
    if (start.target === null) return;
    void runLook({ files: start.files, target: start.target, scope: "memory", isDryRun: true });
  }, [start.target, start.files, runLook]);

  const summary = useMemo(() => summarizeRedactions(doneOf(look.outcomes)), [look.outcomes]);
  const holding = (scope: RedactionScope) =>
    files.filter(({ memoryId }) => {
      const outcome = look.outcomes.get(memoryId);
      if (outcome?.state !== "done") return false;
      return outcome.redaction.places.some(({ is_head }) => scope === "memory" || is_head);
    });

  const list = async (redactions: readonly MemoryRedaction[]) => {
    try {
      const entries = await collectEntries(redactions);
      setPhase({ kind: "list", entries, hiddenCopyCount: summarizeRedactions(redactions).hiddenCopyCount });
    } catch {
      setPhase({ kind: "listless" });
    }
  };
  const carryOut = async (chosen: readonly RedactionFile[], scope: RedactionScope, reason: string) => {
    setPhase({ kind: "work" });
    const before = doneOf(work.outcomes);
    const now: MemoryRedaction[] = [];
    await work.run({
      files: chosen,
      target,
      scope,
      isDryRun: false,
      reason,
      onDone: (file, redaction) => {
        now.push(redaction);
        forgetTyped(file.storeId, file.memoryId);
        for (const copy of redaction.elsewhere?.copies ?? []) forgetTyped(copy.memory_store_id, copy.memory_id);
      },
    });
    forgetAnswers(client);
    if (now.length === chosen.length) await list([...before, ...now]);
  };

  return {
    phase,
    target,
    setTarget,
    files,
    look,
    work,
    summary,
    holding,
    carryOut,
    showList: () => list(doneOf(work.outcomes)),
    showPlaces: () => {
      setPhase({ kind: "where" });
      lookAt(files);
    },
    chooseWords: () => {
      look.stop();
      setPhase({ kind: "what" });
    },
    takeIn: (more: readonly RedactionFile[]) => {
      setFiles([...files, ...more]);
      lookAt(more);
    },
  };
}
