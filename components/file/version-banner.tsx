"use client";
import { useState } from "react";
import { routes } from "@/lib/client/routes";
import type { Memory } from "@/lib/contract/memory";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { useStore } from "../store/store-context";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { laterPart } from "../ui/lazy-part";
import { Time } from "../ui/time";
import { FileNotice } from "./file-notice";
import { nameOfVersion } from "./name-of-version";
import { RestoreFromPast } from "./restore-from-past";

const RestoreDialog = laterPart(() => import("./restore-dialog").then((module) => module.RestoreDialog));

interface VersionBannerProps {
  version: MemoryVersion;
  path: string;
  head: Memory | null;
}

/** Says that this is not the file of today, and leads back to it. */
export function VersionBanner({ version, path, head }: VersionBannerProps) {
  const { store, may, at } = useStore();
  const [isRestoring, setIsRestoring] = useState(false);
  const name = nameOfVersion(version);
  const mayRestore = may("write") && version.content !== null && version.content_sha256 !== head?.content_sha256;
  // The moment that is shown has its own banner, which is about the whole store.
  if (at !== null) {
    return (
      <FileNotice
        action={
          <>
            <ButtonLink
              size="sm"
              variant="ghost"
              href={routes.file(store.id, path, { version: version.id })}
              scroll={false}
            >
              See {name} from now
            </ButtonLink>
            <RestoreFromPast version={version} path={path} />
          </>
        }
      >
        {name} of <Time at={version.created_at} format="exact" className="font-mono text-12" />, the newest then.
      </FileNotice>
    );
  }
  return (
    <FileNotice
      action={
        <>
          {head === null ? null : (
            <>
              <ButtonLink size="sm" variant="ghost" href={routes.file(store.id, path)} scroll={false}>
                Back to the current text
              </ButtonLink>
              <ButtonLink
                size="sm"
                href={routes.file(store.id, path, { version: head.memory_version_id, compare: version.id })}
                scroll={false}
              >
                Compare with current
              </ButtonLink>
            </>
          )}
          {mayRestore ? (
            <Button size="sm" onClick={() => setIsRestoring(true)}>
              Restore {name}
            </Button>
          ) : null}
        </>
      }
    >
      {name} of <Time at={version.created_at} format="exact" className="font-mono text-12" />, read only.
      {head !== null && version.content_sha256 === head.content_sha256 ? " The current text is the same." : null}
      {isRestoring ? (
        <RestoreDialog version={version} path={path} head={head} onClose={() => setIsRestoring(false)} />
      ) : null}
    </FileNotice>
  );
}
