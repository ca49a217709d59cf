import type { Service } from "./harborline";

/** The checks of the on-call handbook, in the order in which somebody without a hint runs them. */
export const checkNames = [
  "pods",
  "recent-deploys",
  "error-logs",
  "upstream-latency",
  "cache-memory",
  "queue-depth",
  "db-load",
  "disk-usage",
  "certificate",
] as const;
export type CheckName = (typeof checkNames)[number];

/** The words by which somebody who runs a check sees that it shows the cause. */
export const causeWords = /^CAUSE: (.+)$/m;

/** The command of a check, with the one argument that has to be known: the namespace. */
export function commandOf(check: CheckName, service: Service, namespace: string): string {
  if (check === "pods") return `kubectl get pods -n ${namespace} -l app=${service}`;
  if (check === "error-logs") return `kubectl logs -n ${namespace} deploy/${service} --tail 20`;
  if (check === "recent-deploys") return `deployctl recent ${service}`;
  if (check === "upstream-latency") return `metricctl query upstream_latency --service ${service}`;
  if (check === "cache-memory") return "cachectl info";
  if (check === "queue-depth") return `queuectl depth ${service}`;
  if (check === "db-load") return "dbctl load ledger-db";
  return check === "disk-usage" ? `diskctl usage ${service}` : `certctl status ${service}`;
}
