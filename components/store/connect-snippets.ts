export type SnippetLanguage = "typescript" | "python" | "curl";

export const snippetLanguages: readonly { value: SnippetLanguage; label: string }[] = [
  { value: "typescript", label: "TypeScript" },
  { value: "python", label: "Python" },
  { value: "curl", label: "curl" },
];

/** How an agent reaches the store, ready to paste: the official SDK with our address, or no SDK at all. */
export function connectSnippet(language: SnippetLanguage, origin: string, storeId: string): string {
  switch (language) {
    case "typescript":
      return `import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic({
  baseURL: "${origin}",
  apiKey: process.env.REVERIE_API_KEY,
});

const memory = await client.beta.memoryStores.memories.create("${storeId}", {
  path: "/notes/first.md",
  content: "# First note\\n",
});
await client.beta.memoryStores.memories.update(memory.id, {
  memory_store_id: "${storeId}",
  content: "# First note\\n\\nA second line.\\n",
  precondition: { type: "content_sha256", content_sha256: memory.content_sha256 },
});`;
    case "python":
      return `import os
from anthropic import Anthropic

client = Anthropic(base_url="${origin}", api_key=os.environ["REVERIE_API_KEY"])

for memory in client.beta.memory_stores.memories.list("${storeId}"):
    print(memory.path)`;
    case "curl":
      return `curl -sS "${origin}/v1/memory_stores/${storeId}/memories" \\
  -H "x-api-key: $REVERIE_API_KEY" \\
  -H "content-type: application/json" \\
  -d '{"path": "/notes/first.md", "content": "# First note\\n"}'`;
  }
}
