"use client";
import { MessagesSquare } from "lucide-react";
import { Button } from "../ui/button";
import { CodeSnippet } from "../ui/code-snippet";
import { EmptyState } from "../ui/empty-state";

const snippet = `curl -sS "$REVERIE_URL/v1/sessions/import" \\
  -H "Authorization: Bearer $REVERIE_API_KEY" \\
  --data-binary @session.jsonl`;

/** What a place without sessions says: what a session is, and the ways to the first one. */
export function FirstSession({ mayImport, onImport }: { mayImport: boolean; onImport: () => void }) {
  return (
    <EmptyState
      icon={<MessagesSquare aria-hidden />}
      title="No sessions yet"
      action={
        mayImport ? (
          <Button variant="primary" onClick={onImport}>
            Import transcripts
          </Button>
        ) : null
      }
      snippet={mayImport ? <CodeSnippet code={snippet} label="Copy the command" /> : null}
    >
      A session is one run of an agent: what it was asked, what it said, the tools it called and what came back. Import
      transcripts of Claude Code, of the OpenAI or Anthropic APIs, of SWE-agent or τ-bench; or let an agent write its
      events here as it works.
    </EmptyState>
  );
}
