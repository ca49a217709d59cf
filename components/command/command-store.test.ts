import { describe, expect, it, vi } from "vitest";
import { type Command, createCommandStore, groupCommands } from "./command-store";

function command(id: string, group = "Go to"): Command {
  return { id, title: id, group, run: () => undefined };
}

describe("createCommandStore", () => {
  it("puts what was registered last first, so that a page's key wins over the shell's", () => {
    const store = createCommandStore();
    store.register(Symbol("shell"), [command("shell.a")], []);
    store.register(Symbol("page"), [command("page.a")], []);
    expect(store.snapshot().commands.map(({ id }) => id)).toEqual(["page.a", "shell.a"]);
  });

  it("forgets a page's commands when the page goes", () => {
    const store = createCommandStore();
    const page = Symbol("page");
    store.register(page, [command("page.a")], []);
    store.unregister(page);
    expect(store.snapshot().commands).toEqual([]);
  });

  it("tells its readers of every change, and gives one snapshot between changes", () => {
    const store = createCommandStore();
    const listener = vi.fn();
    const stop = store.subscribe(listener);
    store.register(Symbol("page"), [command("a")], []);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(store.snapshot()).toBe(store.snapshot());
    stop();
    store.register(Symbol("other"), [], []);
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe("groupCommands", () => {
  it("keeps the order in which groups first appear", () => {
    const groups = groupCommands([command("a", "File"), command("b", "Go to"), command("c", "File")]);
    expect(groups.map(({ group, commands }) => [group, commands.length])).toEqual([
      ["File", 2],
      ["Go to", 1],
    ]);
  });
});
