/**
 * Phrases by which text in a tool result tries to command an agent. A match keeps text out of proposals; it is a second fence only, the
 * first is provenance: untrusted text never supports a finding.
 */
const commands = [
  /\b(ignore|disregard|forget|override)\b.{0,40}\b(previous|prior|above|earlier|all|any|your|these|other)\b.{0,40}\b(instruction|rule|prompt|message|guideline|polic)/i,
  /\b(system prompt|developer message|jailbreak)\b/i,
  /\byou (must|should|shall|are required to|need to|will) (now |always |immediately |never )/i,
  /\b(always|never|from now on|henceforth|in future)\b.{0,60}\b(run|execute|call|send|post|flush|delete|drop|disable|approve|use|add|install|reply|email|upload|export|skip)\b/i,
  /\b(save|store|write|add|remember|record|note)\b.{0,30}\b(this|that|the following)\b.{0,30}\b(memory|memories|notes?|knowledge)\b/i,
  /\b(important|attention|note to (the )?(ai|agent|assistant|model))\s*[:!]/i,
  /\bdo not (tell|inform|mention|reveal|ask) (the )?(user|human|operator|anyone)/i,
  /<\/?(system|instructions?|assistant|admin)\b[^>]*>/i,
  /\b(ai|agents?|assistants?|models?)\b[,:]? (must|should|have to|are instructed to|shall)\b/i,
];

/** Whether a text reads like an order to an agent. */
export function looksLikeInjection(text: string): boolean {
  return commands.some((pattern) => pattern.test(text));
}
