/**
 * When a line stands in the wrong file. The margin is the specification's. A file has a topic only where its own lines say so: the name of the
 * file stands in most of them, and in enough to be a custom. Then a line without it is about something else, unless it leaves out its
 * subject, as "reads from X" and lists of neighbours do. Where it belongs is certain only by two names: that of the other file, and a
 * further one that the other file has in two lines at least and no third file has at all. A file of which more than a quarter would
 * go is not what its name says, and stays as it is.
 */
export const misfiledLimits = {
  cosineMargin: 0.25,
  fewestTopicLines: 3,
  ownTopicShare: 2 / 3,
  otherTopicShare: 1 / 2,
  fewestNames: 2,
  fewestMentions: 2,
  mostMovedShare: 0.25,
  /** Moves can make others fit; more rounds than this have not been seen. */
  mostRounds: 10,
} as const;

/** Words with which a line refers to its neighbours or to the file it stands in. */
export const pointing =
  /^(it|its|this|that|these|those|they|them|their|he|she|there|here|then|also|too|same|both|either|neither|such|another|so|but|and|or|however|otherwise|instead|again|likewise|see|as)\b|\b((above|below)(?!\s+[\d~])|this (file|page|section|service|list|note)|here|former|latter|previous|following|aforementioned)\b/i;

/** First words of a line that leaves out whom it speaks of: the file's own topic. */
export const withoutSubject =
  /^(\w+s|is|are|was|were|has|have|had|can|must|may|should|will|needs?|reads?|writes?|calls?|uses?|used|talks?|depends?|connects?|sends?|feeds?|fed|gets?|fetches|waits?|falls?|shares?|runs?|via|through|behind|from|to|by|with|without|like|unlike|than|for)\b(?!-)/i;

/** Headings under which the lines are about a relation of the file's topic to what they name. */
export const relational =
  /\b(depend\w*|upstreams?|downstreams?|related|relations?|relationships?|neighbou?rs?|clients?|consumers?|callers?|calls|uses|used by|integrations?|links?|references?|see also|topology|interfaces?|peers?)\b/i;
