import { ArrowRightLeft, Minus, Pencil, Plus } from "lucide-react";
import { cn } from "../ui/cn";
import type { DifferenceKind } from "./difference-counts";

const marks: Record<DifferenceKind, { Icon: typeof Plus; className: string }> = {
  created: { Icon: Plus, className: "text-add" },
  modified: { Icon: Pencil, className: "text-accent" },
  deleted: { Icon: Minus, className: "text-del" },
  renamed: { Icon: ArrowRightLeft, className: "text-ink-2" },
};

interface DifferenceMarkProps {
  kind: DifferenceKind;
  /** What stands for the kind in words. */
  label: string;
  isLabelHidden?: boolean;
}

/** What became of a file: a glyph and a word, never colour alone. */
export function DifferenceMark({ kind, label, isLabelHidden = false }: DifferenceMarkProps) {
  const { Icon, className } = marks[kind];
  return (
    <span className={cn("inline-flex shrink-0 items-center gap-1.5 whitespace-nowrap", className)}>
      <Icon aria-hidden className="size-3.5" />
      <span className={isLabelHidden ? "sr-only" : ""}>{label}</span>
    </span>
  );
}
