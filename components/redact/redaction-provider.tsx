"use client";
import { createContext, type ReactNode, useContext, useState } from "react";
import { laterPart } from "../ui/lazy-part";
import type { RedactionRequest } from "./redaction-request";

const RedactVersionDialog = laterPart(() =>
  import("./redact-version-dialog").then((module) => module.RedactVersionDialog),
);
const RedactWordsDialog = laterPart(() => import("./redact-words-dialog").then((module) => module.RedactWordsDialog));

const RedactionContext = createContext<(request: RedactionRequest) => void>(() => undefined);

/** Holds the dialog above the pages: what a redaction takes away under it, it outlives. */
export function RedactionProvider({ children }: { children: ReactNode }) {
  const [request, setRequest] = useState<RedactionRequest | null>(null);
  const close = () => setRequest(null);
  return (
    <RedactionContext value={setRequest}>
      {children}
      {request?.kind === "version" ? <RedactVersionDialog {...request} onClose={close} /> : null}
      {request?.kind === "words" ? <RedactWordsDialog {...request} onClose={close} /> : null}
    </RedactionContext>
  );
}

/** Opens the guided redaction of words in files, or of one version. */
export function useRedaction(): (request: RedactionRequest) => void {
  return useContext(RedactionContext);
}
