import type { TextSpan } from "./fold-white-space";

export type SecretKind = "private_key" | "provider_key" | "bearer_token" | "url_password" | "assigned_secret";

export interface SecretSpan extends TextSpan {
  kind: SecretKind;
}

/**
 * Shapes that issuers gave their keys so that scanners can find them. The look-behind lets a match begin only where a run of
 * key letters begins, which also keeps the search linear on hostile text.
 */
const providerKeys = [
  "(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Z])",
  "gh[oprsu]_[A-Za-z0-9]{30,}",
  "github_pat_[A-Za-z0-9_]{22,}",
  "gl(?:pat|ptt|rt|dt|cbt|ft|soat)-[\\w-]{20,}",
  "sk-[A-Za-z_-]*[0-9][A-Za-z0-9_-]*(?<=[\\w-]{23})",
  "(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}",
  "whsec_[A-Za-z0-9+/=]{20,}",
  "xox[abeoprs]-[A-Za-z0-9-]{10,}",
  "xapp-\\d-[A-Za-z0-9-]{20,}",
  "AIza[\\w-]{35}",
  "ya29\\.[\\w-]{20,}",
  "GOCSPX-[\\w-]{20,}",
  "npm_[A-Za-z0-9]{36}",
  "pypi-[\\w-]{50,}",
  "hf_[A-Za-z0-9]{30,}",
  "SG\\.[\\w-]{16,}\\.[\\w-]{16,}",
  "do[opr]_v1_[a-f0-9]{40,}",
  "hv[bs]\\.[\\w-]{20,}",
  "shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}",
  "dckr_pat_[\\w-]{20,}",
  "eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{10,}",
];

const patterns: readonly { kind: SecretKind; pattern: RegExp }[] = [
  {
    kind: "private_key",
    pattern: /-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}-----|$)/g,
  },
  { kind: "provider_key", pattern: new RegExp(`(?<![\\w-])(?:${providerKeys.join("|")})`, "g") },
  { kind: "bearer_token", pattern: /\b(?:bearer|basic)[ \t]{1,4}(?=[^\s\d]{0,200}\d)([\w.~+/=-]{16,})/gi },
  {
    kind: "url_password",
    pattern: /(?<![\w+.-])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'`]{0,100}:([^\s@/"'`<>{}$*]{3,200})@/gi,
  },
  { kind: "url_password", pattern: /\bhooks\.slack\.com\/services\/([A-Za-z0-9/]{20,})/g },
];

const secretName =
  "(?:pass(?:word|wd|phrase|code)|pwd|(?:client|app|api|shared|signing|webhook)?[_-]?secret(?:[_-]?(?:access[_-]?)?key)?|(?:auth|access|api|bearer|refresh|session|id|bot)?[_-]?token|(?:api|access|auth|account|encryption|signing|private|master|service)[_-]?key|credentials?)";
const assignment = new RegExp(
  `${secretName}(?:\\\\{0,3}["'\\]]){0,2}[ \\t]{0,8}(?::=|=>|[:=])(?![=:])[ \\t]{0,8}(\\\\{0,3}["'\`])?`,
  "gi",
);
const commandFlag = new RegExp(`(?<![\\w-])--${secretName}[ \\t]{1,4}(["'])?`, "gi");

/**
 * Finds what looks like a credential: keys of known issuers, private keys, bearer tokens, passwords in addresses, and values given to names
 * such as `password` or `api_key`. Placeholders (`<token>`, `$TOKEN`, `***`) and plain words are not taken for secrets.
 * A guess in both directions: for risk reasons and quotes, not a proof that a text is safe.
 */
export function findSecrets(text: string): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const { kind, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      const length = match[1]?.length ?? match[0].length;
      const tail = match[1] === undefined ? 0 : match[0].length - match[0].lastIndexOf(match[1]) - length;
      found.push({ kind, start: end - tail - length, end: end - tail });
    }
  }
  for (const pattern of [assignment, commandFlag]) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index + match[0].length;
      const value = readValue(text, start, match[1] !== undefined);
      if (isSecretValue(value, match[1] !== undefined || match[0].trimEnd().endsWith("="))) {
        found.push({ kind: "assigned_secret", start, end: start + value.length });
      }
    }
  }
  return joinOverlaps(found);
}

/** Puts `mask` in place of each secret; text without secrets comes back as it is. */
export function maskSecrets(text: string, mask = "[redacted]"): string {
  let [masked, at] = ["", 0];
  for (const { start, end } of findSecrets(text)) {
    masked += text.slice(at, start) + mask;
    at = end;
  }
  return masked + text.slice(at);
}

function readValue(text: string, start: number, quoted: boolean): string {
  // A comma or an ampersand ends the value only where another field begins: passwords hold them too.
  const stop = quoted ? /["'`\\\n]/ : /[\s"'`<>)\]}\\]|[,;](?=\s|$|["'{[]|[\w-]+["']?[ \t]*[:=])|&(?=amp;|[\w.-]+=)/;
  const window = text.slice(start, start + 400);
  const end = window.search(stop);
  return (end === -1 ? window : window.slice(0, end)).replace(quoted ? /$^/ : /[.:!?]+$/, "");
}

const placeholder =
  /^(?:[<[{$%*]|x{3,}|\.{3}|\(|(?:your|my|some|the|example|sample|dummy|fake|test|placeholder|change[-_]?me|redacted|hidden|process|os|env|import|config|settings|self|this|vars|secrets|vault|ref|op|arn)(?![a-z0-9]*\d)|[~.]{0,2}\/|https?:\/\/|(?:null|none|nil|true|false|undefined|required|optional|string)\b)/i;

/** Outside of quotes and `=` a value stands in prose, so it must look random: letters and digits, or digits and signs. */
function isSecretValue(value: string, isCode: boolean): boolean {
  if (value.length < 6 || placeholder.test(value) || /[()]|\s{2}|\*{3}|…/.test(value)) return false;
  if (/^[\d.,:_-]+$/.test(value)) return false;
  if (/\s/.test(value)) return isCode && /\d/.test(value) && value.split(/\s/).length <= 2;
  return /\d/.test(value) || (isCode && (/[a-z][A-Z]|[A-Z][a-z]*[A-Z]|[^\w.-]/.test(value) || value.length >= 20));
}

function joinOverlaps(spans: SecretSpan[]): SecretSpan[] {
  const joined: SecretSpan[] = [];
  for (const span of spans.sort((left, right) => left.start - right.start || right.end - left.end)) {
    const last = joined.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  return joined;
}
