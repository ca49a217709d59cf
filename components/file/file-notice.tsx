import type { ReactNode } from "react";
import { Callout, type CalloutTone } from "../ui/callout";
import { cn } from "../ui/cn";

interface FileNoticeProps {
  /** Where it stands; below the text nothing moves when it comes. */
  place?: "above" | "below";
  tone?: CalloutTone;
  title?: ReactNode;
  action?: ReactNode;
  /** Says it aloud when it appears. */
  isLive?: boolean;
  children?: ReactNode;
}

/** A fact beside the text of a file. Its buttons go below the words where the pane is too narrow for both. */
export function FileNotice({ place = "above", ...rest }: FileNoticeProps) {
  return (
    <Callout
      {...rest}
      className={cn(
        "mx-3 shrink-0 flex-wrap [&>div:first-of-type]:basis-72 [&>div:last-of-type]:max-w-full [&>div:last-of-type]:shrink [&>div:last-of-type]:flex-wrap",
        place === "above" ? "mt-3" : "my-2",
      )}
    />
  );
}
