import { describe, expect, it } from "vitest";
import { findMissingPackages } from "./find-missing-packages.mjs";

describe("findMissingPackages", () => {
  it("finds nothing where every optional package is listed, also one deeper in the tree", () => {
    const packages = {
      "node_modules/a": { optionalDependencies: { "a-linux-x64": "1.0.0", "a-darwin-x64": "1.0.0" } },
      "node_modules/a/node_modules/a-linux-x64": { version: "1.0.0" },
      "node_modules/a-darwin-x64": { version: "1.0.0" },
    };
    expect(findMissingPackages(packages)).toEqual({});
  });

  it("binds a missing package to the platform that its name tells", () => {
    const optionalDependencies = { "@a/b-linux-arm-musl": "1.0.0", "@a/b-wasm32-wasi": "^2.0.0", fsevents: "~2.3.2" };
    expect(findMissingPackages({ "node_modules/a": { optionalDependencies } })).toEqual({
      "node_modules/@a/b-linux-arm-musl": {
        version: "1.0.0",
        optional: true,
        os: ["linux"],
        cpu: ["arm"],
        libc: ["musl"],
      },
      "node_modules/@a/b-wasm32-wasi": { version: "2.0.0", optional: true, cpu: ["wasm32"] },
      "node_modules/fsevents": { version: "2.3.2", optional: true, os: ["darwin"] },
    });
  });

  it("refuses to guess where the name tells no platform", () => {
    expect(() => findMissingPackages({ "node_modules/a": { optionalDependencies: { mystery: "1.0.0" } } })).toThrow(
      "mystery",
    );
  });
});
