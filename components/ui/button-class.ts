import { cn } from "./cn";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger" | "dream";
export type ButtonSize = "sm" | "md" | "lg";

const base =
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors " +
  "disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-off aria-disabled:cursor-not-allowed " +
  "aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-ink-off [&_svg]:size-3.5 [&_svg]:shrink-0";

const variants: Record<ButtonVariant, string> = {
  primary: "border-ink bg-ink text-surface hover:border-ink-2 hover:bg-ink-2",
  secondary: "border-line-strong bg-raised text-ink hover:bg-sunken",
  ghost: "border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink",
  danger:
    "border-danger-line bg-danger-soft text-danger hover:border-danger-solid hover:bg-danger-solid hover:text-on-danger",
  dream: "border-dusk-solid bg-dusk-solid text-on-dusk hover:border-dusk hover:bg-dusk hover:text-surface",
};

const sizes: Record<ButtonSize, string> = { sm: "h-6 px-2 text-12", md: "h-7 px-2.5 text-13", lg: "h-8 px-3 text-13" };

/** The class of a button, for links that should look like one. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md", className?: string): string {
  return cn(base, variants[variant], sizes[size], className);
}
