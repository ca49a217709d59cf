import type { Tx } from "@/lib/db/transaction";
import { type Scope, type Side, type StateRow, walkStates } from "./walk-states";

export interface DifferingPath {
  path: string;
  from: StateRow | null;
  to: StateRow | null;
}

/** The paths whose text is not the same on both sides, in order: a merge of two sorted walks in bounded memory. */
export async function* differingPaths(
  tx: Tx,
  sides: { from: Side; to: Side },
  scope: Scope,
): AsyncGenerator<DifferingPath> {
  const [lefts, rights] = [walkStates(tx, sides.from, scope), walkStates(tx, sides.to, scope)];
  let left = await next(lefts);
  let right = await next(rights);
  while (left !== null || right !== null) {
    const order = left === null ? 1 : right === null ? -1 : compareBytes(left.path, right.path);
    const [from, to] = [order <= 0 ? left : null, order >= 0 ? right : null];
    if (from?.content_sha256 !== to?.content_sha256) yield { path: (from ?? to)?.path ?? "", from, to };
    if (order <= 0) left = await next(lefts);
    if (order >= 0) right = await next(rights);
  }
}

async function next(rows: AsyncGenerator<StateRow>): Promise<StateRow | null> {
  const step = await rows.next();
  return step.done === true ? null : step.value;
}

/** The order of COLLATE "C": of the UTF-8 bytes, which for code points beyond U+FFFF is not the order of JavaScript strings. */
export function compareBytes(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Groups what a generator gives into lists of `size`. */
export async function* inBatches<T>(items: AsyncGenerator<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
