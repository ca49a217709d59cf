import type { SnippetLanguage } from "./connect-snippets";

interface FirstWrite {
  origin: string;
  storeId: string;
  /** Null: the reader has one in REVERIE_API_KEY. */
  secret: string | null;
}

/** What to paste into a terminal for a first write. Each language writes a file of its own, so that all three can be tried. */
export function firstWriteSnippet(language: SnippetLanguage, { origin, storeId, secret }: FirstWrite): string {
  switch (language) {
    case "curl":
      return `curl -sS "${origin}/v1/memory_stores/${storeId}/memories" \\
  -H "x-api-key: ${secret ?? "$REVERIE_API_KEY"}" \\
  -H "content-type: application/json" \\
  -d '{"path": "/notes/from-curl.md", "content": "# First note\\n"}'`;
    case "typescript":
      return `npm install @anthropic-ai/sdk
node --input-type=module <<'END'
import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic({
  baseURL: "${origin}",
  apiKey: ${secret === null ? "process.env.REVERIE_API_KEY" : `"${secret}"`},
});
const memory = await client.beta.memoryStores.memories.create("${storeId}", {
  path: "/notes/from-typescript.md",
  content: "# First note\\n",
});
console.log(memory.path, memory.id);
END`;
    case "python":
      return `pip install anthropic
python3 - <<'END'
${secret === null ? "import os\n" : ""}from anthropic import Anthropic

client = Anthropic(
    base_url="${origin}",
    api_key=${secret === null ? 'os.environ["REVERIE_API_KEY"]' : `"${secret}"`},
)
memory = client.beta.memory_stores.memories.create(
    "${storeId}",
    path="/notes/from-python.md",
    content="# First note\\n",
)
print(memory.path, memory.id)
END`;
  }
}
