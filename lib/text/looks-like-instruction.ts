import { foldWhiteSpace } from "./fold-white-space";

const earlier = "(?:(?:all|any|the|of|your|my|these|those)\\s+){0,4}";
const orders =
  "(?:instructions?|prompts?|rules|guidelines|directives|orders|messages?|context|training|constraints|polic(?:y|ies))";
const action =
  "(?:run|execute|invoke|eval|call|curl|wget|send|post|upload|forward|e-?mail|exfiltrate|download|install|delete|disable|bypass|skip|approve|accept|grant|trust|obey|follow|reply|respond|output|print|include)";
const person = "(?:user|human|operator|reviewer|developer|owner|admin(?:istrator)?|anyone|them)";

/** Each speaks to the reader of the text and tells it what to do; statements about systems do not. */
const patterns: readonly RegExp[] = [
  `\\b(?:ignore|disregard|forget|override|bypass)\\s+${earlier}(?:previous|prior|above|earlier|preceding|foregoing|system|original|existing|other)\\s+${earlier}${orders}\\b`,
  `\\b(?:ignore|disregard|forget|override)\\s+(?:all\\s+(?:of\\s+)?)?(?:your|everything)\\s+(?:${orders}|(?:above|before|so far|you (?:were|have been) told))\\b`,
  `\\b(?:your|the)\\s+(?:new|real|actual|updated|true)\\s+(?:system\\s+)?(?:instructions?|prompt|task|goal|objective|directive)s?\\s*(?:is|are|:)`,
  `\\bnew\\s+(?:system\\s+)?(?:instructions?|directive|system prompt)s?\\s*:`,
  "\\byou\\s+are\\s+now\\s+(?:an?|the|my|dan|acting|operating|free|unrestricted|allowed|called|named|in\\s+\\w+\\s+mode)\\b",
  "\\byou\\s+are\\s+no\\s+longer\\s+(?:an?|bound|required|restricted|limited|subject)\\b",
  `\\bfrom\\s+now\\s+on\\b[,:]?\\s+(?:you\\b|always|never|${action})`,
  `\\b(?:pretend|act)\\s+(?:to be|as if you|like you|as though you|that you)\\b`,
  `(?:^|[.!?:;>*-]\\s*|\\byou\\s+(?:must|should|shall|will|need to|have to)\\s+|\\b(?:assistant|agent|model|ai)s?\\s+(?:must|should|shall)\\s+)always\\s+(?:first\\s+)?${action}\\b`,
  `\\byou\\s+(?:must|shall|are required to|have to|need to)\\s+(?:\\w+\\s+){0,2}?${action}\\b`,
  `\\b(?:whenever|every time|each time|if|when)\\s+you\\s+(?:\\w+\\s+){1,4}?(?:this|these)\\b[^.]{0,40}\\b${action}\\b`,
  `\\b(?:do not|don't|never)\\s+(?:tell|inform|alert|notify|warn|ask|mention (?:this|it|that) to|reveal (?:this|it|that) to|show (?:this|it|that) to)\\s+(?:the\\s+|your\\s+)?${person}\\b`,
  `\\bwithout\\s+(?:telling|asking|informing|notifying|alerting|(?:the\\s+)?(?:knowledge|consent|approval) of)\\s+(?:the\\s+|your\\s+)?${person}\\b`,
  `\\b(?:send|upload|post|forward|e-?mail|exfiltrate|leak|copy)\\s+(?:\\S+\\s+){0,6}?(?:secrets?|credentials?|passwords?|tokens?|api keys?|environment|conversation|system prompt|memor(?:y|ies)|private keys?)\\s+(?:\\S+\\s+){0,4}?(?:to|at)\\s+(?:https?:|\\S+@|this\\b)`,
  `\\b(?:reveal|print|output|repeat|show|leak)\\s+(?:me\\s+)?your\\s+(?:\\w+\\s+){0,2}?(?:prompt|instructions)\\b`,
  `<\\|?(?:im_start|im_end|system|start_header_id)\\|?>|</?(?:system|system-reminder|instructions?)>|\\[/?inst\\]|<<sys>>|#{2,}\\s*(?:system|new)?\\s*(?:instruction|prompt)s?\\s*:`,
  "\\bignor(?:iere|e)[rnz]?\\s+(?:alle\\s+|toutes\\s+les\\s+|todas\\s+las\\s+|as\\s+|le\\s+)?(?:bisherigen|vorherigen|obigen|instructions|instrucciones|instruções|istruzioni)",
  "(?:игнорируй|забудь)(?:те)?\\s+(?:все\\s+)?(?:предыдущие|прежние)",
  "(?:忽略|无视|無視)[^。]{0,6}(?:之前|以上|先前|前面|所有)[^。]{0,6}(?:指令|指示|提示|说明)",
].map((source) => new RegExp(source, "iu"));

/**
 * Whether the text seems to give orders to the agent that reads it ("ignore previous instructions", "you must always run …").
 * Conservative and easy to evade: a reason to look twice at a proposal, never a filter to rely on. Procedures written for
 * agents ("Always run the linter") count too, since nothing in the words tells them from an injected order.
 */
export function looksLikeInstruction(text: string): boolean {
  const lines = text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .split(/\n\s*\n|\n(?=\s*(?:[-*+>#|]|\d+[.)])\s)/);
  return lines.map(foldWhiteSpace).some((line) => patterns.some((pattern) => pattern.test(line)));
}
