// @ts-check
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./checkout.mjs";
import { runStep } from "./run-step.mjs";

const schema = join(root, "prisma", "schema.prisma");
const generated = join(root, "prisma", "generated");
const stamp = join(generated, ".made-from");

/** Whether the Prisma client was generated from this schema by this version of Prisma. */
export function isPrismaClientCurrent() {
  return !existsSync(schema) || read(stamp) === fingerprint();
}

/**
 * Generates the Prisma client.
 *
 * @param {(pid: number) => void} onStart
 */
export async function generatePrismaClient(onStart) {
  const cli = join(root, "node_modules", "prisma", "build", "index.js");
  await runStep("prisma generate", [process.execPath, cli, "generate", "--schema", schema], {
    cwd: root,
    onStart,
    // Generating needs no schema engine, but Prisma would download one unless it is told of a program that exists.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" },
  });
  writeFileSync(stamp, fingerprint());
}

function fingerprint() {
  const version = JSON.parse(read(join(root, "node_modules", "prisma", "package.json")) ?? "{}").version;
  return createHash("sha256")
    .update(`${version}\0${read(schema)}\0${read(join(root, "prisma.config.ts"))}`)
    .digest("hex");
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
