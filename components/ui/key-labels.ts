const apple: Record<string, string> = { mod: "⌘", alt: "⌥", shift: "⇧", ctrl: "⌃", enter: "↵", backspace: "⌫" };
const other: Record<string, string> = {
  mod: "Ctrl",
  alt: "Alt",
  shift: "Shift",
  ctrl: "Ctrl",
  enter: "Enter",
  backspace: "Backspace",
};
const both: Record<string, string> = {
  escape: "Esc",
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
  space: "Space",
  plus: "+",
};

/** The names of the keys of a shortcut: `+` joins keys held together, a space keys pressed one after another. */
export function keyLabels(keys: string, isApple: boolean): string[] {
  const names = isApple ? apple : other;
  return keys
    .split(/[+ ]/)
    .filter((key) => key.length > 0)
    .map((key) => names[key.toLowerCase()] ?? both[key.toLowerCase()] ?? key.toUpperCase());
}
