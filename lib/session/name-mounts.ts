/** File systems refuse longer names; what is cut leaves room for the ending that tells two alike apart. */
const slugLimitCharacters = 200;
const endingCharacters = 6;

/**
 * Folder names for the stores of one session: the name in lower case with `-` for every run of anything but ASCII
 * letters and digits, the id for a name without any, and an ending from the id where two would be the same.
 */
export function nameMounts(stores: readonly { id: string; name: string }[]): string[] {
  const taken = new Set<string>();
  return stores.map((store) => {
    const slug = slugOf(store.name) || store.id;
    const ending = store.id.slice(-endingCharacters).toLowerCase();
    const candidates = [slug, `${slug}-${ending}`, store.id];
    const name = candidates.find((candidate) => !taken.has(candidate)) ?? store.id;
    taken.add(name);
    return name;
  });
}

function slugOf(name: string): string {
  const dashed = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return dashed.replace(/^-|-$/g, "").slice(0, slugLimitCharacters).replace(/-$/, "");
}
