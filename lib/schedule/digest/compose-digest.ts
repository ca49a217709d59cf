import type { DigestFacts } from "./digest-facts";

export interface DigestMail {
  subject: string;
  text: string;
  html: string;
}

/** The digest as an e-mail, in plain text and in plain HTML without pictures or scripts. */
export function composeDigest(facts: DigestFacts, publicUrl: string): DigestMail {
  const store = oneLine(facts.storeName);
  const decisions = plural(facts.awaitingReview, "decision");
  const lead = `A dream over ${plural(facts.sessions, "session")} of ${store} waits for ${decisions}.`;
  const points = pointsOf(facts);
  const kinds = facts.insights.map(({ kind, tier, count }) => `${count} × ${words(kind)}, ${tier}`);
  const link = `${publicUrl}/dreams/${encodeURIComponent(facts.dreamId)}`;
  const settings = `${publicUrl}/dreams/schedules`;
  return {
    subject: `${decisions} for ${store}`,
    text: [
      lead,
      "",
      ...points.map((point) => `- ${point}`),
      ...(kinds.length === 0 ? [] : ["", "It found:", ...kinds.map((kind) => `- ${kind}`)]),
      "",
      `Review the dream: ${link}`,
      "",
      `You get this because a schedule names you: ${settings}`,
      "",
    ].join("\n"),
    html: [
      "<!doctype html>",
      `<html lang="en"><body style="font:15px/1.5 sans-serif">`,
      `<p>${escapeHtml(lead)}</p>`,
      list(points),
      ...(kinds.length === 0 ? [] : ["<p>It found:</p>", list(kinds)]),
      `<p><a href="${escapeHtml(link)}">Review the dream</a></p>`,
      `<p style="font-size:13px">You get this because <a href="${escapeHtml(settings)}">a schedule</a> names you.</p>`,
      "</body></html>",
      "",
    ].join("\n"),
  };
}

function pointsOf({ risks, deletions, filesApplied }: DigestFacts): string[] {
  const files = risks.low + risks.medium + risks.high;
  return [
    `${plural(files, "file")} to decide on: ${risks.high} of high risk, ${risks.medium} medium, ${risks.low} low`,
    ...(deletions === 0 ? [] : [`${plural(deletions, "file")} would be deleted`]),
    ...(filesApplied === 0 ? [] : [`${plural(filesApplied, "file")} changed already, as the schedule allows`]),
  ];
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join("")}</ul>`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function words(name: string): string {
  return name.replaceAll("_", " ");
}

/** Names come from people and programs; a header takes one line of them, and no mark that turns text around. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .trim()
    .slice(0, 120);
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
