const part = encodeURIComponent;

/** `/alerts/search disk.md` → `alerts/search%20disk.md`, safe between slashes of an address. */
const encodePath = (path: string) => path.replace(/^\//, "").split("/").map(part).join("/");

export interface FileView {
  version?: string;
  /** The version to compare `version` (or the head) with. */
  compare?: string;
  /** The store as it was at this moment. */
  at?: string;
  /** How to look at the text, where it is not the reader's usual way. */
  view?: string;
  /** First and last line, for the address's fragment. */
  lines?: readonly [number, number];
}

function search(pairs: Record<string, string | undefined>): string {
  const text = new URLSearchParams(
    Object.entries(pairs).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  ).toString();
  return text === "" ? "" : `?${text}`;
}

function fragment(lines: readonly [number, number] | undefined): string {
  if (lines === undefined) return "";
  return lines[0] === lines[1] ? `#L${lines[0]}` : `#L${lines[0]}-L${lines[1]}`;
}

/** The addresses of the dashboard: one place, so that a link never guesses. */
export const routes = {
  stores: "/stores",
  store: (storeId: string) => `/stores/${part(storeId)}`,
  file: (storeId: string, path: string, { lines, version, compare, at, view }: FileView = {}) =>
    `/stores/${part(storeId)}/files/${encodePath(path)}${search({ version, compare, at, view })}${fragment(lines)}`,
  /** What stands in a folder (`/alerts/`), now or at a moment; the store itself for `/`. */
  folder: (storeId: string, folder: string, { at }: { at?: string } = {}) => {
    const inside = encodePath(folder.replace(/\/$/, ""));
    return `/stores/${part(storeId)}${inside === "" ? "" : `/folders/${inside}`}${search({ at })}`;
  },
  /** A store against another, or against itself at an earlier moment. */
  compare: (storeId: string, { since, other, open }: { since?: string; other?: string; open?: string } = {}) =>
    `/compare${search({ store: storeId, with: other, since, open })}`,
  sessions: "/sessions",
  session: (sessionId: string, eventId?: string) => `/sessions/${part(sessionId)}${search({ event: eventId })}`,
  /** The session at the call that wrote a version, which is looked for there. */
  sessionAtWrite: (sessionId: string, versionId: string) =>
    `/sessions/${part(sessionId)}${search({ wrote: versionId })}`,
  dreams: "/dreams",
  schedules: "/dreams/schedules",
  dream: (dreamId: string) => `/dreams/${part(dreamId)}`,
  search: (query = "") => `/search${search({ q: query })}`,
  storeSearch: (storeId: string, query = "") => `/stores/${part(storeId)}/search${search({ q: query })}`,
  audit: "/audit",
  erasures: "/erasures",
  erasure: (caseId: string) => `/erasures/${part(caseId)}`,
  settings: "/settings",
  settingsSection: (section: string) => `/settings/${part(section)}`,
  signIn: "/sign-in",
  signOut: "/sign-out",
} as const;

/** The memory path that an address's segments (as Next gives them, still percent-encoded) stand for. */
export function pathOfSegments(segments: readonly string[]): string {
  return `/${segments.map(decodeSegment).join("/")}`;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A lone percent sign: Next has decoded this one already.
    return segment;
  }
}
