"use client";
import { FileQuestion } from "lucide-react";
import { routes } from "@/lib/client/routes";
import { memoryPathProblem } from "@/lib/contract/memory-path";
import { useStore } from "../store/store-context";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";

/** The address names a path where no file is or was. */
export function MissingFile({ path }: { path: string }) {
  const { store, at, may, openNewFile } = useStore();
  return (
    <EmptyState
      icon={<FileQuestion aria-hidden />}
      title={at === null ? "No file at this path" : "No file at this path then"}
      action={
        <>
          {may("write") && memoryPathProblem(path) === null ? (
            <Button onClick={() => openNewFile(path)}>Create it</Button>
          ) : null}
          <ButtonLink href={routes.store(store.id)}>Back to the store</ButtonLink>
        </>
      }
    >
      <bdi className="font-mono text-12 break-all">{path}</bdi>
      {at === null
        ? " was never written in this store, or its path was redacted with it."
        : " did not exist at that moment."}
    </EmptyState>
  );
}
