import type { EngineSession } from "./engine-input";
import { leaves } from "./event-text";
import type { Provenance } from "./normalised-session";

const outsideTool = new RegExp(
  `(^|[_.-])(${[
    "web[_.-]?(fetch|search)",
    "fetch[_.-]?(url|page|html|content|web(site|page)?)",
    "browser?|scrape|crawl|inbox",
    "(read|get|fetch|list|search)[_.-]?(e-?mails?|mails?|mailbox|inbox)",
  ].join("|")})($|[_.-])|(^|__)fetch(__|$)`,
  "i",
);
const memoryTool = /(^|__)memory(_(search|history|view|read|write))?$/i;

/** Whether a tool brings in text that anybody on the internet or with a mail client can write. */
export function isOutsideTool(tool: string): boolean {
  return outsideTool.test(tool.replace(/([a-z])([A-Z])/g, "$1_$2"));
}

/** Whether a call reads or writes a mounted memory store: its answer is memory, not news. */
export function touchesMemory(tool: string, input: unknown, session: EngineSession): boolean {
  if (memoryTool.test(tool)) return true;
  const mounts = ["/mnt/memory", "/memories", ...(session.mount_paths ?? [])];
  return leaves(input).some(({ text }) => mounts.some((mount) => mentionsPath(text, mount)));
}

function mentionsPath(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at !== -1; at = text.indexOf(path, at + 1)) {
    const before = text[at - 1] ?? " ";
    const after = text[at + path.length] ?? "/";
    if (!/[\w.-]/.test(before) && !/[\w.-]/.test(after)) return true;
  }
  return false;
}

/** Lines of memory that are long enough to be recognised when they come back in a tool result. */
export function recognisableLines(contents: readonly string[]): ReadonlySet<string> {
  const lines = new Set<string>();
  for (const content of contents) {
    for (const line of content.split("\n")) {
      const folded = foldLine(line);
      if (isRecognisable(folded)) lines.add(folded);
    }
  }
  return lines;
}

/** Whether at least half of a text is lines of memory, so that memory must not learn from it again. */
export function repeatsMemory(text: string, memoryLines: ReadonlySet<string>): boolean {
  if (memoryLines.size === 0) return false;
  let [repeated, total] = [0, 0];
  for (const line of text.split("\n")) {
    const folded = foldLine(line);
    total += folded.length;
    if (isRecognisable(folded) && memoryLines.has(folded)) repeated += folded.length;
  }
  return repeated > 0 && repeated * 2 >= total;
}

function foldLine(line: string): string {
  return line
    .replace(/^\s*\d+[\t→:|]\s?/, "")
    .replace(/^[\s>*+-]+/, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

function isRecognisable(folded: string): boolean {
  return folded.length >= 40 && folded.split(" ").length >= 5;
}

/** Where the text of a tool result comes from. Outside tools stay untrusted whatever the event says: trust is also what events have by default. */
export function resultProvenance(
  tool: string,
  trusted: boolean | null,
  echo: boolean,
): Extract<Provenance, "tool_trusted" | "tool_untrusted" | "memory_echo"> {
  if (echo) return "memory_echo";
  return trusted === false || isOutsideTool(tool) ? "tool_untrusted" : "tool_trusted";
}
