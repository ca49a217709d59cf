import { Fragment, type ReactNode } from "react";
import { cn } from "../ui/cn";
import { CopyButton } from "../ui/copy-button";

interface FileHeaderProps {
  path: string;
  /** Size, last writer, state: the second line. */
  meta?: ReactNode;
  /** How to look at the file, at the end of the second line. */
  view?: ReactNode;
  actions?: ReactNode;
  isGone?: boolean;
}

/** Where the file is and what can be done with it; below, what is known of it and how it is shown. */
export function FileHeader({ path, meta, view, actions, isGone = false }: FileHeaderProps) {
  const nameStart = path.lastIndexOf("/") + 1;
  return (
    <div className="shrink-0 border-b border-line px-3 pb-1">
      <div className="flex min-h-9 items-center gap-1">
        <h2
          title={path}
          className={cn(
            "flex min-w-0 font-mono text-13 font-medium",
            isGone && "text-ink-2 line-through decoration-del",
          )}
        >
          {/* Folders give way first: the name is what one looks for. Paths run left to right, whatever their letters. */}
          {nameStart > 1 ? (
            <span dir="ltr" className="hidden min-w-0 shrink-[4] truncate font-normal text-ink-3 sm:block">
              {path
                .slice(1, nameStart - 1)
                .split("/")
                .map((folder, depth) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a folder is its depth.
                  <Fragment key={depth}>
                    <bdi>{folder}</bdi>/
                  </Fragment>
                ))}
            </span>
          ) : null}
          <span dir="ltr" className="min-w-0 truncate">
            {path.slice(nameStart)}
          </span>
        </h2>
        <CopyButton text={path} label="Copy the path" />
        {actions ? <div className="ml-auto flex shrink-0 items-center gap-1 pl-2">{actions}</div> : null}
      </div>
      {meta || view ? (
        <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
          {meta ? <div className="flex min-w-0 items-center gap-2 text-12 text-ink-3">{meta}</div> : null}
          {view ? <div className="ml-auto flex items-center gap-1">{view}</div> : null}
        </div>
      ) : null}
    </div>
  );
}
