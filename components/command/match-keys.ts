export interface KeyStroke {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Splits `g s` into its strokes; a shortcut is one stroke or a short sequence of them. */
export function strokesOf(keys: string): string[] {
  return keys.split(" ").filter((stroke) => stroke.length > 0);
}

const named: Record<string, string> = {
  escape: "escape",
  enter: "enter",
  up: "arrowup",
  down: "arrowdown",
  left: "arrowleft",
  right: "arrowright",
  plus: "+",
};

/**
 * Whether a key event is this stroke, such as `mod+k`, `shift+d`, `?` or `j`. `mod` is ⌘ on Apple's keyboards, Ctrl elsewhere.
 * Signs are matched by what they print, so `?` needs no `shift`.
 */
export function matchesStroke(event: KeyStroke, stroke: string, isApple: boolean): boolean {
  const parts = stroke.toLowerCase().split("+");
  const last = parts.at(-1) ?? "";
  const wanted = named[last] ?? last;
  const isLetter = /^[a-z]$/.test(wanted);
  const mod = isApple ? event.metaKey : event.ctrlKey;
  const otherMod = isApple ? event.ctrlKey : event.metaKey;
  return (
    event.key.toLowerCase() === wanted &&
    mod === parts.includes("mod") &&
    otherMod === false &&
    event.altKey === parts.includes("alt") &&
    (!isLetter || event.shiftKey === parts.includes("shift"))
  );
}

/** Whether a shortcut is made of bare characters; these can be switched off and are dead while typing (WCAG 2.1.4). */
export function isCharacterShortcut(keys: string): boolean {
  return strokesOf(keys).every((stroke) => !/(^|\+)(mod|alt|ctrl)\+/.test(stroke) && stroke.toLowerCase() !== "escape");
}

export interface SequenceState {
  /** Strokes pressed so far that some shortcut begins with. */
  pressed: number;
  candidates: readonly string[];
}

export type SequenceStep = { kind: "run"; keys: string } | { kind: "wait"; state: SequenceState } | { kind: "none" };

/** One step through the shortcuts: runs the one that is complete, waits while a longer one may follow. */
export function stepSequence(
  event: KeyStroke,
  all: readonly string[],
  state: SequenceState | null,
  isApple: boolean,
): SequenceStep {
  const position = state?.pressed ?? 0;
  const fitting = (state?.candidates ?? all).filter((keys) => {
    const stroke = strokesOf(keys)[position];
    return stroke !== undefined && matchesStroke(event, stroke, isApple);
  });
  const complete = fitting.find((keys) => strokesOf(keys).length === position + 1);
  if (complete !== undefined) return { kind: "run", keys: complete };
  if (fitting.length > 0) return { kind: "wait", state: { pressed: position + 1, candidates: fitting } };
  return state === null ? { kind: "none" } : stepSequence(event, all, null, isApple);
}
