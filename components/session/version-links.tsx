"use client";
import { useQueryClient } from "@tanstack/react-query";
import { GitCompareArrows } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { memoryVersionsOptions } from "@/lib/client/memory-versions";
import { routes } from "@/lib/client/routes";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { IconButton } from "../ui/icon-button";
import { Time } from "../ui/time";
import { predecessorOf } from "./memory-summary";

const verbClass = { created: "text-add", modified: "text-ink-2", deleted: "text-del" } as const;

/** The versions that the session made of one file: each as it was, and against what it replaced. */
export function VersionLinks({ storeId, versions }: { storeId: string; versions: readonly MemoryVersion[] }) {
  return (
    <ul className="ml-1.5 border-l border-line pl-3">
      {versions.map((version) => (
        <li key={version.id} className="flex h-6 items-center gap-1.5 text-12">
          {version.path === null ? (
            <span className="text-ink-3">version {version.reverie.sequence}, redacted</span>
          ) : (
            <Link
              href={routes.file(storeId, version.path, { version: version.id })}
              prefetch={false}
              className="rounded-sm text-ink-2 hover:text-ink hover:underline"
            >
              version {version.reverie.sequence}{" "}
              <span className={verbClass[version.operation]}>{version.operation}</span>
            </Link>
          )}
          <Time at={version.created_at} isPlain className="ml-auto text-ink-3" />
          <Compare storeId={storeId} version={version} siblings={versions} />
        </li>
      ))}
    </ul>
  );
}

interface CompareProps {
  storeId: string;
  version: MemoryVersion;
  siblings: readonly MemoryVersion[];
}

/** Before and after, in the file's own view. The version before is looked up when it is not one of the session's. */
function Compare({ storeId, version, siblings }: CompareProps) {
  const client = useQueryClient();
  const router = useRouter();
  const { path } = version;
  if (path === null || version.reverie.sequence <= 1) return <span className="size-6" />;
  const compare = async () => {
    const query = memoryVersionsOptions(storeId, {
      memory_id: version.memory_id,
      "created_at[lte]": version.created_at,
      limit: 20,
    });
    const before =
      predecessorOf(version, siblings) ??
      predecessorOf(
        version,
        (await client.fetchInfiniteQuery(query)).pages.flatMap((page) => page.data),
      );
    if (before) router.push(routes.file(storeId, path, { version: version.id, compare: before.id }));
    else toast.error("The version before is not kept any more.");
  };
  return (
    <IconButton label="Compare with the version before" size="sm" onClick={() => void compare()}>
      <GitCompareArrows aria-hidden />
    </IconButton>
  );
}
