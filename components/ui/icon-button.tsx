"use client";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonVariant, buttonClass } from "./button-class";
import { Tooltip } from "./tooltip";

type IconButtonProps = Omit<ComponentProps<"button">, "aria-label"> & {
  /** The accessible name, shown as the tooltip too. */
  label: string;
  keys?: string;
  variant?: ButtonVariant;
  size?: "sm" | "md";
  side?: "top" | "bottom" | "left" | "right";
  children: ReactNode;
};

/** A button whose face is an icon; its name is spoken and shown on hover and focus. */
export function IconButton({ label, keys, variant = "ghost", size = "md", side, className, ...rest }: IconButtonProps) {
  const shape = size === "sm" ? "size-6 px-0" : "size-7 px-0";
  return (
    <Tooltip label={label} keys={keys} {...(side ? { side } : {})}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={buttonClass(variant, size, `${shape} ${className ?? ""}`)}
      />
    </Tooltip>
  );
}
