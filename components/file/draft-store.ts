import { isRecord } from "@/lib/client/is-record";

const fields = ["baseSha256", "baseVersionId", "content", "reason", "savedAt"] as const;

/** Text that a person typed and has not saved, with the state of the file that it began from. */
export type Draft = Record<(typeof fields)[number], string>;

type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const prefix = "reverie.draft/";
const prefixOf = (storeId: string, memoryId: string) => `${prefix}${storeId}/${memoryId}/`;

/** Keeps a draft over a reload. False when the browser keeps nothing, because it is full or not allowed to. */
export function keepDraft(storage: DraftStorage, storeId: string, memoryId: string, draft: Draft): boolean {
  try {
    storage.setItem(prefixOf(storeId, memoryId) + draft.baseSha256, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** The newest draft of a memory, whatever text it began from; null when there is none that can be read. */
export function findDraft(storage: DraftStorage, storeId: string, memoryId: string): Draft | null {
  const drafts = keysOf(storage, prefixOf(storeId, memoryId)).flatMap((key) => readDraft(storage, key) ?? []);
  return drafts.reduce<Draft | null>(
    (newest, draft) => (newest === null || draft.savedAt > newest.savedAt ? draft : newest),
    null,
  );
}

/** Forgets all drafts of a memory, once they are saved or given up. */
export function forgetDrafts(storage: DraftStorage, storeId: string, memoryId: string): void {
  for (const key of keysOf(storage, prefixOf(storeId, memoryId))) storage.removeItem(key);
}

/** Forgets every draft of this browser: whoever signs in next must not read what another person typed. */
export function forgetAllDrafts(storage: DraftStorage): void {
  for (const key of keysOf(storage, prefix)) storage.removeItem(key);
}

function keysOf(storage: DraftStorage, start: string): string[] {
  try {
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
    return keys.flatMap((key) => (key?.startsWith(start) ? [key] : []));
  } catch {
    return [];
  }
}

function readDraft(storage: DraftStorage, key: string): Draft | null {
  try {
    const stored: unknown = JSON.parse(storage.getItem(key) ?? "null");
    return isDraft(stored) ? stored : null;
  } catch {
    return null;
  }
}

function isDraft(stored: unknown): stored is Draft {
  return isRecord(stored) && fields.every((field) => typeof stored[field] === "string");
}
