"use client";
import { Database } from "lucide-react";
import { Button } from "../ui/button";
import { CodeSnippet } from "../ui/code-snippet";
import { EmptyState } from "../ui/empty-state";
import { MakeSample } from "./make-sample";

const snippet = `curl -sS "$REVERIE_URL/v1/memory_stores" \\
  -H "Authorization: Bearer $REVERIE_API_KEY" \\
  -H "content-type: application/json" \\
  -d '{"name": "team notes", "description": "What the team has learned"}'`;

/** What an installation without stores says: what a store is, and three ways to the first one. */
export function FirstStore({ mayCreate, onCreate }: { mayCreate: boolean; onCreate: () => void }) {
  return (
    <EmptyState
      icon={<Database aria-hidden />}
      title="No stores yet"
      action={
        mayCreate ? (
          <>
            <Button variant="primary" onClick={onCreate}>
              Create a store
            </Button>
            <MakeSample />
          </>
        ) : null
      }
      snippet={mayCreate ? <CodeSnippet code={snippet} label="Copy the command" /> : null}
    >
      A store is a folder of text files that outlives a session. Create one here, from a script, or look around in a
      sample first: a small team's notes, its agents' sessions, and a dream that waits for a decision.
    </EmptyState>
  );
}
