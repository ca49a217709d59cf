import type { CheckName } from "./handbook";

/** The made-up company whose alerts the agents triage: what runs there, what can break, and what is true about it. */
export type Service =
  | "edge-gateway"
  | "checkout-api"
  | "payments-api"
  | "ledger-db"
  | "inventory-svc"
  | "search-svc"
  | "notify-worker"
  | "cache";

export type AlertName =
  | "LedgerCPUHigh"
  | "PaymentsLatencyP99"
  | "CheckoutErrorRate"
  | "SearchDiskFilling"
  | "InventoryQueueDepth"
  | "NotifyHeartbeatMissing"
  | "CacheCrashLoop"
  | "CertExpiry"
  | "ReplicaLag";

export interface AlertFacts {
  service: Service;
  /** An information that is recorded but pages nobody. */
  isInformation: boolean;
  /** What shows the cause, and the command that cures it; null for alerts that pass by themselves. */
  root: { check: CheckName; remedy: string } | null;
}

export const alertFacts: Readonly<Record<AlertName, AlertFacts>> = {
  LedgerCPUHigh: { service: "ledger-db", isInformation: true, root: null },
  PaymentsLatencyP99: {
    service: "payments-api",
    isInformation: false,
    root: { check: "db-load", remedy: "dbctl failover ledger-db" },
  },
  CheckoutErrorRate: {
    service: "checkout-api",
    isInformation: false,
    root: { check: "db-load", remedy: "dbctl failover ledger-db" },
  },
  SearchDiskFilling: {
    service: "search-svc",
    isInformation: false,
    root: { check: "disk-usage", remedy: "searchctl compact search-svc" },
  },
  InventoryQueueDepth: { service: "inventory-svc", isInformation: false, root: null },
  NotifyHeartbeatMissing: { service: "notify-worker", isInformation: false, root: null },
  CacheCrashLoop: {
    service: "cache",
    isInformation: false,
    root: { check: "cache-memory", remedy: "cachectl set maxmemory 2gb" },
  },
  CertExpiry: {
    service: "edge-gateway",
    isInformation: false,
    root: { check: "certificate", remedy: "certctl renew edge-gateway" },
  },
  ReplicaLag: { service: "ledger-db", isInformation: true, root: null },
};

/** Where a service runs: what everybody thinks, and what is so. */
export interface Namespace {
  guess: string;
  real: string;
}

export interface Company {
  name: string;
  namespaces: Readonly<Record<Service, Namespace>>;
  /** The owner as the deploy metadata knows it. */
  owners: Readonly<Record<Service, string>>;
  /** The chain that agents are to discover: `cause` comes first, `effect` some minutes later, `symptom` with it. */
  chain: { cause: AlertName; effect: AlertName; symptom: AlertName; lagMinutes: number; lagDeviationMinutes: number };
}

const same = (name: string): Namespace => ({ guess: name, real: name });

export const harborline: Company = {
  name: "Harborline",
  namespaces: {
    "edge-gateway": same("edge"),
    "checkout-api": same("shop-prod"),
    "payments-api": { guess: "payments", real: "pay-prod" },
    "ledger-db": same("data-prod"),
    "inventory-svc": same("stock-prod"),
    "search-svc": same("search-prod"),
    "notify-worker": same("notify-prod"),
    cache: same("shared-prod"),
  },
  owners: {
    "edge-gateway": "platform-edge",
    "checkout-api": "checkout-team",
    "payments-api": "payments-core",
    "ledger-db": "data-platform",
    "inventory-svc": "stock-team",
    "search-svc": "discovery",
    "notify-worker": "messaging",
    cache: "platform-shared",
  },
  chain: {
    cause: "LedgerCPUHigh",
    effect: "PaymentsLatencyP99",
    symptom: "CheckoutErrorRate",
    lagMinutes: 12,
    lagDeviationMinutes: 1.5,
  },
};

/**
 * A company with the same names and other truths. What is learnt there is wrong at Harborline: the control for "any
 * dream helps".
 */
export const elsewhere: Company = {
  name: "Elsewhere",
  namespaces: {
    ...harborline.namespaces,
    "payments-api": same("payments"),
    cache: { guess: "shared-prod", real: "cache-live" },
  },
  owners: { ...harborline.owners, "payments-api": "checkout-team" },
  chain: {
    cause: "ReplicaLag",
    effect: "CacheCrashLoop",
    symptom: "CheckoutErrorRate",
    lagMinutes: 19,
    lagDeviationMinutes: 1.5,
  },
};
