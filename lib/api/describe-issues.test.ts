import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createMemoryBody } from "@/lib/contract/memory";
import { describeIssues } from "./describe-issues";

const issuesOf = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues ?? [];

describe("the message of a refusal", () => {
  it("says where and what, one sentence a problem", () => {
    expect(describeIssues(issuesOf(createMemoryBody, { path: "a", content: "" }))).toBe("path: must start with /");
    const both = describeIssues(issuesOf(createMemoryBody, { path: "/a/", content: null }));
    expect(both).toContain("path: must not have an empty segment");
    expect(both).toContain("; content: ");
  });

  it("stays short however much is wrong, and never repeats the refused text", () => {
    const schema = z.array(z.string().max(3, "is too long"));
    const text = describeIssues(
      issuesOf(
        schema,
        Array.from({ length: 9 }, () => "a secret"),
      ),
    );
    expect(text).toBe("0: is too long; 1: is too long; 2: is too long; 3: is too long; 4: is too long; and 4 more");
  });
});
