"use client";
import { useMemo, useState } from "react";
import type { Memory } from "@/lib/contract/memory";
import { maskSecrets } from "@/lib/text/mask-secrets";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { formatCount } from "../ui/format-count";
import { ErasureStep } from "./erasure-step";
import { MaskStep } from "./mask-step";
import { removedFragments } from "./removed-fragments";
import { useAllVersions } from "./use-all-versions";
import { useRedactHead } from "./use-redact-head";
import { versionsHolding } from "./versions-holding";

/** The guided way to erase words of a living file: a masked text takes its place, then the versions that hold the words go. */
export function RedactHeadDialog({ memory, onClose }: { memory: Memory; onClose: () => void }) {
  const [start] = useState(memory);
  const before = start.content ?? "";
  const [masked, setMasked] = useState(() => maskSecrets(before));
  const [step, setStep] = useState<"mask" | "confirm">("mask");
  const [typed, setTyped] = useState("");
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const all = useAllVersions(start.memory_store_id, start.id);
  const fragments = useMemo(() => removedFragments(before, masked), [before, masked]);
  const holding = versionsHolding(all.data?.versions ?? [], fragments);
  const earlier = holding.filter(({ id }) => id !== start.memory_version_id);
  const chosen = [start.memory_version_id, ...earlier.map(({ id }) => id).filter((id) => !kept.has(id))];
  const redact = useRedactHead(start, { onDone: onClose });
  const isRunning = redact.isPending;
  const hasBegun = redact.doneCount > 0 || isRunning;
  return (
    <Dialog
      isOpen
      onOpenChange={(next) => next || isRunning || onClose()}
      title={step === "mask" ? "Redact text of this file, 1 of 2" : "Redact text of this file, 2 of 2"}
      description={
        step === "mask"
          ? "Only past versions can be erased. So a text without the words takes the place of the current one first."
          : "The masked text becomes the newest version. Then the versions that hold the words are erased for good."
      }
      width="lg"
      footer={
        step === "mask" ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" disabled={masked === before} onClick={() => setStep("confirm")}>
              See what is erased
            </Button>
          </>
        ) : (
          <>
            <Button disabled={hasBegun} onClick={() => setStep("mask")}>
              Back
            </Button>
            <Button
              variant="danger"
              isBusy={isRunning}
              disabled={typed !== start.path || all.isPending}
              onClick={() => redact.run({ masked, versionIds: chosen })}
            >
              Redact {formatCount(chosen.length, "version")}
            </Button>
          </>
        )
      }
    >
      {step === "mask" ? (
        <MaskStep before={before} masked={masked} fragments={fragments} onMaskedChange={setMasked} />
      ) : (
        <ErasureStep
          memory={start}
          masked={masked}
          earlier={earlier}
          search={all}
          kept={kept}
          onKeptChange={setKept}
          typed={typed}
          onTypedChange={setTyped}
          doneCount={redact.doneCount}
          totalCount={chosen.length + 1}
          error={redact.error}
        />
      )}
    </Dialog>
  );
}
