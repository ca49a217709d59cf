import type { Session } from "@/lib/contract/session";
import { isRecord } from "./event-content";

/** A store as the session sees it: a folder. */
export interface Mount {
  storeId: string;
  name: string;
  mountPath: string;
  access: "read_only" | "read_write";
}

export interface Touch {
  storeId: string;
  /** Path in the store; `/` is the store itself. */
  path: string;
  mode: "read" | "write";
}

export function mountsOf(session: Pick<Session, "resources">): Mount[] {
  return session.resources.flatMap((resource) =>
    resource.type === "memory_store"
      ? [
          {
            storeId: resource.memory_store_id,
            name: resource.name,
            mountPath: resource.mount_path,
            access: resource.access,
          },
        ]
      : [],
  );
}

/** What every mount path begins with: the text by which the API finds the calls that may touch memory. */
export function mountPrefix(mounts: readonly Mount[]): string {
  const [first, ...rest] = mounts.map((mount) => mount.mountPath);
  if (first === undefined) return "";
  let prefix = first;
  for (const path of rest) while (!path.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}

const pathFields = ["file_path", "path", "notebook_path", "old_path", "new_path", "source", "destination"];
const commandFields = ["command", "cmd", "script"];
const writingWords = /write|edit|create|insert|replace|delete|remove|rename|append|update|save|move/i;
const writingMemoryCommands = new Set(["create", "str_replace", "insert", "delete", "rename"]);

/** Which memories a tool call reads or writes, as far as its paths tell; each once, a write before a read. */
export function touchesOf(name: string, input: unknown, mounts: readonly Mount[]): Touch[] {
  if (!isRecord(input) || mounts.length === 0) return [];
  const isWriting = writingWords.test(name) || writingMemoryCommands.has(String(input.command));
  const named = pathFields.flatMap((field) => placeOf(input[field], mounts, isWriting ? "write" : "read"));
  const run = commandFields.flatMap((field) => placesInCommand(input[field], mounts));
  const found = new Map<string, Touch>();
  for (const touch of [...named, ...run]) {
    const key = `${touch.storeId}${touch.path}`;
    if (touch.mode === "write" || !found.has(key)) found.set(key, touch);
  }
  return [...found.values()];
}

function placeOf(value: unknown, mounts: readonly Mount[], mode: Touch["mode"]): Touch[] {
  if (typeof value !== "string") return [];
  // The longest mount wins: `/mnt/memory/team-sre` must not be taken for a file of `/mnt/memory/team`.
  const mount = mounts
    .filter(({ mountPath }) => value === mountPath || value.startsWith(`${mountPath}/`))
    .sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
  if (mount === undefined) return [];
  const path = value.slice(mount.mountPath.length).replace(/\/+$/, "") || "/";
  return [{ storeId: mount.storeId, path, mode }];
}

const separators = /&&|\|\||[;|\n]/;
const writingProgram = /^\s*(?:sudo\s+)?(?:rm|mv|tee|touch|mkdir|rmdir|truncate|install|sed\s+(?:-\S+\s+)*-\S*i)\b/;

function placesInCommand(value: unknown, mounts: readonly Mount[]): Touch[] {
  if (typeof value !== "string") return [];
  return value.split(separators).flatMap((segment) => placesInSegment(segment, mounts));
}

/** One program of a shell line. Read, unless it is known to write or the path follows a `>`. */
function placesInSegment(segment: string, mounts: readonly Mount[]): Touch[] {
  const words = [...segment.matchAll(/(>>?)?\s*("[^"]*"|'[^']*'|[^\s"'<>]+)/g)];
  const isWriter = writingProgram.test(segment);
  const isCopy = /^\s*cp\b/.test(segment);
  return words.flatMap(([, redirect, word = ""], index) => {
    const isLast = index === words.length - 1;
    const mode = redirect !== undefined || isWriter || (isCopy && isLast) ? "write" : "read";
    return placeOf(word.replace(/^["']|["']$/g, ""), mounts, mode);
  });
}
