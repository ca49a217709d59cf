import { describe, expect, it } from "vitest";
import { ApiError, apiErrorOf, unreachableError } from "./api-error";

describe("apiErrorOf", () => {
  it("carries status, type, message, request id and everything the error said", () => {
    const error = apiErrorOf(
      409,
      {
        type: "error",
        error: { type: "memory_path_conflict_error", message: "The path is taken.", conflicting_memory_id: "mem_1" },
        request_id: "req_1",
      },
      "req_header",
    );
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 409,
      type: "memory_path_conflict_error",
      message: "The path is taken.",
      requestId: "req_1",
      details: { conflicting_memory_id: "mem_1" },
    });
  });

  it("takes the request id from the header when the body has none", () => {
    const body = { type: "error", error: { type: "api_error", message: "x" }, request_id: null };
    expect(apiErrorOf(500, body, "req_header").requestId).toBe("req_header");
  });

  it.each([null, "<html>", {}, { error: "text" }, { type: "error", error: {}, request_id: null }])(
    "still says something useful of the body %j, and never shows it",
    (body) => {
      const error = apiErrorOf(502, body, null);
      expect(error).toMatchObject({ status: 502, type: "unreadable_answer", requestId: null, details: {} });
      expect(error.message).toContain("502");
      expect(error.message).not.toContain("html");
    },
  );
});

describe("unreachableError", () => {
  it("has a status that no answer has", () => {
    expect(unreachableError()).toMatchObject({ status: 0, type: "unreachable" });
  });
});
