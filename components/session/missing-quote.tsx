import { findQuote } from "@/lib/text/fold-white-space";
import { Callout } from "../ui/callout";

/** Says so where the words that a link quotes are not in the event any more, or never were. */
export function MissingQuote({ quote, text }: { quote: string; text: string }) {
  if (findQuote(quote, text, { redactionMark: "[redacted]" }) !== null) return null;
  return (
    <Callout tone="warn" className="mt-2 max-w-192">
      The quoted words are not in this event. They may have been redacted since.
    </Callout>
  );
}
