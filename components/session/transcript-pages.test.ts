import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TranscriptEvent } from "./event-kind";
import { buildEvent } from "./testing/build-event";
import { type Anchor, fetchTail, fetchTranscriptPage, type PageParam, type TranscriptPage } from "./transcript-pages";
import { scopeOf } from "./transcript-scope";

const source = { sessionId: "sesn_1", scope: scopeOf("all", []), signal: new AbortController().signal };

let stored: TranscriptEvent[];

/** The API's list of events: cursors are places in the order asked for. */
function answer(url: string): Response {
  const query = new URL(url, "http://reverie.test").searchParams;
  const isDescending = query.get("order") === "desc";
  const ordered = isDescending ? stored.toReversed() : stored;
  const limit = Number(query.get("limit"));
  const around = ordered.findIndex(({ id }) => id === query.get("around"));
  const page = query.get("page");
  const first = page ? Number(page) : Math.max(0, around - Math.floor((limit - 1) / 2));
  const next = first + limit;
  return Response.json({ data: ordered.slice(first, next), next_page: next < ordered.length ? String(next) : null });
}

beforeEach(() => vi.stubGlobal("fetch", async (url: string) => answer(url)));
afterEach(() => vi.unstubAllGlobals());

const idsOf = (events: readonly TranscriptEvent[]) => events.map(({ id }) => id);
const store = (count: number) => {
  stored = Array.from({ length: count }, () => buildEvent("agent.message"));
};

/** Reads on to both sides until nothing is left, as the page does. */
async function readAll(anchor: Anchor): Promise<TranscriptEvent[]> {
  const first = await fetchTranscriptPage(source, { kind: "anchor", anchor });
  const collect = async (kind: "earlier" | "later"): Promise<TranscriptPage[]> => {
    const pages: TranscriptPage[] = [];
    for (let way = first[kind]; way !== null; way = pages.at(-1)?.[kind] ?? null) {
      pages.push(await fetchTranscriptPage(source, { kind, way } satisfies PageParam));
    }
    return pages;
  };
  const [earlier, later] = [await collect("earlier"), await collect("later")];
  return [...earlier.reverse(), first, ...later].flatMap((page) => page.events);
}

describe("fetchTranscriptPage", () => {
  it.each([0, 1, 499, 500, 501, 3700])(
    "reads all %i events once and in order from the start and from the end",
    async (count) => {
      store(count);
      expect(idsOf(await readAll({ kind: "start" }))).toEqual(idsOf(stored));
      expect(idsOf(await readAll({ kind: "end" }))).toEqual(idsOf(stored));
    },
  );

  it.each([0, 1, 250, 1800, 3699])("reads all events once and in order around event %i", async (index) => {
    store(3700);
    const eventId = stored[index]?.id ?? "";
    const first = await fetchTranscriptPage(source, { kind: "anchor", anchor: { kind: "event", eventId } });
    expect(idsOf(first.events)).toContain(eventId);
    expect(idsOf(await readAll({ kind: "event", eventId }))).toEqual(idsOf(stored));
  });
});

describe("fetchTail", () => {
  it("catches up from the last event known, or from the start", async () => {
    store(2300);
    expect(idsOf(await fetchTail(source, stored[1100]?.id ?? ""))).toEqual(idsOf(stored.slice(1101)));
    expect(await fetchTail(source, stored.at(-1)?.id ?? "")).toEqual([]);
    expect(idsOf(await fetchTail(source, null))).toEqual(idsOf(stored));
  });
});
