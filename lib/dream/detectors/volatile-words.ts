/**
 * Words by which a note says that something will not stay so, and words by which an event says that it is over. They are matched together
 * with a reference (a pull request, a ticket, a named thing) and a time, never alone, so that a list may be wide without costing truth.
 */

export interface VolatileForm {
  kind: "in_flight" | "temporary" | "current";
  pattern: RegExp;
  /** Whether the words alone say the state, so that another state may stand in their place; else only a remark can be added. */
  isState: boolean;
}

const doneWords =
  "merged|landed|deployed|released|shipped|rolled out|resolved|fixed|closed|done|finished|complete|completed|mitigated|live";

/** States come before remarks: of two forms in one line the first that fits is replaced. */
export const volatileForms: readonly VolatileForm[] = [
  // A negated end is a state of its own: "not yet merged", "hasn't been deployed".
  {
    kind: "in_flight",
    isState: true,
    pattern: new RegExp(
      `\\b(?:not(?: been)?(?: yet)?|(?:has|have|is|are)n['’]?t(?: been)?(?: yet)?|yet to be|still to be|waiting to be|about to be|to be) (?:${doneWords})(?: yet)?\\b`,
      "i",
    ),
  },
  {
    kind: "in_flight",
    isState: true,
    pattern:
      /\b(?:still |currently |now )?(?:in[ -]flight|in[ -]progress|work[ -]in[ -]progress|under ?way|on ?going|pending(?: review| merge| approval| deploy(?:ment)?)?|in review|under review|under investigation|(?:a)?waiting (?:for |on )?(?:review|merge|approval|deploy(?:ment)?|release)|being (?:worked on|investigated|rolled out|deployed|merged|reviewed|fixed|released)|rolling out|un(?:resolved|merged|released)|half[ -](?:done|way)|WIP)\b/i,
  },
  {
    kind: "in_flight",
    isState: true,
    pattern: /\b(?:still|remains?|(?<=\b(?:is|are) )now) open\b|(?<=\b(?:is|are) )open\b/i,
  },
  // The progressive tells of any activity that goes on, whatever it is called; without an adverb the word may as well be a name.
  {
    kind: "in_flight",
    isState: false,
    pattern:
      /\b(?:we['’]re|currently|still|now|busy|being) (?:still |currently |now )?(?:being )?(?!(?:messaging|billing|pricing|staging|during|nothing|something|anything|everything|string|morning|evening)\b)\p{L}{3,}ing\b(?=[\s,.;:]|$)/iu,
  },
  {
    kind: "in_flight",
    isState: false,
    pattern: /\b(?:until|till|pending|waiting (?:for|on)|awaiting|blocked (?:by|on))\b/i,
  },
  {
    kind: "temporary",
    isState: false,
    pattern: /\bfor (?:the next|the coming|another) (?:\w+ )?(?:hour|day|week|month)s?\b/i,
  },
  {
    kind: "temporary",
    isState: false,
    pattern:
      /\b(?:temporar(?:y|ily)|for now|for the time being|stop-?gap|interim|provisional(?:ly)?|until further notice|short[ -]term|work-?around)\b/i,
  },
  {
    kind: "current",
    isState: false,
    pattern:
      /\b(?:currently|at the moment|right now|presently|as of now|this (?:week|month|sprint|quarter)|TODO|FIXME)\b/i,
  },
];

/** Days after which a note of a kind should be looked at, from dreaming.md; what is merely current has no such term. */
export const termDays = { in_flight: 3, temporary: 14, current: null } as const;

/** A rule speaks of any time; only a note of one time can be stale. */
export const conditional = /\b(?:if|whenever|when|while|unless|once|every|each|any|always|never|in case)\b/i;

/** Values of a state field, in front matter or in results. */
export const openValue =
  /^(?:open|opened|re-?opened|active|ongoing|pending|triage|new|todo|wip|draft|started|queued|running|investigating|identified|monitoring|mitigating|claimed|(?:\w+[ _-])?in[ _-](?:flight|progress|review))$/i;

export const closedValue = new RegExp(
  `^(?:${doneWords.replaceAll(" ", "[ _-]")}|succeeded|success|successful|cancell?ed|abandoned|reverted|rolled[ _-]back|withdrawn|rejected|restored|recovered|retired|expired|lifted)$`,
  "i",
);

/** Fields that hold a state, and fields whose time says that a state was reached. */
export const stateField =
  /(?:^|[._-])(?:state|status|phase|stage|resolution|outcome|event|type|action|conclusion|lifecycle)$/i;
export const reachedField =
  /^(merged|landed|deployed|released|shipped|resolved|fixed|closed|finished|completed|mitigated)(?:_?(?:at|on|time|date))?$/i;

/** Ways to tell the end of something in prose; the participles at the end count only for a note about the same activity. */
export const closedPhrase = new RegExp(
  `\\b(?:${doneWords}|succeeded|cancell?ed|abandoned|reverted|rolled back|withdrawn|restored|recovered|went live|back to normal|expired|lifted|migrated|upgraded|rotated|renewed|switched over|cut over|backfilled|reindexed|decommissioned|retired|rebuilt|re-?enabled)\\b`,
  "i",
);
export const activityPhrase =
  /^(?:migrated|upgraded|rotated|renewed|switched over|cut over|backfilled|reindexed|decommissioned|retired|rebuilt|re-?enabled|done|live|expired|lifted)$/i;

/** What before such a phrase turns it around: not yet, only planned, only supposed. */
export const notSo =
  /\b(?:not|never|no|yet|will|would|should|shall|must|to|once|when|if|until|till|after|before|unless|waiting|awaiting|pending|blocked|expected|planned|scheduled|please|can|could|may|might|cannot|failed|partially|partly|almost|nearly|half|wasn|isn|hasn|haven|aren|didn|is anyone|was it|has it)\b|n['’]t\b|\?$/i;

/** Verbs of calls that end something themselves, with how to tell it. */
export const closingVerbs: ReadonlyMap<string, string> = new Map([
  ["merge", "merged"],
  ["close", "closed"],
  ["resolve", "resolved"],
  ["deploy", "deployed"],
  ["release", "released"],
  ["complete", "completed"],
  ["finish", "finished"],
]);
