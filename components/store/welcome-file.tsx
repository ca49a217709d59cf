"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { memoryOptions } from "@/lib/client/memories";
import { folderOptions, isFileRow } from "@/lib/client/memory-tree";
import { routes } from "@/lib/client/routes";
import { useLinkResolver } from "../file/use-link-resolver";
import { MarkdownView } from "../viewer/markdown-view";
import { useStore } from "./store-context";
import { welcomeFile } from "./tree-files";

/** The store's own introduction, where it has one. */
export function WelcomeFile() {
  const { store, at } = useStore();
  const root = useQuery({ ...folderOptions(store.id, "/", {}, null), enabled: at === null });
  const files = root.data?.data.filter(isFileRow) ?? [];
  const row = at === null ? welcomeFile(files) : null;
  const memory = useQuery({ ...memoryOptions(store.id, row?.memory_id ?? ""), enabled: row !== null });
  const resolveLink = useLinkResolver(row?.path ?? "/", memory.data?.content ?? "");
  if (row === null || !memory.data?.content) return null;
  return (
    <section aria-label={row.path} className="overflow-hidden rounded-md border border-line">
      <h3 className="border-b border-line bg-canvas px-3 py-1.5 font-mono text-12 text-ink-2">
        <Link href={routes.file(store.id, row.path)} className="hover:text-ink hover:underline">
          {row.path.slice(1)}
        </Link>
      </h3>
      <MarkdownView text={memory.data.content} resolveLink={resolveLink} className="px-4 py-3" />
    </section>
  );
}
