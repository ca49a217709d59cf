/*
 * What fields are called that hold a happening's name, its subject and its time. The lists only order candidates that have the right
 * shape: a field with a name of no list is still found by its values.
 */

const typeNames: readonly (readonly [RegExp, number])[] = [
  [
    /(^| )(alert|alarm|event|incident|signal|symptom|anomaly|fault|condition|rule|check|monitor|trigger|problem|occurrence|happening)s?( (name|type|kind|code|class|title))?$/,
    5,
  ],
  [/(^| )(alertname|eventtype|eventname)$/, 5],
  [/(^| )(type|kind|class|category)$/, 4],
  [/#name$/, 3],
  [/(^| )(name|title|what|label|code|reason|action)$/, 2.5],
  [/(^| )(message|msg|text|summary|description|subject|headline)$/, 1],
];

const entityNames =
  /(^| )(entity|service|svc|host|hostname|node|pod|component|target|resource|instance|app|application|cluster|server|machine|device|database|db|queue|system|unit|asset|object|workload|deployment|namespace|where|location|site|room|source|origin|subject|dataset|table|topic|stream|index|bucket|volume|disk|pipeline|job|account|sensor|channel|branch|place|spot|tenant)( (name|id))?$/;

/** Names of fields that say how bad, how far, how much, who or where to read on: never what happened. */
const otherNames =
  /(^| )(sever|severity|level|lvl|priority|prio|urgency|status|state|phase|env|environment|stage|zone|region|unit|units|value|count|total|threshold|owner|team|user|author|agent|assignee|session|trace|span|request|id|uid|uuid|key|hash|sha|version|url|uri|link|path|file|line|note|comment|fingerprint|duration)$/;

/** Names of times at which a thing was first told of, which may be later than when it happened. */
const tellingNames =
  /(^| )(creat\w*|report\w*|record\w*|ingest\w*|receiv\w*|log\w*|observ\w*|fetch\w*|written|sent|notified)( |$)/;

const beginningNames =
  /(^| )(occur\w*|happen\w*|start\w*|begin\w*|began|begun|fired?|trigger\w*|raised|opened|onset|since|first|detect\w*|activ\w*)( |$)/;

const endingNames =
  /(^| )(end\w*|stop\w*|resolv\w*|clear\w*|clos\w*|recover\w*|updat\w*|modif\w*|last|until|finish\w*|complet\w*|ack\w*|to)( |$)/;

const futureNames = /(^| )(next|due|expir\w*|deadline|scheduled|eta|planned|valid)( |$)/;

/** A key in small words: `labels.startsAt` is "labels starts at". */
function wordsOf(key: string): string {
  return key
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replace(/[._\-/\s]+/g, " ")
    .trim();
}

/** How much a field's name speaks for it to name what happened; negative where it speaks against it. */
export function typeNameScore(key: string): number {
  const words = wordsOf(key);
  const score = typeNames.find(([pattern]) => pattern.test(words))?.[1] ?? 0;
  if (score >= 4) return score;
  if (otherNames.test(words)) return -10;
  return entityNames.test(words) ? score - 6 : score;
}

/** Whether a field's name says that it holds the thing that something happened to. */
export function isEntityName(key: string): boolean {
  return entityNames.test(wordsOf(key)) && typeNameScore(key) < 4;
}

/** How well a time suits as the one at which the thing happened, best first; null for times that lie ahead. */
export function timeNameRank(key: string): number | null {
  const words = wordsOf(key);
  if (futureNames.test(words)) return null;
  if (endingNames.test(words)) return 3;
  if (beginningNames.test(words)) return 0;
  return tellingNames.test(words) ? 2 : 1;
}

/** Words for how bad something is, in which state, or that it is a happening at all: they name none. */
export const sayingNothing = new Set(
  "critical crit fatal emergency emerg panic error err warning warn notice info information debug trace high medium low major minor severe none unknown normal ok okay up down true false yes no on off firing fired fires fire triggered triggers raised open opened active pending alert alerts alerting alarm alarms event events incident incidents notification metric log record item resolved closed cleared recovered inactive acknowledged acked ack prod production staging stage stg dev test p1 p2 p3 p4 p5 sev1 sev2 sev3 sev4 s1 s2 s3 s4 utc gmt z at for the a an".split(
    " ",
  ),
);

/** Words for a state in which a happening is over. */
export const closingWords = new Set(
  "resolved resolve closed close cleared clear recovered recovery ok okay normal inactive ended finished healthy up".split(
    " ",
  ),
);
