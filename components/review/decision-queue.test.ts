import { describe, expect, it } from "vitest";
import { createDecisionQueue } from "./decision-queue";

/** A server that answers when it is told to, and refuses what holds `wrong`. */
function fakeServer() {
  const posted: string[][] = [];
  const answers: (() => void)[] = [];
  const post = (items: string[]) => {
    posted.push(items);
    return new Promise<string>((settle, fail) => {
      answers.push(() => (items.includes("wrong") ? fail(new Error("refused")) : settle(items.join(""))));
    });
  };
  const answerAll = async () => {
    for (let turn = 0; turn < 20; turn++) {
      answers.shift()?.();
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  return { posted, post, answerAll };
}

describe("the queue of decisions", () => {
  it("sends together what was decided while a request was under way, in order", async () => {
    const { posted, post, answerAll } = fakeServer();
    const send = createDecisionQueue(post);
    const kept = [send(["a"]), send(["b"]), send(["c", "d"])];
    await answerAll();
    expect(await Promise.all(kept)).toEqual(["a", "bcd", "bcd"]);
    expect(posted).toEqual([["a"], ["b", "c", "d"]]);
    const later = send(["e"]);
    await answerAll();
    expect(await later).toBe("e");
  });

  it("tells only whom it concerns that a decision was refused", async () => {
    const { posted, post, answerAll } = fakeServer();
    const send = createDecisionQueue(post);
    const kept = Promise.allSettled([send(["a"]), send(["b"]), send(["wrong"]), send(["c"])]);
    await answerAll();
    await answerAll();
    expect((await kept).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(posted).toEqual([["a"], ["b", "wrong", "c"], ["b"], ["wrong"], ["c"]]);
  });
});
