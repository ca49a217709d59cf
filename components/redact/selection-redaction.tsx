"use client";
import { EyeOff } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useCommands } from "../command/use-commands";
import { Button } from "../ui/button";
import { useRedaction } from "./redaction-provider";
import type { RedactionFile } from "./redaction-request";
import { sourceOfSelection } from "./source-of-selection";

interface SelectionRedactionProps {
  file: RedactionFile;
  /** The source that is shown. */
  text: string;
  isAllowed: boolean;
  children: ReactNode;
}

interface Chosen {
  words: string;
  top: number;
  left: number;
}

const heightPx = 36;

/** Offers to redact what is selected in a shown text, beside the selection. */
export function SelectionRedaction({ file, text, isAllowed, children }: SelectionRedactionProps) {
  const root = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const redact = useRedaction();
  useEffect(() => {
    if (!isAllowed) return;
    const read = () => setChosen(root.current === null ? null : selectionWithin(root.current));
    document.addEventListener("selectionchange", read);
    document.addEventListener("scroll", read, true);
    return () => {
      document.removeEventListener("selectionchange", read);
      document.removeEventListener("scroll", read, true);
    };
  }, [isAllowed]);
  const open = (words: string) => {
    setChosen(null);
    window.getSelection()?.removeAllRanges();
    redact({ kind: "words", target: { kind: "text", text: sourceOfSelection(text, words) ?? words }, files: [file] });
  };
  useCommands(
    isAllowed && chosen !== null
      ? [
          {
            id: "file.redact-selection",
            title: "Redact the selected words",
            group: "File",
            icon: <EyeOff aria-hidden />,
            run: () => open(chosen.words),
          },
        ]
      : [],
  );
  return (
    <div ref={root} className="flex min-h-0 flex-1 flex-col">
      {children}
      {chosen === null ? null : (
        <div
          className="fixed z-30 rounded-md bg-raised p-1 shadow-float"
          style={{ top: chosen.top, left: chosen.left }}
        >
          {/* Taking the focus would take the selection away before it is read. */}
          <Button size="sm" onMouseDown={(event) => event.preventDefault()} onClick={() => open(chosen.words)}>
            <EyeOff aria-hidden />
            Redact the selection
          </Button>
        </div>
      )}
    </div>
  );
}

function selectionWithin(root: HTMLElement): Chosen | null {
  const selection = window.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const words = selection.toString();
  if (!root.contains(range.commonAncestorContainer) || words.trim() === "") return null;
  const box = range.getBoundingClientRect();
  const frame = root.getBoundingClientRect();
  if (box.bottom < frame.top || box.top > frame.bottom) return null;
  const below = box.bottom + 4;
  return {
    words,
    top: below + heightPx < frame.bottom ? below : Math.max(frame.top, box.top - heightPx - 4),
    left: Math.max(frame.left + 4, Math.min(box.left, frame.right - 170)),
  };
}
