/**
 * How much one dream may take away without showing each line. Deletions whose finding cites every line that goes (by what repeats it, or
 * by the event that settles it) are evidence of their own and do not count, nor do moves, which lose nothing. What is left is what a
 * model takes away as a block on evidence for a part of it: consolidation in one stroke is how memories were seen to collapse (18,282
 * tokens to 122 in one published rewrite), so the share of a file that may go this way is a quarter and that of a store a tenth.
 */
export const removalLimits = { fileShare: 0.25, storeShare: 0.1 } as const;
