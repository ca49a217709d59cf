import type { ReactNode } from "react";
import { cn } from "../ui/cn";
import { VisibleText } from "../viewer/code-line";
import type { ShownLine } from "./hunk-rows";

export type CellKind = "context" | "removed" | "added" | "none";

const backgrounds: Record<CellKind, string> = {
  context: "",
  removed: "bg-del-bg",
  added: "bg-add-bg",
  none: "bg-canvas",
};

export function NumberCell({
  line,
  kind,
  isProposal = false,
}: {
  line: number | null;
  kind: CellKind;
  isProposal?: boolean;
}) {
  return (
    <td
      className={cn(
        "w-11 min-w-11 px-2 text-right align-top text-ink-3 select-none",
        backgrounds[kind],
        // Dusk violet in the margin: this line is proposed, it is not yet what is.
        isProposal && kind === "added" && "shadow-[inset_3px_0_0_var(--dusk-solid)]",
      )}
    >
      {line}
    </td>
  );
}

/** The line itself with its sign; ins and del carry the meaning where colours do not. */
export function TextCell({ line, kind, isWrapping }: { line: ShownLine | null; kind: CellKind; isWrapping: boolean }) {
  const sign = kind === "removed" ? "−" : kind === "added" ? "+" : " ";
  return (
    <td className={cn("align-top", backgrounds[kind])}>
      {line === null ? null : (
        <div className="flex">
          <span
            aria-hidden
            className={cn(
              "w-5 shrink-0 text-center select-none",
              kind === "removed" && "text-del",
              kind === "added" && "text-add",
            )}
          >
            {sign}
          </span>
          <LineText kind={kind}>
            <code
              dir="auto"
              className={cn(
                "block min-w-0 flex-1 pr-3",
                isWrapping ? "[overflow-wrap:anywhere] whitespace-pre-wrap" : "whitespace-pre",
              )}
            >
              <Words line={line} kind={kind} />
            </code>
          </LineText>
        </div>
      )}
    </td>
  );
}

function LineText({ kind, children }: { kind: CellKind; children: ReactNode }) {
  const className = "min-w-0 flex-1 text-ink no-underline";
  if (kind === "removed") return <del className={className}>{children}</del>;
  if (kind === "added") return <ins className={className}>{children}</ins>;
  return <span className={className}>{children}</span>;
}

function Words({ line, kind }: { line: ShownLine; kind: CellKind }) {
  if (line.words === null) return <VisibleText text={line.text} />;
  let offset = 0;
  return line.words.map((part) => {
    const key = offset;
    offset += part.text.length;
    return part.isChanged ? (
      <span
        key={key}
        data-keep-colors
        className={cn("rounded-[2px]", kind === "removed" ? "bg-del-word" : "bg-add-word")}
      >
        <VisibleText text={part.text} />
      </span>
    ) : (
      <VisibleText key={key} text={part.text} />
    );
  });
}
