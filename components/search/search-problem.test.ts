import { describe, expect, it } from "vitest";
import { ApiError } from "@/lib/client/api-error";
import { searchProblem } from "./search-problem";

const refused = (status: number, message: string) =>
  new ApiError({ status, type: "invalid_request_error", message, requestId: null, details: {} });

describe("searchProblem", () => {
  it("says what is wrong with the query without naming the parameter", () => {
    expect(searchProblem(refused(400, "q: this search is too costly and was cut off."))).toBe(
      "This search is too costly and was cut off.",
    );
    expect(searchProblem(refused(400, "q: PostgreSQL refuses it: brackets [] not balanced."))).toBe(
      "PostgreSQL refuses it: brackets [] not balanced.",
    );
  });

  it("is silent where nothing failed, or something else did", () => {
    expect(searchProblem(null)).toBeNull();
    expect(searchProblem(refused(429, "Too many searches."))).toBeNull();
    expect(searchProblem(refused(0, "The server could not be reached."))).toBeNull();
  });
});
