/** The topics of the file that everybody appends to: a heading, what lasts, and what happened, told with other words each. */
const topics: readonly {
  heading: string;
  lasting: readonly string[];
  verbs: readonly string[];
  things: readonly string[];
}[] = [
  {
    heading: "Payments",
    lasting: ["ask for a second pair of eyes before a refund batch", "settlement closes at 17:00 local time"],
    verbs: ["reconciled", "re-sent", "voided", "escalated"],
    things: ["a partner settlement", "a card scheme message", "a duplicate refund", "a chargeback file"],
  },
  {
    heading: "Search",
    lasting: ["reindexing may run in office hours", "synonyms live with the catalogue team"],
    verbs: ["reindexed", "rebalanced", "warmed", "trimmed"],
    things: ["the product index", "a hot shard", "the suggestion index", "the synonym list"],
  },
  {
    heading: "Inventory",
    lasting: ["stock counts lag by a quarter of an hour", "pickers scan twice on Mondays"],
    verbs: ["drained", "recounted", "replayed", "parked"],
    things: ["the warehouse topic", "the picking batch", "a supplier delivery", "the returns shelf"],
  },
  {
    heading: "Certificates",
    lasting: ["the gateway renews by itself twenty days ahead", "wildcards are not allowed for partners"],
    verbs: ["renewed", "revoked", "chained", "pinned"],
    things: ["the partner chain", "an intermediate", "the mutual TLS bundle", "a client key"],
  },
  {
    heading: "Notifications",
    lasting: ["mail goes out through two providers", "push tokens expire after ninety days"],
    verbs: ["throttled", "retried", "muted", "rerouted"],
    things: ["a mail campaign", "the push fan-out", "a text message lane", "the digest run"],
  },
  {
    heading: "Database care",
    lasting: ["vacuum runs at four in the morning", "never run a migration by hand"],
    verbs: ["vacuumed", "repacked", "analysed", "archived"],
    things: ["the ledger partitions", "an outbox table", "the audit partition", "a bloated btree"],
  },
  {
    heading: "On-call manners",
    lasting: ["claim an incident before you work on it", "hand over in writing, not in passing"],
    verbs: ["handed over", "swapped", "covered", "debriefed"],
    things: ["the night shift", "a weekend rota", "the bridge call", "a follow-up review"],
  },
  {
    heading: "Edge",
    lasting: ["geo rules are owned by legal", "a purge takes three minutes to reach every point"],
    verbs: ["purged", "blocked", "unblocked", "tuned"],
    things: ["a cached landing page", "a scraper range", "the rate limit", "a bot signature"],
  },
];

const entriesATopic = 44;
const firstDay = Date.UTC(2025, 8, 1);

/** 380 lines that nobody ever tidied: a journal by topic, in which the few lasting lines drown. */
export function learnings(): string {
  const sections = topics.map(({ heading, lasting, verbs, things }, topic) => {
    const entries = Array.from({ length: entriesATopic }, (_, index) => {
      const day = new Date(firstDay + (index * 4 + topic) * 86_400_000).toISOString().slice(0, 10);
      const verb = verbs[(index * 3 + (index >> 2)) % verbs.length];
      const thing = things[(index + (index >> 3)) % things.length];
      return `- ${day} ${verb} ${thing}, ticket ${heading.slice(0, 2).toUpperCase()}-${1000 + topic * 100 + index}`;
    });
    const kept = lasting.map((line) => `- ${line}`);
    return [`## ${heading}`, ...kept, ...entries, ""].join("\n");
  });
  return `# Learnings\n\n${sections.join("\n")}`;
}
