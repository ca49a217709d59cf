"use client";
import { type FormEvent, type ReactNode, useId } from "react";
import type { ApiError } from "@/lib/client/api-error";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { PathField } from "./path-field";
import { ReasonField } from "./reason-field";
import { wordsForRefusal } from "./words-for-refusal";

interface PathDialogProps {
  title: string;
  description?: string;
  /** A verb with its object. */
  action: string;
  width?: "md" | "lg";
  path: string;
  onPathChange: (path: string) => void;
  reason: string;
  onReasonChange: (reason: string) => void;
  isReady: boolean;
  isBusy: boolean;
  error: ApiError | null;
  onSubmit: () => void;
  onClose: () => void;
  /** Fields between the path and the reason. */
  children?: ReactNode;
}

/** Asks for the path of a file and why, for whatever is to be done with it. */
export function PathDialog(props: PathDialogProps) {
  const formId = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (props.isReady) props.onSubmit();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(next) => next || props.onClose()}
      title={props.title}
      description={props.description}
      width={props.width ?? "md"}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={props.isBusy} disabled={!props.isReady}>
            {props.action}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 text-13">
        <PathField
          value={props.path}
          onValueChange={props.onPathChange}
          refusal={props.error === null ? undefined : wordsForRefusal(props.error)}
        />
        {props.children}
        <ReasonField value={props.reason} onValueChange={props.onReasonChange} />
      </form>
    </Dialog>
  );
}
