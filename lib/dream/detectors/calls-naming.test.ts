import { describe, expect, it } from "vitest";
import { buildWorld } from "../engine/build-world";
import { bash, buildInput, buildMemory, buildSession } from "../engine/testing-builders";
import { callsNaming } from "./calls-naming";

const steps = [
  bash("get feed-writer", "owner: team-a"),
  bash("get", "feedWriter is up"),
  bash("get feed", "no writer", true),
  bash("get other", "fine"),
];

describe("callsNaming", () => {
  it("finds the answered calls that hold the rarest word of a thing, however it is spelt", async () => {
    const memories = [buildMemory("/feed-writer.md", "# feed-writer\n\nother\n")];
    const world = await buildWorld(buildInput({ memories, sessions: [buildSession("a", steps)] }), async () => {});
    const ordinals = (...entity: string[]) => callsNaming([entity], world).map(({ ordinal }) => ordinal);
    expect(ordinals("feed", "writer")).toEqual([0, 1]);
    expect(ordinals("other")).toEqual([3]);
    expect(ordinals("feed", "unheard")).toEqual([]);
  });
});
