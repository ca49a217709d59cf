import { describe, expect, it } from "vitest";
import {
  checksIn,
  correctionsIn,
  filesInIndex,
  forecastsIn,
  isDeployed,
  namespaceIn,
  ownersIn,
  preparationIn,
  togetherIn,
  waitsFor,
} from "./read-notes";

const notes = (text: string, path = "/alerts/any.md") => [{ path, text }];

describe("reading notes", () => {
  it("takes checks in the order of the lines, and none that the handbook does not know", () => {
    expect(checksIn(notes("- check: db-load\n- check: tea leaves\n- check: pods\n"))).toEqual(["db-load", "pods"]);
  });

  it("corrects a namespace by what is said not to exist", () => {
    const service = notes("- namespace: `payments`\n", "/services/payments-api.md");
    const learnt = notes("- bash `kubectl`: `payments` does not exist; use `pay-prod` (seen 4 sessions, 2 agents)\n");
    expect(namespaceIn(service, "payments-api")).toBe("payments");
    expect(namespaceIn([...service, ...learnt], "payments-api")).toBe("pay-prod");
    expect(correctionsIn(learnt)).toEqual(new Map([["payments", "pay-prod"]]));
    expect(namespaceIn(service, "checkout-api")).toBeNull();
  });

  it("names every owner that notes give, and what a lookup once answered", () => {
    const both = notes("- owner of payments-api is checkout-team\n- owner of payments-api is payments-core\n");
    expect(ownersIn(both, "payments-api")).toEqual(["checkout-team", "payments-core"]);
    expect(ownersIn(both, "cache")).toEqual([]);
    expect(
      ownersIn(notes("- bash `svcctl owner cache`: owner `platform-shared`, source `deploy metadata`"), "cache"),
    ).toEqual(["platform-shared"]);
  });

  it.each([
    "- `PaymentsLatencyP99` follows `LedgerCPUHigh` after 12 min (11 to 13) in 7 of 8 cases",
    "- after: `LedgerCPUHigh` within 10-13 min: expect `PaymentsLatencyP99` (6 of 7 times, 0.5 expected by chance)",
    "- After `LedgerCPUHigh` on ledger-db comes `PaymentsLatencyP99`, median 12 min later (7 of 8)",
    "- `LedgerCPUHigh` is followed by `PaymentsLatencyP99` within 14 minutes",
  ])("reads a forecast the right way round: %s", (line) => {
    expect(forecastsIn(notes(line), "LedgerCPUHigh")).toEqual([
      { effect: "PaymentsLatencyP99", withinMinutes: expect.any(Number) },
    ]);
    expect(forecastsIn(notes(line), "PaymentsLatencyP99")).toEqual([]);
  });

  it("takes no forecast from a line without a lag or about other alerts", () => {
    expect(forecastsIn(notes("- PaymentsLatencyP99 follows LedgerCPUHigh"), "LedgerCPUHigh")).toEqual([]);
    expect(forecastsIn(notes("- CertExpiry follows ReplicaLag after 3 min"), "LedgerCPUHigh")).toEqual([]);
  });

  it("knows which alerts are one incident", () => {
    const line = "- together: `PaymentsLatencyP99` and `CheckoutErrorRate` within 2 min: one incident, handle it once";
    expect(forecastsIn(notes(line), "PaymentsLatencyP99")).toEqual([]);
    expect(togetherIn(notes(line), "CheckoutErrorRate")).toEqual(["PaymentsLatencyP99"]);
    expect(togetherIn(notes(line), "CertExpiry")).toEqual([]);
  });

  it("reads preparations, deployed fixes and what waits for what", () => {
    expect(preparationIn(notes("- prepare: `kubectl scale deploy/cache --replicas 5`"))).toContain("kubectl scale");
    expect(isDeployed(notes("- PR #412 deployed 2026-03-06"), "PR #412")).toBe(true);
    expect(isDeployed(notes("- Fix in flight: PR #412"), "PR #412")).toBe(false);
    const service = notes("- checkout-api waits for payments-api.", "/services/checkout-api.md");
    expect(waitsFor(service, "checkout-api", "payments-api")).toBe(true);
    expect(waitsFor(service, "payments-api", "checkout-api")).toBe(false);
  });

  it("follows an index by the lines that name a word", () => {
    const index = "- [Cache](alerts/cache.md) — CacheCrashLoop\n- [Search](./alerts/search.md) — disks\n";
    expect(filesInIndex(index, ["CacheCrashLoop"])).toEqual(["/alerts/cache.md"]);
    expect(filesInIndex(index, ["nothing"])).toEqual([]);
  });
});
