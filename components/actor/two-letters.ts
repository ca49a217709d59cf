/** "Ada Lovelace" → AL, "deploy-bot" → DB, "claude" → CL, "ada@example.com" → AD. */
export function twoLetters(name: string): string {
  const local = name.includes("@") && !name.startsWith("@") ? name.slice(0, name.indexOf("@")) : name;
  const words = local.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 0);
  const [first, second] = words;
  if (first === undefined) return "?";
  const letters = second === undefined ? [...first].slice(0, 2) : [[...first][0], [...second][0]];
  return letters.join("").toUpperCase();
}
