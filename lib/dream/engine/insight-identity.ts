import { canonicalJson } from "./canonical-json";
import { sha256Hex } from "./sha256-hex";

/**
 * Names a finding by what it says, not by where or when it was found: the same finding of a later dream has the same
 * identity, so that what a reviewer rejected stays rejected. Line numbers must not be part of `content`.
 */
export function insightIdentity(kind: string, content: unknown): string {
  return sha256Hex(`${kind}\n${canonicalJson(content)}`);
}
