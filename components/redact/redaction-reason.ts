/** Why text is taken out, by kind; the kind stands first in the reason that is kept. */
export const redactionCategories = ["secret", "personal data", "legal request", "other"] as const;
type RedactionCategory = (typeof redactionCategories)[number];

export interface RedactionReason {
  category: RedactionCategory;
  words: string;
}

/** The reason as it is kept with the tombstones; null until the person has said why. */
export function reasonText({ category, words }: RedactionReason): string | null {
  const said = words.trim();
  if (said === "") return null;
  return category === "other" ? said : `${category}: ${said}`;
}
