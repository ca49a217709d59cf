"use client";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";

const Announce = createContext<(text: string) => void>(() => undefined);

/** Holds the page's one polite voice; mounted by the shell. */
export function LiveRegionProvider({ children }: { children: ReactNode }) {
  const [text, setText] = useState("");
  const announce = useCallback((next: string) => {
    // A repeated sentence is silent unless the text changes; a trailing no-break space changes it unseen.
    setText((current) => (current === next ? `${next}\u00a0` : next));
  }, []);
  return (
    <Announce value={announce}>
      {children}
      <div role="status" aria-live="polite" className="sr-only">
        {text}
      </div>
    </Announce>
  );
}

/** Says something to screen readers: "Hunk accepted, 4 left". */
export function useAnnounce(): (text: string) => void {
  return useContext(Announce);
}
