import type Anthropic from "@anthropic-ai/sdk";
import type { AppliedDream, DreamReviewed } from "@/lib/contract/dream";
import type { DreamChange } from "@/lib/contract/dream-change";
import type { DreamInsight } from "@/lib/contract/dream-insight";

interface Page<Item> {
  data: Item[];
  next_page: string | null;
}

/** Every item of a list of ours. */
async function readAll<Item>(client: Anthropic, path: string): Promise<Item[]> {
  const items: Item[] = [];
  let page: string | null = "";
  while (page !== null) {
    const more: string = page === "" ? "" : `&page=${encodeURIComponent(page)}`;
    const answer: Page<Item> = await client.get(`${path}?limit=100${more}`);
    items.push(...answer.data);
    page = answer.next_page;
  }
  return items;
}

export function readInsights(client: Anthropic, dreamId: string): Promise<DreamInsight[]> {
  return readAll(client, `/v1/dreams/${dreamId}/insights`);
}

/**
 * Reviews as somebody who agrees with everything: approves each change with all its hunks, applies, and where a file of
 * the target differs takes the merge if it is clean. Returns how many changes arrived.
 */
export async function approveDream(client: Anthropic, dreamId: string, targetStoreId: string): Promise<number> {
  const changes = await readAll<DreamChange>(client, `/v1/dreams/${dreamId}/changes`);
  if (changes.length === 0) return 0;
  const decisions = changes.map(({ id }) => ({ change_id: id, decision: "approve" }));
  const first = await review(client, dreamId, decisions);
  const applied = await apply(client, dreamId, first.review_digest, targetStoreId);
  const merged = applied.conflicts.flatMap(({ change_id, current_content_sha256, merge }) =>
    merge?.clean === true
      ? { change_id, decision: "approve", content: merge.content, base_content_sha256: current_content_sha256 }
      : [],
  );
  if (merged.length === 0) return applied.applied.length;
  const second = await review(client, dreamId, merged);
  const again = await apply(client, dreamId, second.review_digest, targetStoreId);
  return applied.applied.length + again.applied.length;
}

function review(client: Anthropic, dreamId: string, decisions: object[]): Promise<DreamReviewed> {
  return client.post(`/v1/dreams/${dreamId}/review`, { body: { decisions } });
}

function apply(client: Anthropic, dreamId: string, digest: string, targetStoreId: string): Promise<AppliedDream> {
  const body = { review_digest: digest, target_memory_store_id: targetStoreId };
  return client.post(`/v1/dreams/${dreamId}/apply`, { body });
}
