import type { ComponentProps } from "react";
import { cn } from "./cn";
import { inputClass } from "./input-class";

/** `isCode` sets it in the content's typeface and leaves spelling alone. */
export function Textarea({ isCode = false, className, ...rest }: ComponentProps<"textarea"> & { isCode?: boolean }) {
  return (
    <textarea
      rows={4}
      spellCheck={!isCode}
      dir="auto"
      {...rest}
      className={cn(inputClass, "resize-y py-1.5", isCode && "font-mono text-12 leading-5", className)}
    />
  );
}
