import { cn } from "./cn";
import { CopyButton } from "./copy-button";

/** A short text to copy: a curl line, a secret shown once, a few lines of SDK. */
export function CodeSnippet({ code, label = "Copy", className }: { code: string; label?: string; className?: string }) {
  return (
    <div className={cn("relative rounded-md border border-line bg-canvas", className)}>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long line scrolls, and scrolling must work from the keyboard.
        tabIndex={0}
        className="overflow-x-auto py-2 pr-10 pl-3 font-mono text-12 leading-5 text-ink"
      >
        {code}
      </pre>
      <CopyButton text={code} label={label} className="absolute top-1 right-1 bg-canvas" />
    </div>
  );
}
