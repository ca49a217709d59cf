export type CallOutcome = "ok" | "failed" | "declined" | "unanswered";

/** What people and harnesses say when they stop a call: feedback about a plan, never an error of the call. */
const declined = [
  /^the user doesn'?t want to (proceed|take this action)/i,
  /^\[request interrupted by user/i,
  /^(the )?(user|operator|human) (has )?(rejected|declined|denied|cancell?ed|interrupted)/i,
  /requested permissions? .{0,200}(haven'?t|not) granted/i,
  /permission to use \S+ (has been|was) denied/i,
  /sibling tool call errored/i,
  /cancell?ed:? parallel tool call/i,
  /^tool use (was )?(rejected|interrupted|cancell?ed)/i,
];

const failedFirstLine =
  /^(error|fatal|panic|exception|failed|failure)\s*([:!(]|$)|^\[(error|fatal|panic|failed|failure)\]|^error from |^traceback \(most|^[\w.]*(Error|Exception)(:|$)|^npm (ERR|error)|^(ba|z|da)?sh: |^exit code [1-9]|: command not found$/i;
/** Codes of the operating system; in small letters "Enabled: yes" would be one. */
const systemCode = /^E[A-Z]{4,}: /;

/** A short answer that is nothing but the news that something does not exist, in formats that cannot flag it. */
const saysMissing =
  /\b(does ?n[o'’]t exist|(was|is|were|are|could|can) ?n[o'’]t (be )?(found|known|recogni[sz]ed|registered)|not found|no such|nobody (named|called)|no [\w-]+ (named|called|by the name))\b|^([\w.-]+: )?(unknown|unrecogni[sz]ed) [\w-]+/i;
const longestNews = 200;

/**
 * Whether a call worked. Formats without an error flag mark failures only in the text, so the first line is read too; a person's
 * refusal is told apart, because it says nothing about the call.
 */
export function callOutcome(flag: unknown, text: string): CallOutcome {
  const head = stripErrorTags(text).trimStart();
  if (flag === true && declined.some((pattern) => pattern.test(head.slice(0, 400)))) return "declined";
  if (flag === true) return "failed";
  const firstLine = head.slice(0, 300).split("\n", 1)[0] ?? "";
  if (typeof flag !== "boolean" && isMissingNews(head)) return "failed";
  return failedFirstLine.test(firstLine) || systemCode.test(firstLine) || saysErrorInJson(head) ? "failed" : "ok";
}

function isMissingNews(text: string): boolean {
  const news = text.trimEnd();
  return news.length <= longestNews && !/[\n{]/.test(news) && saysMissing.test(news);
}

/** Without the tags that a harness wraps around its own errors. */
export function stripErrorTags(text: string): string {
  return text.replace(/<\/?(tool_use_error|error|system-reminder)>/g, "");
}

function saysErrorInJson(text: string): boolean {
  if (!text.startsWith("{") || text.length > 20_000) return false;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return false;
    const fields = new Map(Object.entries(value));
    const error = fields.get("error");
    if (typeof error === "string" ? error !== "" : typeof error === "object" && error !== null) return true;
    return fields.get("ok") === false || fields.get("success") === false || fields.get("status") === "error";
  } catch {
    return false;
  }
}
