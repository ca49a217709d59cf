import type { ReactNode } from "react";
import type { MemoryStore } from "@/lib/contract/memory-store";
import { formatNumber } from "../ui/format-count";
import { formatSize } from "../ui/format-size";
import { Time } from "../ui/time";

/** The store in numbers. */
export function StoreFacts({ store }: { store: MemoryStore }) {
  const { memory_count: files, size_bytes: sizeBytes, last_activity_at: lastActivityAt } = store.reverie;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-4">
      <Fact name="Files">{formatNumber(files)}</Fact>
      <Fact name="Size">{formatSize(sizeBytes)}</Fact>
      <Fact name="Last activity">{lastActivityAt === null ? "none yet" : <Time at={lastActivityAt} />}</Fact>
      <Fact name="Created">
        <Time at={store.created_at} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 flex-1 bg-surface px-3 py-2">
      <dt className="text-12 text-ink-3">{name}</dt>
      <dd className="flex min-h-6 items-center text-14 font-medium tabular">{children}</dd>
    </div>
  );
}
