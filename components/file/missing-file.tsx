"use client";
import { useQuery } from "@tanstack/react-query";
import { FileQuestion } from "lucide-react";
import { folderOptions } from "@/lib/client/memory-tree";
import { routes } from "@/lib/client/routes";
import { memoryPathProblem } from "@/lib/contract/memory-path-rules";
import { useStore } from "../store/store-context";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";

/** The address names a path where no file is or was. */
export function MissingFile({ path }: { path: string }) {
  const { store, at, may, openNewFile } = useStore();
  const view = at === null ? {} : { at };
  const folder = useQuery(folderOptions(store.id, `${path}/`, view, null));
  const isFolder = (folder.data?.data.length ?? 0) > 0;
  return (
    <EmptyState
      icon={<FileQuestion aria-hidden />}
      title={isFolder ? "This path is a folder" : at === null ? "No file at this path" : "No file at this path then"}
      action={
        <>
          {isFolder ? <ButtonLink href={routes.folder(store.id, `${path}/`, view)}>Open the folder</ButtonLink> : null}
          {may("write") && memoryPathProblem(path) === null ? (
            <Button onClick={() => openNewFile(path)}>Create it</Button>
          ) : null}
          <ButtonLink href={routes.store(store.id)}>Back to the store</ButtonLink>
        </>
      }
    >
      <bdi className="font-mono text-12 break-all">{path}</bdi>
      {isFolder
        ? " holds files and is none itself."
        : at === null
          ? " was never written in this store, or its path was redacted with it."
          : " did not exist at that moment."}
    </EmptyState>
  );
}
