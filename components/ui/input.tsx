import type { ComponentProps } from "react";
import { cn } from "./cn";
import { inputClass } from "./input-class";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input type="text" {...rest} className={cn(inputClass, "h-7", className)} />;
}
