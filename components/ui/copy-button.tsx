"use client";
import { Check, Copy, X } from "lucide-react";
import { IconButton } from "./icon-button";
import { useCopy } from "./use-copy";

/** `label` names what is copied: "Copy path". */
export function CopyButton({
  text,
  label,
  size = "sm",
  className,
}: {
  text: string;
  label: string;
  size?: "sm" | "md";
  className?: string;
}) {
  const { state, copy } = useCopy();
  const Icon = state === "copied" ? Check : state === "failed" ? X : Copy;
  return (
    <>
      <IconButton label={label} size={size} className={className} onClick={() => void copy(text)}>
        <Icon aria-hidden />
      </IconButton>
      <span role="status" className="sr-only">
        {state === "copied" ? "Copied" : state === "failed" ? "The browser refused to copy" : ""}
      </span>
    </>
  );
}
