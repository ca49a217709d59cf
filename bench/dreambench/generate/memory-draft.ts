/** What may become of a line. */
export type LineFate =
  /** True: it must stand somewhere afterwards, word for word. */
  | { kind: "keep" }
  /** One of several that say the same: at least one must stay, and the fullest is safe. */
  | { kind: "copy"; cluster: string }
  /** Wrong or outdated: may go, or change into one of these; anything else is harm. */
  | { kind: "damaged"; mayBecome: (text: string) => boolean };

export interface DraftLine {
  text: string;
  fate: LineFate;
}

interface DraftSection {
  heading: string | null;
  lines: DraftLine[];
}

/** The store in the making: files of sections of lines, each line with what may become of it. */
export class MemoryDraft {
  readonly #files = new Map<string, { head: DraftLine[]; sections: DraftSection[] }>();

  paths(): string[] {
    return [...this.#files.keys()].sort();
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** Starts a file with its title and front matter; a file that exists stays as it is. */
  open(path: string, title: string, frontMatter: readonly string[] = []): void {
    if (this.#files.has(path)) return;
    const head = [...frontMatter, `# ${title}`];
    this.#files.set(path, { head: head.map(kept), sections: [{ heading: null, lines: [] }] });
  }

  /** Adds a line at the end of a section, which is made where it is missing. */
  add(path: string, heading: string | null, text: string, fate: LineFate = { kind: "keep" }): void {
    const file = this.#files.get(path);
    if (!file) throw new Error(`no file ${path}`);
    let section = file.sections.find((known) => known.heading === heading);
    if (!section) {
      section = { heading, lines: [] };
      file.sections.push(section);
    }
    section.lines.push({ text, fate });
  }

  /** Puts the lines of each section into an order that `shuffle` decides; tables and prose added in blocks would suffer, so lists only. */
  shuffleLists(shuffle: <Item>(items: readonly Item[]) => Item[]): void {
    for (const { sections } of this.#files.values()) {
      for (const section of sections) {
        if (section.lines.every(({ text }) => text.startsWith("- "))) section.lines = shuffle(section.lines);
      }
    }
  }

  content(path: string): string {
    return `${this.lines(path)
      .map(({ text }) => text)
      .join("\n")}\n`;
  }

  lines(path: string): DraftLine[] {
    const file = this.#files.get(path);
    if (!file) return [];
    const lines = [...file.head];
    for (const { heading, lines: own } of file.sections) {
      if (heading !== null) lines.push(kept(""), kept(`## ${heading}`));
      if (own.length > 0) lines.push(kept(""), ...own);
    }
    return lines;
  }
}

function kept(text: string): DraftLine {
  return { text, fate: { kind: "keep" } };
}
