"use client";
import { useEffect, useState } from "react";
import { highlightText, type Token } from "./highlight-text";

/** Tokens of a text once the highlighter has loaded; until then, and when it fails, null: plain text is always there first. */
export function useHighlight(text: string, language: string): Token[][] | null {
  const [result, setResult] = useState<{ text: string; tokens: Token[][] | null } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void highlightText(text, language)
      .catch(() => null)
      .then((tokens) => {
        if (isCurrent) setResult({ text, tokens });
      });
    return () => {
      isCurrent = false;
    };
  }, [text, language]);
  return result?.text === text ? result.tokens : null;
}
