"use client";
import { cloneElement, type DOMAttributes, type ReactElement, type ReactNode, useEffect, useRef } from "react";
import { type ShownTooltip, tooltipState } from "./tooltip-state";

type AnchorProps = Pick<
  DOMAttributes<Element>,
  "onPointerEnter" | "onPointerLeave" | "onPointerDown" | "onFocus" | "onBlur"
>;

interface TooltipProps {
  label: ReactNode;
  keys?: string | undefined;
  side?: ShownTooltip["side"];
  /** The trigger: one element that takes props. */
  children: ReactElement<AnchorProps>;
}

/** A short supplement; never the only place of a fact, because touch has no hover. */
export function Tooltip({ label, keys, side = "top", children }: TooltipProps) {
  const anchor = useRef<Element | null>(null);
  useEffect(() => () => tooltipState.hideOf(anchor.current), []);
  const own = children.props;
  const shownAt = (element: Element): ShownTooltip => {
    anchor.current = element;
    return { anchor: element, label, keys, side };
  };
  return cloneElement(children, {
    onPointerEnter: (event) => {
      own.onPointerEnter?.(event);
      if (event.pointerType !== "touch") tooltipState.showSoon(shownAt(event.currentTarget));
    },
    onPointerLeave: (event) => {
      own.onPointerLeave?.(event);
      tooltipState.hideSoon();
    },
    onPointerDown: (event) => {
      own.onPointerDown?.(event);
      tooltipState.hide();
    },
    onFocus: (event) => {
      own.onFocus?.(event);
      if (event.currentTarget.matches(":focus-visible")) tooltipState.show(shownAt(event.currentTarget));
    },
    onBlur: (event) => {
      own.onBlur?.(event);
      tooltipState.hideOf(event.currentTarget);
    },
  } satisfies AnchorProps);
}
