"use client";
import { useEffect, useRef } from "react";
import { useIsApple } from "../ui/use-is-apple";
import type { CommandStore } from "./command-store";
import { isCharacterShortcut, type SequenceState, stepSequence } from "./match-keys";
import { useLetterKeys } from "./use-letter-keys";

const sequenceTimeoutMs = 1200;

interface Openers {
  openPalette: () => void;
  openSheet: () => void;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // The editor takes its text through an EditContext: neither a field nor editable to the DOM, only a textbox by its role.
  return target.isContentEditable || target.role === "textbox" || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Whether something modal is open, which must not have the page's keys work behind it. */
function isBehindDialog(): boolean {
  return document.querySelector('[role="dialog"][data-open], [role="alertdialog"][data-open]') !== null;
}

/** Listens on the window and runs what the registry binds to a key. */
export function useCommandKeys(store: CommandStore, openers: Openers): void {
  const isApple = useIsApple();
  const [areLettersOn] = useLetterKeys();
  const newest = useRef(openers);
  useEffect(() => {
    newest.current = openers;
  });
  useEffect(() => {
    let state: SequenceState | null = null;
    let expiresAtMs = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const commands = store.snapshot().commands;
      const isQuiet = isTyping(event.target) || areLettersOn === "off";
      const bound = ["mod+k", "?", ...commands.flatMap(({ keys }) => (keys ? [keys] : []))];
      const live = isBehindDialog() ? ["mod+k"] : bound.filter((keys) => !isQuiet || !isCharacterShortcut(keys));
      const step = stepSequence(event, live, event.timeStamp < expiresAtMs ? state : null, isApple);
      state = step.kind === "wait" ? step.state : null;
      expiresAtMs = event.timeStamp + sequenceTimeoutMs;
      if (step.kind !== "run") return;
      event.preventDefault();
      const command = commands.find(({ keys }) => keys === step.keys);
      if (command) command.run();
      else if (step.keys === "mod+k") newest.current.openPalette();
      else newest.current.openSheet();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [store, isApple, areLettersOn]);
}
