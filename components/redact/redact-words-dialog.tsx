"use client";
import { type ReactNode, useState } from "react";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Dialog } from "../ui/dialog";
import { formatCount } from "../ui/format-count";
import { PlacesStep, type RedactionScope } from "./places-step";
import { type RedactionReason, reasonText } from "./redaction-reason";
import { RedactionReceipt } from "./redaction-receipt";
import { nameOfTarget, type RedactionFile, type RedactionTarget } from "./redaction-request";
import { TargetStep } from "./target-step";
import { useWordsRedaction } from "./use-words-redaction";
import { WorkStep } from "./work-step";

interface RedactWordsDialogProps {
  target: RedactionTarget | null;
  files: readonly RedactionFile[];
  onClose: () => void;
}

/** The guided redaction of words in one file or many: every place, preview, scope, reason, typed name, and a list to keep. */
export function RedactWordsDialog({ target: startTarget, files: startFiles, onClose }: RedactWordsDialogProps) {
  const redaction = useWordsRedaction({ target: startTarget, files: startFiles });
  const { phase, target, files, look, work, summary } = redaction;
  const [scope, setScope] = useState<RedactionScope>("memory");
  const [reason, setReason] = useState<RedactionReason>({ category: "secret", words: "" });
  const [typed, setTyped] = useState("");
  const chosen = redaction.holding(scope);
  const [first] = chosen;
  const wanted =
    chosen.length === 1 && first !== undefined ? first.path : `redact ${formatCount(chosen.length, "file")}`;
  const why = reasonText(reason);
  const rest = chosen.filter(({ memoryId }) => work.outcomes.get(memoryId)?.state !== "done");
  const start = (what: readonly RedactionFile[]) => why !== null && void redaction.carryOut(what, scope, why);
  const isWorking = phase.kind === "work" && work.isRunning;
  const hasWords = target.kind === "lines" || (target.kind === "text" ? target.text : target.pattern).trim() !== "";

  const footers: Record<typeof phase.kind, ReactNode> = {
    what: (
      <>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" disabled={!hasWords} onClick={redaction.showPlaces}>
          Show every place
        </Button>
      </>
    ),
    where: (
      <>
        <Button onClick={onClose}>Cancel</Button>
        <Button onClick={redaction.chooseWords}>Change what is redacted</Button>
        <Button
          variant="danger"
          disabled={look.isRunning || chosen.length === 0 || why === null || typed !== wanted}
          onClick={() => start(chosen)}
        >
          Redact {formatCount(chosen.length, "file")}
        </Button>
      </>
    ),
    work: isWorking ? (
      <Button onClick={work.stop}>Stop after the files under way</Button>
    ) : (
      <>
        <Button onClick={() => void redaction.showList()}>See what was redacted</Button>
        <Button variant="danger" disabled={rest.length === 0} onClick={() => start(rest)}>
          Redact the {formatCount(rest.length, "file")} left
        </Button>
      </>
    ),
    list: (
      <Button variant="primary" onClick={onClose}>
        Done
      </Button>
    ),
    listless: (
      <>
        <Button onClick={onClose}>Close</Button>
        <Button variant="primary" onClick={() => void redaction.showList()}>
          Read the list again
        </Button>
      </>
    ),
  };
  const titles: Record<typeof phase.kind, string> = {
    what: "Redact words: what goes",
    where: "Redact words: every place",
    work: "Redacting",
    list: "Redacted",
    listless: "Redacted",
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(next) => next || isWorking || onClose()}
      title={titles[phase.kind]}
      description={phase.kind === "where" ? `Looking for ${nameOfTarget(target)}. Nothing is changed yet.` : undefined}
      width="lg"
      footer={footers[phase.kind]}
    >
      {phase.kind === "what" ? <TargetStep files={files} target={target} onTargetChange={redaction.setTarget} /> : null}
      {phase.kind === "where" ? (
        <PlacesStep
          files={files}
          target={target}
          outcomes={look.outcomes}
          isLooking={look.isRunning}
          summary={summary}
          scope={scope}
          onScopeChange={setScope}
          reason={reason}
          onReasonChange={setReason}
          wanted={wanted}
          typed={typed}
          onTypedChange={setTyped}
          onTakeIn={redaction.takeIn}
        />
      ) : null}
      {phase.kind === "work" ? <WorkStep files={chosen} outcomes={work.outcomes} isRunning={isWorking} /> : null}
      {phase.kind === "list" ? <RedactionReceipt {...phase} /> : null}
      {phase.kind === "listless" ? (
        <Callout tone="warn" title="The words are redacted.">
          The list of it could not be read from the server just now. The audit log has it too.
        </Callout>
      ) : null}
    </Dialog>
  );
}
