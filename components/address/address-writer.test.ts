import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAddressWriter } from "./address-writer";

/** A browser's address and history, without a browser. */
function fakeBrowser(address: string) {
  const entries = [new URL(address, "http://localhost")];
  const location = {
    get pathname() {
      return entries.at(-1)?.pathname ?? "";
    },
    get search() {
      return entries.at(-1)?.search ?? "";
    },
    get hash() {
      return entries.at(-1)?.hash ?? "";
    },
  };
  const resolve = (to: unknown) => new URL(String(to), "http://localhost");
  const history = {
    pushState: vi.fn((_state: unknown, _title: string, to?: string | URL | null) => void entries.push(resolve(to))),
    replaceState: vi.fn((_state: unknown, _title: string, to?: string | URL | null) => {
      entries[entries.length - 1] = resolve(to);
    }),
  };
  const shown = () => entries.map(({ pathname, search, hash }) => pathname + search + hash);
  return {
    browser: { location, history } as unknown as Window,
    history,
    shown,
    leave: (to: string) => entries.push(resolve(to)),
  };
}

describe("the writer of the address", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("tells the browser the first change at once, and keeps the fragment", () => {
    const { browser, shown } = fakeBrowser("/files/a.md?view=source#L3");
    const writer = createAddressWriter(browser);
    expect(writer.newest()).toBe("view=source");
    expect(writer.write("view=blame", "replace")).toBeUndefined();
    expect(shown()).toEqual(["/files/a.md?view=blame#L3"]);
    void writer.write("", "push");
    expect(shown()).toEqual(["/files/a.md?view=blame#L3", "/files/a.md#L3"]);
  });

  it("tells the last of many quick changes, and knows it before the browser does", async () => {
    const { browser, history, shown } = fakeBrowser("/search");
    const writer = createAddressWriter(browser);
    void writer.write("q=a", "replace");
    const told = [writer.write("q=ab", "replace"), writer.write("q=abc", "replace")];
    expect(writer.newest()).toBe("q=abc");
    expect(shown()).toEqual(["/search?q=a"]);
    await vi.runAllTimersAsync();
    await Promise.all(told);
    expect(shown()).toEqual(["/search?q=abc"]);
    expect(history.replaceState).toHaveBeenCalledTimes(2);
  });

  it("lets a step of its own follow what was still to be told", async () => {
    const { browser, shown } = fakeBrowser("/compare");
    const writer = createAddressWriter(browser);
    void writer.write("find=a", "replace");
    void writer.write("find=ab", "replace");
    void writer.write("find=ab&open=/x", "push");
    await vi.runAllTimersAsync();
    expect(shown()).toEqual(["/compare?find=ab", "/compare?find=ab&open=/x"]);
  });

  it("forgets what was to be told of a page that somebody has left", async () => {
    const { browser, shown, leave } = fakeBrowser("/sessions");
    const writer = createAddressWriter(browser);
    void writer.write("q=a", "replace");
    const told = writer.write("q=ab", "replace");
    leave("/stores");
    await vi.runAllTimersAsync();
    await told;
    expect(shown()).toEqual(["/sessions?q=a", "/stores"]);
  });
});
