import type { ReadEvent } from "./read-events";

/** The parts of the event stream format that we write. */
export function createParser() {
  const decoder = new TextDecoder();
  let rest = "";
  let lastId: string | null = null;
  return {
    push: (bytes: Uint8Array): ReadEvent[] => {
      rest += decoder.decode(bytes, { stream: true });
      const blocks = rest.split("\n\n");
      rest = blocks.pop() ?? "";
      return blocks.flatMap((block) => {
        const fields = new Map(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line]));
        const value = (name: string) => fields.get(name)?.slice(name.length + 2) ?? null;
        lastId = value("id") ?? lastId;
        const [name, data] = [value("event"), value("data")];
        return name === null || data === null ? [] : [{ id: value("id"), name, data: JSON.parse(data) }];
      });
    },
    lastEventId: () => lastId,
  };
}
