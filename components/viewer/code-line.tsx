import type { Token } from "./highlight-text";
import { revealInvisible } from "./reveal-invisible";

/** One line of content: coloured when tokens are there, its invisible characters shown by their code. */
export function CodeLine({ text, tokens }: { text: string; tokens: Token[] | undefined }) {
  if (tokens === undefined) return <VisibleText text={text} />;
  let offset = 0;
  return tokens.map((token) => {
    const key = offset;
    offset += token.text.length;
    return (
      <span key={key} {...(token.color ? { style: { color: token.color } } : {})}>
        <VisibleText text={token.text} />
      </span>
    );
  });
}

/** Text in which nothing can hide. */
export function VisibleText({ text }: { text: string }) {
  const parts = revealInvisible(text);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "text") return only.text;
  let offset = 0;
  return parts.map((part) => {
    const key = offset;
    offset += part.kind === "text" ? part.text.length : 1;
    return part.kind === "text" ? (
      part.text
    ) : (
      <span
        key={key}
        title={`Invisible character ${part.code}`}
        className="mx-px rounded-sm border border-warn-line bg-warn-soft px-0.5 text-[0.85em] text-warn"
      >
        {part.code}
      </span>
    );
  });
}
