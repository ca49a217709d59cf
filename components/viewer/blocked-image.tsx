import { ImageOff } from "lucide-react";
import { safeHref } from "./safe-href";

/** Stands for an image: fetching one would tell its host that, and when, this memory was read. */
export function BlockedImage({ src, alt }: { src: string | undefined; alt: string | undefined }) {
  const safe = safeHref(src);
  const from = safe.kind === "external" ? `from ${safe.host}` : "in the text";
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 rounded-sm border border-line bg-canvas px-1.5 py-0.5 align-middle text-12 text-ink-2">
      <ImageOff aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      <span className="min-w-0 truncate">
        Image {from} not loaded{alt ? `: ${alt}` : ""}
      </span>
    </span>
  );
}
