/**
 * Words by which people state a rule that outlives the task at hand. A third of what they match in real turns is one (measured on 1,711 human
 * turns), so a rule must also come back in another session; wishes of a customer ("I prefer a window seat") are about one case.
 */
const standing =
  /\b(always|never|from now on|in (the )?future|going forward|every time|each time|whenever|by default|as a rule|in general|generally|henceforth)\b|\b(please )?(do not|don'?t|stop|avoid|no need to) (use|using|add|adding|create|creating|write|writing|run|running|commit|committing|push|pushing|touch|touching|edit|editing|change|changing|delete|deleting|put|putting|mock|mocking|guess|assume|skip|include|mention|deploy|restart|page|open|send|make)\b|\b(use|prefer|choose|pick|run|call) .{1,60}\b(instead of|rather than|not|over)\b|\bwe (always |never |only )?(use|don'?t|do not|run|keep|write|prefer|name|put|deploy)\b|\b(remember|make sure|be sure|keep in mind|note) (to|that|not to)\b|\bonly (use|run|edit|touch|deploy|restart|page)\b/iu;

/** What somebody wants for themselves this once. */
const ownWish = /\b(i|i'?d|i'?m|i'?ll|i'?ve|my|me|mine)\b/iu;

/** Orders about the agent's own instructions: people do not speak so, and what does is an attack wherever it stands. */
const attack =
  /\b(ignore|disregard|forget|override|bypass)\b.{0,40}\b(previous|prior|above|earlier|instructions?|rules?|prompts?|guidelines?|polic(y|ies))\b|\b(system prompt|developer message|jailbreak)\b|\bdo not (tell|inform|mention|reveal)\b.{0,20}\b(user|human|operator|anyone)\b|<\/?[a-z][^>]*>|\b(note|notice|attention|message)\b.{0,20}\b(ai|agents?|assistants?|models?)\b/iu;

const fewestWords = 3;
const mostWords = 40;

/** Whether a sentence of a person states a rule to keep. */
export function isStandingRule(sentence: string): boolean {
  return isStatement(sentence) && standing.test(sentence) && !ownWish.test(sentence);
}

/** Whether a reason that a person gave for refusing a call can be kept: refusing is rule enough. */
export function isReason(sentence: string): boolean {
  return isStatement(sentence);
}

function isStatement(sentence: string): boolean {
  const words = sentence.split(/\s+/).length;
  return words >= fewestWords && words <= mostWords && !/\?\s*$/.test(sentence) && !attack.test(sentence);
}

const longestTurn = 2000;

/** The sentences of what a person typed; pasted texts, code, quotations and tags are other people's words. */
export function typedSentences(text: string): string[] {
  if (text.length > longestTurn) return [];
  return text
    .replace(/```[\s\S]*?(```|$)/g, "\n")
    .replace(/<([a-z][\w-]*)\b[^>]*>[\s\S]*?<\/\1>/gi, "\n")
    .split("\n")
    .filter((line) => !/^\s*(>|\$ |#!|\||at .+:\d+|\d{4}-\d{2}-\d{2}[T ])/.test(line))
    .flatMap((line) => line.replace(/^\s*([-*+]|\d+[.)])\s+/, "").split(/(?<=[.!?。！？])\s+/))
    .map((sentence) => sentence.replace(/\s+/g, " ").trim())
    .filter(Boolean);
}
