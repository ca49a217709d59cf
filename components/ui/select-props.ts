import type { ReactNode } from "react";

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  hint?: ReactNode;
}

export interface SelectProps<Value extends string> {
  label: string;
  options: readonly SelectOption<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
  id?: string;
  disabled?: boolean;
  className?: string;
}

export interface SelectManyProps<Value extends string> {
  label: string;
  options: readonly SelectOption<Value>[];
  values: readonly Value[];
  onValuesChange: (values: Value[]) => void;
  /** What is shown for the choice: "All stores", "2 stores". */
  summary: (values: readonly Value[]) => string;
  className?: string;
}
