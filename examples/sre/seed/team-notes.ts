import { learnings } from "./learnings";

/**
 * What the on-call team has noted before the story begins, with what happens to notes that nobody tends: one advice about
 * the cache in six wordings over two files, two owners of payments-api, a namespace that was renamed, a link to a file
 * that nobody wrote, a migration that has been "current" for weeks, one endless file, and no index. Path → text.
 */
export const teamNotes: Readonly<Record<string, string>> = {
  "/alerts/ledger-cpu-high.md": `# LedgerCPUHigh

- For information only: batch-reconciler works through a partner file. It pages nobody.
`,
  "/alerts/payments-latency-p99.md": `# PaymentsLatencyP99

- check: pods
- check: upstream-latency
- prepare: \`kubectl scale -n payments deploy/payments-api --replicas 6\`
- With six replicas in place before it begins, customers notice nothing. It takes two minutes.
- If ledger-db is the cause, the owner decides by [the failover steps](db-failover.md).
`,
  "/alerts/checkout-error-rate.md": `# CheckoutErrorRate

- check: error-logs
- Restarting checkout-api has not helped so far.
`,
  "/alerts/search-disk-filling.md": `# SearchDiskFilling

- check: disk-usage
- The logs of search-svc are not rotated.
`,
  "/alerts/cache-crash-loop.md": `# CacheCrashLoop

- check: cache-memory
- prepare: \`kubectl scale -n shared-prod deploy/cache --replicas 5\`
- After a deploy, when cache pods crash-loop, raise \`maxmemory\` to 2gb before restarting them.
- When the cache pods crash-loop after a deploy, always raise \`maxmemory\` to 2gb before restarting them.
* When cache pods crash-loop after a deploy, raise \`maxmemory\` to 2gb before restarting them
`,
  "/alerts/replica-lag.md": `# ReplicaLag

- For information only, unless it lasts longer than an hour.
`,
  "/alerts/inventory-queue-depth.md": `# InventoryQueueDepth

- check: queue-depth
- Peaks every working day between 09:00 and 11:00.
`,
  "/alerts/notify-heartbeat-missing.md": `# NotifyHeartbeatMissing

- check: pods
- The hourly job restarts the worker, which then misses a beat.
`,
  "/alerts/cert-expiry.md": `# CertExpiry

- check: certificate
`,
  "/services/payments-api.md": `# payments-api

- namespace: \`payments\`
- owner of payments-api is payments-core
- payments-api waits for ledger-db.
- Latency target: p99 below 450 ms.
`,
  "/services/checkout-api.md": `# checkout-api

- namespace: \`shop-prod\`
- owner of checkout-api is checkout-team
- checkout-api waits for payments-api.
`,
  "/services/ledger-db.md": `# ledger-db

- namespace: \`data-prod\`
- Primary in zone a, replica in zone b.
- Currently migrating to the new storage class, so replica lag is expected this week (2026-02-12).
`,
  "/services/cache.md": `# cache

- namespace: \`shared-prod\`
- When cache pods crash-loop after a deploy, raise \`maxmemory\` to 2gb before restarting them.
- When cache pods crash-loop after a deploy, increase \`maxmemory\` to 2gb before restarting them.
- When cache pods crash-loop after a deploy, first raise \`maxmemory\` to 2gb before restarting them all.
- In staging, when cache pods crash-loop after a deploy, raise \`maxmemory\` to 1gb before restarting them.
`,
  "/services/search-svc.md": `# search-svc

- namespace: \`search-prod\`
- search-svc keeps its settings in deploy/search-svc/values.yaml
`,
  "/services/inventory-svc.md": `# inventory-svc

- namespace: \`stock-prod\`
`,
  "/services/notify-worker.md": `# notify-worker

- namespace: \`notify-prod\`
`,
  "/services/edge-gateway.md": `# edge-gateway

- namespace: \`edge\`
`,
  "/services/ownership.md": `# Who owns what

- owner of edge-gateway is platform-edge
- owner of checkout-api is checkout-team
- owner of payments-api is checkout-team
- owner of ledger-db is data-platform
- owner of inventory-svc is stock-team
- owner of search-svc is discovery
- owner of notify-worker is messaging
`,
  "/learnings.md": learnings(),
};
