import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Our type scale is numeric; without this the merge would take `text-13` for a colour and drop it beside `text-ink`.
const merge = extendTailwindMerge({
  extend: { theme: { text: ["12", "13", "14", "16", "20", "28"], shadow: ["float"] } },
});

/** Joins class names; of two that set the same property the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
