import { CircleAlert, CircleCheck, Info, Moon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type CalloutTone = "info" | "ok" | "warn" | "danger" | "dream";

const tones = {
  info: { className: "border-line bg-canvas [&>svg]:text-accent", Icon: Info },
  ok: { className: "border-line bg-ok-soft [&>svg]:text-ok", Icon: CircleCheck },
  warn: { className: "border-warn-line bg-warn-soft [&>svg]:text-warn", Icon: TriangleAlert },
  danger: { className: "border-danger-line bg-danger-soft [&>svg]:text-danger", Icon: CircleAlert },
  dream: { className: "border-dusk-line bg-dusk-soft [&>svg]:text-dusk", Icon: Moon },
};

interface CalloutProps {
  tone?: CalloutTone;
  title?: ReactNode;
  /** Buttons at the end. */
  action?: ReactNode;
  /** Says it aloud when it appears. */
  isLive?: boolean;
  className?: string;
  children?: ReactNode;
}

/** A fact that belongs to the page: "as of 3 May, read only". */
export function Callout({ tone = "info", title, action, isLive = false, className, children }: CalloutProps) {
  const { className: toneClass, Icon } = tones[tone];
  return (
    <div
      role={isLive ? (tone === "danger" ? "alert" : "status") : undefined}
      className={cn(
        "flex items-start gap-2 rounded-md border px-3 py-2 text-13 text-ink max-sm:flex-wrap",
        toneClass,
        className,
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 max-sm:basis-[calc(100%-1.5rem)]">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className={title ? "text-ink-2" : ""}>{children}</div> : null}
      </div>
      {action ? (
        <div className="flex shrink-0 items-center gap-2 max-sm:shrink max-sm:flex-wrap max-sm:pl-6">{action}</div>
      ) : null}
    </div>
  );
}
