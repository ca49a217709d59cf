import type { MemoryVersion } from "@/lib/contract/memory-version";

/** The versions that hold one of the pieces, in their text, their path or the reason their writer gave. */
export function versionsHolding(versions: readonly MemoryVersion[], fragments: readonly string[]): MemoryVersion[] {
  return versions.filter(
    (version) =>
      version.redacted_at === null &&
      fragments.some((fragment) =>
        [version.content, version.path, version.reverie.reason].some((text) => text?.includes(fragment)),
      ),
  );
}
