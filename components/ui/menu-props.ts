import type { ComponentProps, ReactElement, ReactNode } from "react";

type TriggerProps = Pick<ComponentProps<"button">, "aria-haspopup" | "aria-expanded" | "onClick" | "onKeyDown">;

export interface MenuProps {
  /** The trigger: a Button or a plain <button>; it takes a ref and props. */
  trigger: ReactElement<TriggerProps>;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "left" | "right";
  children: ReactNode;
}

export interface MenuItemProps {
  icon?: ReactNode;
  keys?: string;
  href?: string;
  onSelect?: () => void;
  isDanger?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

export interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onValueChange: (value: Value) => void;
}
