"use client";
import { useState } from "react";
import type { DialogProps } from "./dialog-props";
import { onDemand, useOnDemand } from "./on-demand";

export const dialogCode = onDemand(() => import("./dialog-parts"));

/** Focus goes in, stays in, and returns to what opened it. Nothing at all until it is first opened. */
export function Dialog(props: DialogProps) {
  const [wasOpened, setWasOpened] = useState(props.isOpen);
  if (props.isOpen && !wasOpened) setWasOpened(true);
  const parts = useOnDemand(dialogCode, wasOpened);
  return wasOpened && parts !== null ? <parts.ModalDialog {...props} /> : null;
}
