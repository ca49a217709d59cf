import type { ReactNode } from "react";

export interface ConfirmDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  /** What happens, in numbers and names. */
  children: ReactNode;
  /** A verb with its object: "Redact 3 versions". */
  action: string;
  onConfirm: () => void;
  isBusy?: boolean;
  isIrreversible?: boolean;
  /** What is missing elsewhere in the form keeps the action away. */
  isIncomplete?: boolean;
  /** The third tier of friction: this text must be typed before the action is free. */
  typedText?: string;
  error?: string | null;
}
