import type { ChangeCounts } from "./hunk-rows";

/** "+8 −31", or the one side that is not nothing, with the words for those who do not see it. */
export function ChangeCountsLabel({ added, removed }: ChangeCounts) {
  return (
    <span className="inline-flex gap-1.5 font-mono text-12 whitespace-nowrap">
      <span className="text-add">
        {added === 0 && removed > 0 ? null : <span aria-hidden>+{added}</span>}
        <span className="sr-only">{added} added,</span>
      </span>
      <span className="text-del">
        {removed === 0 && added > 0 ? null : <span aria-hidden>−{removed}</span>}
        <span className="sr-only"> {removed} removed</span>
      </span>
    </span>
  );
}
