"use client";
import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";
import type { MenuChoiceProps, MenuItemProps, MenuProps } from "./menu-props";

/** The whole menu. It comes open, because it is drawn when somebody opens it first. */
export function OpenMenu({
  trigger,
  align = "end",
  side = "bottom",
  isByKeyboard,
  children,
}: MenuProps & { isByKeyboard: boolean }) {
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isByKeyboard) return;
    // After the menu itself took the focus, as when it is opened by key later on.
    const frame = requestAnimationFrame(() => popup.current?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus());
    return () => cancelAnimationFrame(frame);
  }, [isByKeyboard]);
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-50 outline-none">
          <Base.Popup
            ref={popup}
            className="min-w-44 rounded-md bg-raised p-1 shadow-float outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
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

const choiceClass =
  "flex min-h-7 cursor-default items-center gap-2 rounded-sm px-2 text-13 text-ink outline-none select-none data-highlighted:bg-sunken";

/** One of several, inside a Menu. */
export function MenuChoice<Value extends string>({ label, value, options, onValueChange }: MenuChoiceProps<Value>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: Value) => onValueChange(next)}>
      <Base.GroupLabel className="px-2 py-1 text-12 font-medium text-ink-3">{label}</Base.GroupLabel>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} closeOnClick className={choiceClass}>
          <span className="grid size-3.5 place-items-center">
            <Base.RadioItemIndicator>
              <Check aria-hidden className="size-3.5 text-ink-2" />
            </Base.RadioItemIndicator>
          </span>
          {option.label}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}
