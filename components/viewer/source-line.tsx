import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import { cn } from "../ui/cn";
import { CodeLine } from "./code-line";
import type { Token } from "./highlight-text";

interface SourceLineProps {
  line: number;
  text: string;
  tokens: Token[] | undefined;
  isSelected: boolean;
  /** The one line number in the tab order; the arrow keys go on from there. */
  isTabStop: boolean;
  onPick: (line: number, isRange: boolean) => void;
  onStep: (step: 1 | -1, isRange: boolean) => void;
  gutter: ReactNode;
  digits: number;
  isWrapping: boolean;
}

export function SourceLine(props: SourceLineProps) {
  const { line, text, tokens, isSelected, isTabStop, onPick, onStep, gutter, digits, isWrapping } = props;
  const step = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    onStep(event.key === "ArrowDown" ? 1 : -1, event.shiftKey);
  };
  const pick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    onPick(line, event.shiftKey);
  };
  return (
    <div
      id={`L${line}`}
      className={cn("flex min-h-5 scroll-my-16", isSelected && "bg-accent-soft shadow-[inset_2px_0_0_var(--accent)]")}
    >
      {gutter === undefined ? null : <div className="shrink-0 select-none">{gutter}</div>}
      <a
        href={`#L${line}`}
        onClick={pick}
        onKeyDown={step}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={`Line ${line}`}
        className={cn(
          "shrink-0 pr-3 pl-4 text-right select-none hover:text-ink focus-visible:-outline-offset-2",
          isSelected ? "text-accent" : "text-ink-3",
        )}
        style={{ minWidth: `calc(${digits}ch + 1.75rem)` }}
      >
        {line}
      </a>
      <code
        dir="auto"
        className={cn(
          "min-w-0 flex-1 pr-4 text-ink",
          isWrapping ? "break-words whitespace-pre-wrap" : "whitespace-pre",
        )}
      >
        <CodeLine text={text} tokens={tokens} />
      </code>
    </div>
  );
}
