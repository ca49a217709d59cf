import { ArrowRightLeft, CircleSlash, EyeOff, Lock, Minus, Moon, Pencil, Sparkle, TriangleAlert } from "lucide-react";
import type { TreeMark } from "./build-tree";

const shown: Record<TreeMark, { label: string; Icon: typeof Moon; className: string }> = {
  dream: { label: "a dream proposes changes", Icon: Moon, className: "text-dusk" },
  conflict: { label: "conflict", Icon: TriangleAlert, className: "text-warn" },
  redacted: { label: "has redacted versions", Icon: EyeOff, className: "text-ink-3" },
  deleted: { label: "deleted", Icon: CircleSlash, className: "text-del" },
  read_only: { label: "read only", Icon: Lock, className: "text-ink-3" },
  fresh: { label: "changed lately", Icon: Sparkle, className: "text-accent" },
  modified_later: { label: "modified since", Icon: Pencil, className: "text-accent" },
  deleted_later: { label: "deleted since", Icon: Minus, className: "text-del" },
  renamed_later: { label: "renamed since", Icon: ArrowRightLeft, className: "text-ink-2" },
};

/** The marks of a row in words, for its accessible name. */
export function markWords(marks: readonly TreeMark[]): string {
  return marks.map((mark) => shown[mark].label).join(", ");
}

export function TreeMarks({ marks }: { marks: readonly TreeMark[] }) {
  return marks.map((mark) => {
    const { Icon, label, className } = shown[mark];
    return (
      <span key={mark} title={label} className={`shrink-0 ${className}`}>
        <Icon aria-hidden className="size-3.5" />
      </span>
    );
  });
}
