import { afterEach, expect, it } from "vitest";
import { mountRoot } from "./mount-root";

afterEach(() => {
  delete process.env.REVERIE_MOUNT_ROOT;
});

it("is /mnt/memory unless the environment says otherwise", () => {
  expect(mountRoot()).toBe("/mnt/memory");
  process.env.REVERIE_MOUNT_ROOT = "";
  expect(mountRoot()).toBe("/mnt/memory");
});

it("never ends with a slash", () => {
  process.env.REVERIE_MOUNT_ROOT = "/tmp/mounts//";
  expect(mountRoot()).toBe("/tmp/mounts");
});
