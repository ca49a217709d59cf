import type { ReactNode } from "react";
import { PaneHeader } from "../shell/pane-header";
import { cn } from "../ui/cn";
import { CopyButton } from "../ui/copy-button";

interface FileHeaderProps {
  path: string;
  /** Size, last writer, state. */
  meta?: ReactNode;
  actions?: ReactNode;
  isGone?: boolean;
}

/** Where the file is, what is known of it, and what can be done: one line, two where there is no room. */
export function FileHeader({ path, meta, actions, isGone = false }: FileHeaderProps) {
  const nameStart = path.lastIndexOf("/") + 1;
  return (
    <PaneHeader
      className="flex-wrap gap-y-1"
      title={
        // Folders give way first: the name is what one looks for.
        <span className={cn("flex min-w-0 font-mono text-12", isGone && "line-through decoration-del")} title={path}>
          {nameStart > 1 ? (
            <bdi className="hidden min-w-0 shrink-[4] truncate font-normal text-ink-3 sm:block">
              {path.slice(1, nameStart)}
            </bdi>
          ) : null}
          <bdi className="min-w-0 truncate">{path.slice(nameStart)}</bdi>
        </span>
      }
      meta={
        <>
          <CopyButton text={path} label="Copy the path" className="-ml-1" />
          {meta}
        </>
      }
      actions={actions}
    />
  );
}
