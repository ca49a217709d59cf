"use client";
import { Menu as Base } from "@base-ui/react/menu";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";

interface MenuProps {
  /** The trigger: a Button or a plain <button>; it takes a ref and props. */
  trigger: ReactElement;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "left" | "right";
  children: ReactNode;
}

export function Menu({ trigger, align = "end", side = "bottom", children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-50 outline-none">
          <Base.Popup className="min-w-44 rounded-md bg-raised p-1 shadow-float outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const itemClass =
  "flex min-h-7 w-full cursor-default items-center gap-2 rounded-sm px-2 text-13 text-ink outline-none select-none " +
  "data-disabled:text-ink-off data-highlighted:bg-sunken [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-ink-3";

interface MenuItemProps {
  icon?: ReactNode;
  keys?: string;
  href?: string;
  onSelect?: () => void;
  isDanger?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

/** With `href` it is a link, so that it can be opened in a new tab; else a command. */
export function MenuItem({ icon, keys, href, onSelect, isDanger = false, disabled = false, children }: MenuItemProps) {
  const className = cn(itemClass, isDanger && "text-danger data-highlighted:bg-danger-soft [&_svg]:text-danger");
  const face = (
    <>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys ? <Kbd keys={keys} /> : null}
    </>
  );
  if (href !== undefined) {
    return (
      <Base.LinkItem className={className} closeOnClick render={<Link href={href} />}>
        {face}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item className={className} disabled={disabled} {...(onSelect ? { onClick: onSelect } : {})}>
      {face}
    </Base.Item>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}
