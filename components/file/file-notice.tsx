import type { ReactNode } from "react";
import { Callout, type CalloutTone } from "../ui/callout";

interface FileNoticeProps {
  tone?: CalloutTone;
  title?: ReactNode;
  action?: ReactNode;
  /** Says it aloud when it appears. */
  isLive?: boolean;
  children?: ReactNode;
}

/** A fact over the text of a file. Its buttons go below the words where the pane is too narrow for both. */
export function FileNotice(props: FileNoticeProps) {
  return (
    <Callout {...props} className="m-3 mb-0 flex-wrap [&>div:first-of-type]:basis-72 [&>div:last-of-type]:flex-wrap" />
  );
}
