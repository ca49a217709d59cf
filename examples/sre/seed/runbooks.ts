/** The read-only store that the platform team keeps: agents read it and cannot change it. Path → text. */
export const orgRunbooks: Readonly<Record<string, string>> = {
  "/policies/change-freeze.md": `---
dream: frozen
description: When nobody may change production
---
# Change freeze

- No deploys to production from Friday 16:00 to Monday 08:00.
- A rollback is always allowed.
`,
  "/policies/paging.md": `# Paging

- Page the owner of a service before you change it.
- First the owner, after 15 minutes the incident lead.
`,
  "/runbooks/payments-api.md": `# payments-api

1. \`kubectl get pods -n payments -l app=payments-api\`
2. Look for restarts, then for slow queries on ledger-db.
3. If ledger-db is the cause, follow [the failover steps](db-failover.md).
`,
  "/runbooks/checkout-api.md": `# checkout-api

1. Look at what it waits for before you restart anything.
2. Errors come in bursts of a few minutes; a restart loses carts.
`,
  "/runbooks/search-svc.md": `# search-svc

1. A full disk stops indexing, not searching.
2. Never delete an index to win space.
`,
  "/services/ownership.md": `# Who owns what

The deploy metadata knows; ask \`svcctl owner <service>\`.
`,
};
