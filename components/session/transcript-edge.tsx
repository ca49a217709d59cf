import { formatCount } from "../ui/format-count";
import type { TranscriptFilter } from "./transcript-scope";

interface TranscriptEdgeProps {
  query: { hasNextPage: boolean; hasPreviousPage: boolean; isFetchingNextPage: boolean };
  count: number;
  filter: TranscriptFilter;
  /** Whether more can be expected. */
  isOpenEnded: boolean;
}

const nouns: Record<TranscriptFilter, [string, string?]> = {
  all: ["event"],
  messages: ["message"],
  calls: ["event of tool calls", "events of tool calls"],
  errors: ["error"],
  memory: ["call that names memory", "calls that name memory"],
};

/** The foot of the transcript: whether this is the end, and of how much. */
export function TranscriptEdge({ query, count, filter, isOpenEnded }: TranscriptEdgeProps) {
  const [noun, plural] = nouns[filter];
  const all = formatCount(count, noun, plural);
  return (
    <p role="status" className="-mt-10 pb-4 text-center text-12 text-ink-3 tabular">
      {query.hasNextPage
        ? query.isFetchingNextPage
          ? "Reading on …"
          : ""
        : query.hasPreviousPage
          ? "The end"
          : isOpenEnded
            ? `${all} so far`
            : `The end · ${all}`}
    </p>
  );
}
