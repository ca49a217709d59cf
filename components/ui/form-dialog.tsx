"use client";
import { type FormEvent, type ReactNode, useId } from "react";
import { Button } from "./button";
import { Callout } from "./callout";
import { Dialog } from "./dialog";

interface FormDialogProps {
  title: string;
  description?: string | undefined;
  /** A verb with its object. */
  action: string;
  variant?: "primary" | "dream";
  width?: "md" | "lg";
  isReady: boolean;
  isBusy: boolean;
  /** Why the last try was refused, shown above the fields; leave it out where a field says so itself. */
  failure?: string | null;
  onSubmit: () => void;
  onClose: () => void;
  /** The fields. */
  children: ReactNode;
}

/** Asks for something and sends it: by the button, or by Enter in a field, once it is ready. */
export function FormDialog(props: FormDialogProps) {
  const { title, description, action, variant = "primary", width = "md", isReady, isBusy, failure = null } = props;
  const formId = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) props.onSubmit();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(next) => next || props.onClose()}
      title={title}
      description={description}
      width={width}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant={variant} isBusy={isBusy} disabled={!isReady}>
            {action}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 text-13">
        {failure === null ? null : (
          <Callout tone="danger" isLive>
            {failure}
          </Callout>
        )}
        {props.children}
      </form>
    </Dialog>
  );
}
