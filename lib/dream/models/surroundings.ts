import { wordTokens } from "@/lib/text/similarity";
import { surroundings } from "./word-lists";

const aliases: Readonly<Record<string, string>> = {
  production: "prod",
  stage: "staging",
  preprod: "staging",
  development: "dev",
  testing: "test",
};

/** The environments that a text names. Names that hold one as a part ("pay-prod") are names, not environments. */
function surroundingsOf(text: string): ReadonlySet<string> {
  const plain = text.replace(/[\w-]*[-_/.][\w-]*/g, " ");
  return new Set(
    wordTokens(plain)
      .filter((word) => surroundings.has(word))
      .map((word) => aliases[word] ?? word),
  );
}

/** Whether two texts speak of different environments, so that what holds in one says nothing about the other. */
export function areUnlike(left: string, right: string): boolean {
  const [one, other] = [surroundingsOf(left), surroundingsOf(right)];
  return one.size > 0 && other.size > 0 && ![...one].some((word) => other.has(word));
}
