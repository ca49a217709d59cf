import type { QueryClient } from "@tanstack/react-query";
import type { QueryRoot } from "@/lib/client/query-keys";
import { forgetDrafts } from "../file/draft-store";

/** What never holds a memory's text or path; everything else is asked for anew. */
const harmless: ReadonlySet<string> = new Set<QueryRoot>([
  "actors",
  "api_keys",
  "legal_holds",
  "me",
  "members",
  "memory_stores",
  "models",
  "retention",
  "sample",
  "webhooks",
]);

/** Drops every kept answer that may still say what was redacted: no pane shows it while the new answer is on its way. */
export function forgetAnswers(client: QueryClient): void {
  const predicate = ({ queryKey: [root] }: { queryKey: readonly unknown[] }) => !harmless.has(String(root));
  client.removeQueries({ predicate, type: "inactive" });
  void client.resetQueries({ predicate });
}

/** Drops what this browser keeps of one memory's text, beyond the answers of the server: drafts begun on it. */
export function forgetTyped(storeId: string, memoryId: string): void {
  forgetDrafts(localStorage, storeId, memoryId);
}
