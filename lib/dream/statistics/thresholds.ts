/*
 * The gates of the statistical tier. Fixed before anything was measured on our own worlds, from the pilot in the decision record
 * on the statistical tier; changing one means measuring null corpora and power again.
 */

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** Types with the most occurrences that take part: cost grows with the square. */
export const mostTypes = 60;
/** Fewer occurrences cannot reach five hits. */
export const leastOccurrences = 5;

export const surrogates = 999;
/** For lags of hours, which cost twenty times as much to count. */
export const hourSurrogates = 99;
/** Counted hits per dream beyond which fewer surrogates are drawn, so that a dream stays a matter of seconds. */
export const workLimit = 1.5e9;

/** Family-wise error over all pairs and windows. */
export const alpha = 0.05;
export const leastHits = 5;
export const leastSessions = 3;
export const leastDays = 3;
export const leastShare = 0.6;
/** Hits over what chance gives. */
export const leastLift = 3;
/** For the order of two that come together, of which every pair of an outage is a toss: seven of eight are no order yet. */
export const orderAlpha = 0.01;
/** Below this a lag is no warning: the two are one incident. */
export const cofireMs = 2 * minuteMs;
/** Spread of a count of hits is taken as no less, or a pair that never meets by chance would be endlessly surprising. */
export const leastSigma = 0.5;

/** Mean resultant length from which times count as aligned to a clock. */
export const alignedLength = 0.9;
/** Coefficient of variation below which intervals count as regular. */
export const regularVariation = 0.25;
/** The same for two that fire together: one incident a day varies less than a quarter and is no clock. */
export const clockworkVariation = 0.1;

/** Life cycle: what later sessions must show. */
export const confirmAlpha = 0.05;
export const retractShare = 0.3;
export const retractOpportunities = 5;
