import { BookOpen, PencilLine } from "lucide-react";
import Link from "next/link";
import { routes } from "@/lib/client/routes";
import { cn } from "../ui/cn";
import type { Mount, Touch } from "./memory-touches";

/** A memory that a call read or wrote, as a link to the file. */
export function MemoryChip({ touch, mounts }: { touch: Touch; mounts: readonly Mount[] }) {
  const store = mounts.find((mount) => mount.storeId === touch.storeId);
  const isStore = touch.path === "/";
  const Icon = touch.mode === "write" ? PencilLine : BookOpen;
  return (
    <Link
      href={isStore ? routes.store(touch.storeId) : routes.file(touch.storeId, touch.path)}
      prefetch={false}
      title={`${touch.mode === "write" ? "Writes" : "Reads"} ${store?.name ?? ""}${isStore ? "" : touch.path}`}
      className={cn(
        "inline-flex h-6 min-w-0 shrink items-center gap-1 rounded-sm border px-1.5 font-mono text-12",
        touch.mode === "write"
          ? "border-transparent bg-accent-soft text-accent hover:underline"
          : "border-line bg-canvas text-ink-2 hover:text-ink hover:underline",
      )}
    >
      <Icon aria-hidden className="size-3 shrink-0" />
      <span className="sr-only">{touch.mode === "write" ? "writes" : "reads"}</span>
      <span className="truncate">{isStore ? (store?.name ?? "store") : touch.path}</span>
    </Link>
  );
}
