/**
 * The first member of every query key. A key is `[root, ...ids, filters]`, so that invalidating a prefix
 * (a store, one memory of it) reaches everything below.
 */
export type QueryRoot =
  | "actors"
  | "api_keys"
  | "audit_events"
  | "audit_checkpoints"
  | "dream_changes"
  | "dream_insights"
  | "dream_schedules"
  | "dreams"
  | "erasures"
  | "events"
  | "legal_holds"
  | "me"
  | "members"
  | "memories"
  | "memory_search"
  | "memory_stores"
  | "memory_versions"
  | "models"
  | "retention"
  | "sample"
  | "demo"
  | "service_accounts"
  | "sessions"
  | "store_tree"
  | "webhooks";

/** Anything that survives JSON; `undefined` members are left out of the hash. */
export type QueryKeyPart =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly string[]
  | { readonly [name: string]: QueryKeyPart };

export type ReverieQueryKey = readonly [QueryRoot, ...QueryKeyPart[]];
