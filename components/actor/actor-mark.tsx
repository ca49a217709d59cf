import { CircleHelp, KeyRound, Moon } from "lucide-react";
import type { CSSProperties } from "react";
import { cn } from "../ui/cn";
import type { ActorIdentity } from "./actor-identity";

type MarkSize = "sm" | "md" | "lg";

const boxes: Record<MarkSize, string> = {
  sm: "size-4 text-[0.5625rem]",
  md: "size-5 text-[0.625rem]",
  lg: "size-7 text-12",
};
const glyphs: Record<MarkSize, string> = { sm: "size-2.5", md: "size-3", lg: "size-4" };

const hexagon = "polygon(25% 4%, 75% 4%, 100% 50%, 75% 96%, 25% 96%, 0% 50%)";

function hueStyle(hue: number): CSSProperties {
  return {
    backgroundColor: `oklch(var(--mark-soft-lightness) var(--mark-soft-chroma) ${hue})`,
    color: `oklch(var(--mark-lightness) var(--mark-chroma) ${hue})`,
  };
}

/** The shape alone: who wrote it, at a glance. Decorative; put the name beside it or use `Actor`. */
export function ActorMark({
  identity,
  size = "md",
  className,
}: {
  identity: ActorIdentity;
  size?: MarkSize;
  className?: string;
}) {
  const box = cn(
    "inline-grid shrink-0 place-items-center font-semibold leading-none select-none",
    boxes[size],
    className,
  );
  const glyph = glyphs[size];
  switch (identity.kind) {
    case "person":
      return (
        <span aria-hidden data-mark="person" className={cn(box, "rounded-full bg-ink-2 text-surface")}>
          {identity.letters}
        </span>
      );
    case "session":
      return (
        <span aria-hidden data-mark="session" className={cn(box, "rounded-sm")} style={hueStyle(identity.hue)}>
          {identity.letters}
        </span>
      );
    case "key":
      return (
        <span
          aria-hidden
          data-mark="key"
          className={cn(box, "rounded-[2px] border border-line-strong bg-raised text-ink-2")}
        >
          <KeyRound className={glyph} />
        </span>
      );
    case "service":
      return (
        <span aria-hidden data-mark="service" className={cn(box, "bg-sunken text-ink-2")} style={{ clipPath: hexagon }}>
          {identity.letters.slice(0, 1)}
        </span>
      );
    case "dream":
      return (
        <span aria-hidden data-mark="dream" className={cn(box, "rounded-full bg-dusk-soft text-dusk")}>
          <Moon className={cn(glyph, "fill-current")} />
        </span>
      );
    case "unknown":
      return (
        <span aria-hidden data-mark="unknown" className={cn(box, "rounded-full text-ink-3")}>
          <CircleHelp className={glyph} />
        </span>
      );
  }
}
