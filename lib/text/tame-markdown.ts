const maxLeadLength = 120;
const maxPipes = 1_000;
const maxBrackets = 1_500;

/**
 * Text of the same length in which what would cost a Markdown parser quadratic time or its stack is overwritten with letters:
 * markers nested beyond reason, thousands of brackets in one paragraph, thousands of cells in one row.
 * Offsets stay valid, so parse this and cut from the original.
 */
export function tameMarkdown(text: string): string {
  let brackets = 0;
  return text
    .split("\n")
    .map((line) => {
      if (line.trim() === "") brackets = 0;
      const tamed = limit(tameLead(line), "|", maxPipes);
      const limited = limit(limit(tamed, "[", maxBrackets - brackets), "]", maxBrackets - brackets);
      brackets += Math.max(tamed.split("[").length, tamed.split("]").length) - 1;
      return limited;
    })
    .join("\n");
}

function tameLead(line: string): string {
  const lead = /^[\s>*+\-\d.)]*/.exec(line)?.[0] ?? "";
  const isRule = /^\s*([-*])(?:\s*\1)*\s*$/.test(line);
  if (lead.length <= maxLeadLength || isRule) return line;
  return line.slice(0, maxLeadLength) + "x".repeat(lead.length - maxLeadLength) + line.slice(lead.length);
}

function limit(line: string, sign: string, allowed: number): string {
  if (!line.includes(sign)) return line;
  let seen = 0;
  return line.replaceAll(sign, () => (++seen > allowed ? "x" : sign));
}
