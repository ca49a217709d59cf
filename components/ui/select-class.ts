import { cn } from "./cn";
import { inputClass } from "./input-class";

/** The face of a select, whether or not its list has been opened yet. */
export function selectClass(className: string | undefined): string {
  return cn(inputClass, "flex h-7 w-auto items-center justify-between gap-2 text-left", className);
}
