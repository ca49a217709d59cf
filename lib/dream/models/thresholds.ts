/** Every number of the model engine with its reason. The prompts stand in prompts.ts, word lists in word-lists.ts. */

/** Most tokens of transcript in one map request. Hosted models read this at full attention; small local ones lose the middle earlier. */
export const chunkTokens = { hosted: 24_000, local: 6_000 };

/** Text per token, on the low side: transcripts are full of identifiers and JSON, which cost more tokens than prose. */
export const charactersPerToken = 3.2;

/** Longest piece of one event in a request: the middle of a page of logs says what its ends say. */
export const eventCharacters = 4_000;

/** More per chunk would be padding: eight is where a session's own reader stops finding news (dreaming.md §2). */
export const observationsPerChunk = 8;

/** Longest texts that a model may hand back; what is longer is no statement any more. */
export const statementCharacters = 400;
export const quoteCharacters = 240;
/** A shorter quote ("ok", "failed") stands in every transcript and proves nothing. */
export const shortestQuote = 8;

/** Two observations are one case when they share a name and their words agree a little, or agree much without one. */
export const groupCosine = { sharedEntity: 0.15, alone: 0.5 };

/** A name in more than this share of observations tells nothing apart; below ten observations each name counts. */
export const commonEntityShare = 0.4;
export const commonEntityFloor = 10;

/** Files and lines of memory that a reduce request shows: what a case can touch, and no more than is read with care. */
export const filesPerCluster = 3;
export const linesPerFile = 160;

/** Operations that one case may ask for; a case that needs more is several cases. */
export const operationsPerCluster = 4;

/** Most lines that one replacement or removal may span; more is a rewrite. */
export const linesPerOperation = 8;

/** Most that a dream's model may take away: a quarter of a file, a tenth of the store, however well it argues. */
export const lossShare = { file: 0.25, store: 0.1 };

/** A replacement that keeps less than this share of the words of the old text counts as a loss of its lines. */
export const keptWords = 0.5;

/** Share of the words of a new text that must stand in its quotes or its observations, so that it is about them. */
export const groundedWords = 0.5;

/** Share of the words of lines to change that an observation must hold to say something about them. */
export const touchedWords = 0.3;

/** Share of a text's words that stand in one line with an order, from which on the text is that order in other words. */
export const orderOverlap = 0.6;

/** Share of the words of a lesson that one unit of memory or one finding of the built-in engine holds already. */
export const knownOverlap = 0.85;

/** Passages against a claim that its verifier sees. */
export const counterPassages = 5;

/** Votes that a removal needs; everything else needs one. */
export const deletionVotes = 2;

/** Most dropped statements that a dream lists one by one; the report counts all. */
export const listedDrops = 50;

/** Bounds of one request. Thinking counts as output, so the bound is far above the longest answer. */
export const outputTokens = { map: 8_000, reduce: 8_000, verify: 4_000 };

/** What an answer takes in general, for estimates: measured answers are far below the bound. */
export const usualOutputTokens = 900;

/** Requests after the map: about one for three observations, each a fifth of a chunk. Stands in until dreams have run here. */
export const afterMapShare = 0.35;

/** Seconds of a request, for estimates. */
export const usualCallSeconds = 8;

export interface CallLimits {
  /** Tries of one request, the first included. */
  attempts: number;
  firstPauseMs: number;
  /** Longest pause, also where the endpoint asks for more. */
  longestPauseMs: number;
  /** Longest time without a new piece of the answer. */
  idleMs: number;
  totalMs: number;
}

/** Six tries with these pauses outlast a rate limit of a minute; a model that thinks may be silent for long. */
export const callLimits: CallLimits = {
  attempts: 6,
  firstPauseMs: 1_000,
  longestPauseMs: 60_000,
  idleMs: 120_000,
  totalMs: 600_000,
};
