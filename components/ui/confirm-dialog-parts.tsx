"use client";
import { useRef, useState } from "react";
import { Button } from "./button";
import { Callout } from "./callout";
import type { ConfirmDialogProps } from "./confirm-dialog-props";
import { Dialog } from "./dialog";
import { Progress } from "./progress";
import { TypedConfirmation } from "./typed-confirmation";

export function ConfirmDialogParts(props: ConfirmDialogProps) {
  const [typed, setTyped] = useState("");
  const cancel = useRef<HTMLButtonElement>(null);
  const isLocked = props.typedText !== undefined && typed !== props.typedText;
  const onOpenChange = (isOpen: boolean) => {
    if (!isOpen) setTyped("");
    props.onOpenChange(isOpen);
  };
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={onOpenChange}
      title={props.title}
      initialFocus={cancel}
      footer={
        <>
          <Button ref={cancel} onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button
            variant={props.isIrreversible ? "danger" : "primary"}
            isBusy={props.isBusy ?? false}
            disabled={isLocked || props.isIncomplete === true}
            onClick={props.onConfirm}
          >
            {props.action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-13 text-ink-2">
        <div>{props.children}</div>
        {props.isIrreversible ? <Callout tone="danger">This cannot be undone.</Callout> : null}
        {props.typedText === undefined ? null : (
          <TypedConfirmation wanted={props.typedText} value={typed} onValueChange={setTyped} />
        )}
        {props.isBusy ? <Progress label="Under way" done={0} className="animate-appear-late" /> : null}
        {props.error ? <Callout tone="danger">{props.error}</Callout> : null}
      </div>
    </Dialog>
  );
}
