"use client";
import type { ReactNode } from "react";
import type { ApiError } from "@/lib/client/api-error";
import { FormDialog } from "../ui/form-dialog";
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
export function PathDialog({
  path,
  onPathChange,
  reason,
  onReasonChange,
  error,
  children,
  ...dialog
}: PathDialogProps) {
  return (
    <FormDialog {...dialog}>
      <PathField
        value={path}
        onValueChange={onPathChange}
        refusal={error === null ? undefined : wordsForRefusal(error)}
      />
      {children}
      <ReasonField value={reason} onValueChange={onReasonChange} />
    </FormDialog>
  );
}
