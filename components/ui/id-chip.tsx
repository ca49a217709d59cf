"use client";
import Link from "next/link";
import { cn } from "./cn";
import { shortenMiddle } from "./shorten-middle";
import { Tooltip } from "./tooltip";
import { useCopy } from "./use-copy";

const face =
  "-mx-1 inline-flex h-6 max-w-full items-center rounded-sm px-1 font-mono text-12 text-ink-2 underline-offset-2 hover:bg-sunken hover:text-ink";

/** A shortened id. With `href` it leads there; else a click copies the whole id. */
export function IdChip({ id, href, className }: { id: string; href?: string; className?: string }) {
  const { state, copy } = useCopy();
  if (href !== undefined) {
    return (
      <Tooltip label={<span className="font-mono">{id}</span>}>
        <Link href={href} className={cn(face, "underline decoration-line-strong", className)}>
          {shortenMiddle(id)}
        </Link>
      </Tooltip>
    );
  }
  return (
    <>
      <Tooltip label={<span className="font-mono">{id}</span>}>
        <button type="button" aria-label={`Copy ${id}`} onClick={() => void copy(id)} className={cn(face, className)}>
          {state === "copied" ? "Copied" : shortenMiddle(id)}
        </button>
      </Tooltip>
      <span role="status" className="sr-only">
        {state === "copied" ? `Copied ${id}` : ""}
      </span>
    </>
  );
}
