"use client";
import { cloneElement, type KeyboardEvent, type MouseEvent, useState } from "react";
import type { MenuChoiceProps, MenuItemProps, MenuProps } from "./menu-props";
import { onDemand, useOnDemand } from "./on-demand";

export const menuCode = onDemand(() => import("./menu-parts"));

/** Only its trigger, until it is first opened: a page shows many menus, and few are opened. */
export function Menu(props: MenuProps) {
  const [openedBy, setOpenedBy] = useState<"pointer" | "keyboard" | null>(null);
  const parts = useOnDemand(menuCode, openedBy !== null);
  if (openedBy !== null && parts !== null) {
    return <parts.OpenMenu {...props} isByKeyboard={openedBy === "keyboard"} />;
  }
  return cloneElement(props.trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    // A click without a press is a key.
    onClick: (event: MouseEvent) => setOpenedBy(event.detail === 0 ? "keyboard" : "pointer"),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      setOpenedBy("keyboard");
    },
  });
}

/** With `href` it is a link, so that it can be opened in a new tab; else a command. */
export function MenuItem(props: MenuItemProps) {
  const parts = useOnDemand(menuCode, true);
  return parts === null ? null : <parts.MenuItem {...props} />;
}

export function MenuSeparator() {
  const parts = useOnDemand(menuCode, true);
  return parts === null ? null : <parts.MenuSeparator />;
}

/** One of several, inside a Menu. */
export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>) {
  const parts = useOnDemand(menuCode, true);
  return parts === null ? null : <parts.MenuChoice {...props} />;
}
