import { describe, expect, it } from "vitest";
import { say, sayTo } from "./toast-queue";

describe("the queue of toasts", () => {
  it("keeps what is said before the toaster listens, in order, and then speaks at once", () => {
    const said: string[] = [];
    const hear = (kind: string) => (text: unknown) => said.push(`${kind} ${String(text)}`);
    expect(say("success", "First")).toBe(false);
    expect(say("error", "Second")).toBe(false);
    sayTo({ message: hear("message"), success: hear("success"), error: hear("error") });
    expect(said).toEqual(["success First", "error Second"]);
    expect(say("message", "Third")).toBe(true);
    expect(said.at(-1)).toBe("message Third");
  });
});
