"use client";
import { useQuery } from "@tanstack/react-query";
import { EyeOff } from "lucide-react";
import { useState } from "react";
import { memoryOptions } from "@/lib/client/memories";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { nameOfVersion } from "../file/name-of-version";
import { Button } from "../ui/button";
import { RedactHeadDialog } from "./redact-head-dialog";
import { RedactVersionDialog } from "./redact-version-dialog";

interface RedactActionProps {
  version: MemoryVersion;
  path: string;
  isCurrent: boolean;
}

/** The way to erase a version; the current one first needs a text to take its place. */
export function RedactAction({ version, path, isCurrent }: RedactActionProps) {
  const [isOpen, setIsOpen] = useState(false);
  const head = useQuery({
    ...memoryOptions(version.memory_store_id, version.memory_id),
    enabled: isOpen && isCurrent,
  });
  const close = () => setIsOpen(false);
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setIsOpen(true)}>
        <EyeOff aria-hidden />
        Redact {nameOfVersion(version)}
      </Button>
      {isOpen && !isCurrent ? <RedactVersionDialog version={version} path={path} onClose={close} /> : null}
      {isOpen && isCurrent && head.data ? <RedactHeadDialog memory={head.data} onClose={close} /> : null}
    </>
  );
}
