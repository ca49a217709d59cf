import { describe, expect, it } from "vitest";
import { deliveryWords } from "./delivery-words";

const words = (
  state: "pending" | "delivered" | "failed",
  attempts: number,
  status: number | null,
  error: string | null,
) => deliveryWords({ state, attempts, response_status: status, error });

describe("deliveryWords", () => {
  it("says what came back, and at which try where it was not the first", () => {
    expect(words("delivered", 1, 200, null)).toBe("answered 200");
    expect(words("delivered", 3, 204, null)).toBe("answered 204 at try 3");
  });

  it("says why it was given up, and after how much", () => {
    expect(words("failed", 1, 410, null)).toBe("answered 410; given up after 1 try");
    expect(words("failed", 8, null, "connection refused")).toBe("connection refused; given up after 8 tries");
    expect(words("failed", 2, null, null)).toBe("no answer; given up after 2 tries");
  });

  it("tells waiting for the first try from waiting for another", () => {
    expect(words("pending", 0, null, null)).toBe("waits to be sent");
    expect(words("pending", 2, 503, null)).toBe("answered 503 at try 2");
  });
});
