/**
 * When calls in a row count as a workflow, and when one is worth a line of memory.
 *
 * Lengths, gap and support are the specification's. The rest keeps out what sequences are prone to. Agents use the same few tools all day, so
 * that any three of them follow each other in most sessions: a sequence must be more frequent than the same calls in random order
 * would make it, over all sequences that could have been found (`orderAlpha`). Of nested sequences the one stands that keeps four fifths of
 * the sessions of its parts: a daily call that came along in a few sessions is no step of it (`keptShare`). That people do something
 * does not make it good: a line needs sessions of one task that end better with it than without, beyond chance over all
 * sequences compared (`outcomeAlpha`), mostly well (`successShare`), and of two actors, since one actor's habit and skill
 * cannot be told apart (`fewestActors`).
 */
export const workflowLimits = {
  fewestSteps: 3,
  mostSteps: 8,
  /** Other calls between two steps. */
  mostSkipped: 1,
  fewestSessions: 3,
  sessionShare: 0.3,
  keptShare: 0.8,
  orderAlpha: 0.01,
  outcomeAlpha: 0.05,
  successShare: 2 / 3,
  fewestActors: 2,
  /** Places at which sequences of one length may end, for each call: beyond it longer ones are not looked for, so that cost stays linear. */
  mostPlacesPerCall: 32,
  /** Of those that are only shown. */
  mostWatched: 5,
  longestTask: 60,
  longestLine: 400,
  longestValue: 40,
  mostValues: 2,
} as const;
