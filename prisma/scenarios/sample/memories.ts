/** One write of the sample team: a file, what it says from then on, who wrote it, why and when. */
export type SampleMemoryWrite = {
  path: string;
  content: string;
  agent: SampleAgent;
  reason: string;
  minutesAgo: number;
};

export type SampleAgent = "triage-1" | "triage-2" | "remediator";

export const sampleStore = {
  name: "team-sre",
  description: "What the on-call agents of Harborline (a made-up company) note for each other.",
};

const dayMinutes = 24 * 60;

/**
 * The notes of a small on-call team, oldest write first, with what happens to notes that nobody tends: one advice in
 * six wordings over two files, two owners of one service, a link to a file that was never written, a fix that has
 * been in flight too long, no index, and a file that a dream must leave alone. Dates in the text follow `now`.
 */
export function sampleMemories(now: Date): SampleMemoryWrite[] {
  const day = (daysAgo: number): string =>
    new Date(now.getTime() - daysAgo * dayMinutes * 60_000).toISOString().slice(0, 10);

  const writes: SampleMemoryWrite[] = [
    {
      path: "/policies/change-freeze.md",
      agent: "remediator",
      reason: "Write down what the release managers decided",
      minutesAgo: 30 * dayMinutes,
      content: `---
dream: frozen
description: When nobody may change production
---
# Change freeze

- No deploys to production from Friday 16:00 to Monday 08:00.
- A rollback is always allowed.
- A second person approves every change of ledger-db.
`,
    },
    {
      path: "/services/ownership.md",
      agent: "triage-1",
      reason: "Collect who to page",
      minutesAgo: 28 * dayMinutes,
      content: `# Who owns what

- owner of edge-gateway is platform-edge
- owner of checkout-api is checkout-team
- owner of payments-api is checkout-team
- owner of inventory-svc is stock-team
- owner of search-svc is discovery
- owner of notify-worker is messaging
`,
    },
    {
      path: "/services/payments-api.md",
      agent: "triage-1",
      reason: "First notes on the service",
      minutesAgo: 27 * dayMinutes,
      content: `# payments-api

- namespace: \`payments\`
- Talks to ledger-db; checkout-api waits for it.
- Latency target: p99 below 450 ms.
`,
    },
    {
      path: "/services/payments-api.md",
      agent: "triage-2",
      reason: "Add the owner after the page went to the wrong team",
      minutesAgo: 20 * dayMinutes,
      content: `# payments-api

- namespace: \`payments\`
- owner of payments-api is payments-core
- Talks to ledger-db; checkout-api waits for it.
- Latency target: p99 below 450 ms.
`,
    },
    {
      path: "/runbooks/payments-latency.md",
      agent: "triage-1",
      reason: "Steps that worked last time",
      minutesAgo: 26 * dayMinutes,
      content: `# Payments latency

1. \`kubectl get pods -n payments -l app=payments-api\`
2. Look for restarts, then for slow queries on ledger-db.
3. If ledger-db is the cause, follow [the failover steps](db-failover.md).
4. Page the owner before restarting anything.
`,
    },
    {
      path: "/services/ledger-db.md",
      agent: "triage-2",
      reason: "Explain the replica lag",
      minutesAgo: 24 * dayMinutes,
      content: `# ledger-db

- Primary in zone a, replica in zone b.
- batch-reconciler loads it whenever a partner file arrives.
- Currently migrating to the new storage class, so replica lag is expected this week (${day(24)}).
`,
    },
    {
      path: "/services/cache.md",
      agent: "triage-1",
      reason: "Notes after the first crash loop",
      minutesAgo: 22 * dayMinutes,
      content: `# cache

- When cache pods crash-loop after a deploy, raise \`maxmemory\` to 2gb before restarting them.
- In staging, when cache pods crash-loop after a deploy, raise \`maxmemory\` to 1gb before restarting them.
- Eviction policy is \`allkeys-lru\`.
`,
    },
    {
      path: "/alerts/cache-crash-loop.md",
      agent: "triage-2",
      reason: "Same alert again, same cure",
      minutesAgo: 15 * dayMinutes,
      content: `# CacheCrashLoop

- After a deploy, when cache pods crash-loop, raise \`maxmemory\` to 2gb before restarting them.
- check: pod restarts in the last hour
- When the cache pods crash-loop after a deploy, always raise \`maxmemory\` to 2gb before restarting them.
`,
    },
    {
      path: "/services/cache.md",
      agent: "remediator",
      reason: "Cured it once more",
      minutesAgo: 9 * dayMinutes,
      content: `# cache

- When cache pods crash-loop after a deploy, raise \`maxmemory\` to 2gb before restarting them.
- In staging, when cache pods crash-loop after a deploy, raise \`maxmemory\` to 1gb before restarting them.
- Eviction policy is \`allkeys-lru\`.
- When cache pods crash-loop after a rollout, raise \`maxmemory\` to 2gb before restarting them.
- When cache pods crash-loop after a deploy, first raise \`maxmemory\` to 2gb before restarting them all.
`,
    },
    {
      path: "/alerts/cache-crash-loop.md",
      agent: "triage-1",
      reason: "Note what helped",
      minutesAgo: 5 * dayMinutes,
      content: `# CacheCrashLoop

- After a deploy, when cache pods crash-loop, raise \`maxmemory\` to 2gb before restarting them.
- check: pod restarts in the last hour
- When the cache pods crash-loop after a deploy, always raise \`maxmemory\` to 2gb before restarting them.
* When cache pods crash-loop after a deploy, raise \`maxmemory\` to 2gb before restarting them
`,
    },
    {
      path: "/alerts/payments-latency-p99.md",
      agent: "triage-2",
      reason: "What to look at first",
      minutesAgo: 19 * dayMinutes,
      content: `# PaymentsLatencyP99

- check: restarts of payments-api
- check: slow queries on ledger-db
- Often comes together with CheckoutErrorRate; then it is one incident, not two.
`,
    },
    {
      path: "/alerts/checkout-error-rate.md",
      agent: "triage-1",
      reason: "Point to the usual cause",
      minutesAgo: 18 * dayMinutes,
      content: `# CheckoutErrorRate

- Look at payments-api first, see [its latency alert](payments-latency-p99.md).
- Restarting checkout-api has not helped so far.
`,
    },
    {
      path: "/alerts/search-disk-filling.md",
      agent: "remediator",
      reason: "Tell the others that a fix is on its way",
      minutesAgo: 4 * dayMinutes,
      content: `# SearchDiskFilling

- Cause: logs of search-svc are not rotated.
- Fix in flight: PR #412, claimed by remediator on ${day(4)}. Do not open a second one.
- Until it is deployed, delete rotated logs older than two days.
`,
    },
    {
      path: "/alerts/notify-heartbeat-missing.md",
      agent: "triage-2",
      reason: "Stop others from chasing a flap",
      minutesAgo: 16 * dayMinutes,
      content: `# NotifyHeartbeatMissing

- Flaps around twelve minutes past the hour while the hourly job of notify-worker restarts. Wait five minutes.
`,
    },
    {
      path: "/alerts/inventory-queue-depth.md",
      agent: "triage-1",
      reason: "Office hours explain it",
      minutesAgo: 14 * dayMinutes,
      content: `# InventoryQueueDepth

- Peaks every working day between 09:00 and 11:00. Not an incident below 4000 messages.
`,
    },
    {
      path: "/contacts/escalation.md",
      agent: "remediator",
      reason: "Who answers at night",
      minutesAgo: 25 * dayMinutes,
      content: `# Escalation

- First the owner of the service, after 15 minutes the incident lead, after 30 minutes the duty manager.
- Page people through the board, not by mail.
`,
    },
    {
      path: "/learnings.md",
      agent: "triage-1",
      reason: "Things learned on the night shift",
      minutesAgo: 21 * dayMinutes,
      content: `# Learnings

## Payments
- payments-api answers slowly about twelve minutes after the reconciler starts
- ask for a second pair of eyes before touching ledger-db

## Search
- search-svc keeps its settings in deploy/search-svc/values.yaml
- the disk of search-svc grows by about 3 GB a day

## Board
- claim an incident before you work on it
- a claim runs out after 60 minutes
`,
    },
    {
      path: "/learnings.md",
      agent: "triage-2",
      reason: "More of the same",
      minutesAgo: 6 * dayMinutes,
      content: `# Learnings

## Payments
- payments-api answers slowly about twelve minutes after the reconciler starts
- ask for a second pair of eyes before touching ledger-db
- page the owner before restarting payments-api

## Search
- search-svc keeps its settings in deploy/search-svc/values.yaml
- the disk of search-svc grows by about 3 GB a day
- reindexing takes 40 minutes and may run in office hours

## Board
- claim an incident before you work on it
- a claim runs out after 60 minutes
- link a symptom to its incident instead of opening a second one

## Certificates
- certificates of edge-gateway renew by themselves 20 days before they end
`,
    },
    {
      path: "/drafts/handover.md",
      agent: "remediator",
      reason: "Handover of the last shift",
      minutesAgo: 2 * dayMinutes,
      content: `# Handover ${day(2)}

- PR #412 waits for its deploy window.
- ledger-db was calm.
`,
    },
  ];
  return writes.sort((a, b) => b.minutesAgo - a.minutesAgo);
}
