import type { ReactNode, RefObject } from "react";

export interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the safe one first. */
  footer?: ReactNode;
  width?: "sm" | "md" | "lg" | "xl";
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
}
