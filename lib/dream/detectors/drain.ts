export const wildcard = "<*>";

/** Lines of one shape; positions where they differ are wildcards. */
export interface LogTemplate<Item> {
  tokens: string[];
  items: Item[];
}

export interface DrainOptions {
  /** Levels of the tree, root and leaves included; at least 3. */
  depth: number;
  /** Share of equal tokens that a line must have with a template to join it. */
  similarity: number;
  /** Branches of one node; what comes after goes to a wildcard branch. */
  maxChildren: number;
}

interface Node<Item> {
  children: Map<string, Node<Item>>;
  templates: LogTemplate<Item>[];
}

const defaults: DrainOptions = { depth: 4, similarity: 0.5, maxChildren: 100 };

/**
 * Groups lines into templates in one pass (P. He et al., Drain: An Online Log Parsing Approach with Fixed Depth Tree, 2017): by length, by
 * the first tokens, then by the share of equal tokens. The first key of each line is given apart, so that lines of two tools never meet.
 */
export function groupByTemplate<Item>(
  lines: Iterable<{ key: string; text: string; item: Item }>,
  options: Partial<DrainOptions> = {},
): { key: string; template: LogTemplate<Item> }[] {
  const settings = { ...defaults, ...options };
  const roots = new Map<string, Node<Item>>();
  const found: { key: string; template: LogTemplate<Item> }[] = [];
  for (const { key, text, item } of lines) {
    const tokens = text.split(/\s+/).filter(Boolean);
    const root = childOf(roots, `${key}\0${tokens.length}`);
    const leaf = descend(root, tokens, settings);
    const template = bestTemplate(leaf.templates, tokens, settings.similarity);
    if (template) {
      template.tokens = template.tokens.map((token, index) => (token === tokens[index] ? token : wildcard));
      template.items.push(item);
    } else {
      const fresh = { tokens, items: [item] };
      leaf.templates.push(fresh);
      found.push({ key, template: fresh });
    }
  }
  return found;
}

function descend<Item>(root: Node<Item>, tokens: readonly string[], settings: DrainOptions): Node<Item> {
  let node = root;
  for (const token of tokens.slice(0, Math.max(0, settings.depth - 3))) {
    const branch = /\d/.test(token) || token.includes(wildcard) ? wildcard : token;
    const isFull = !node.children.has(branch) && node.children.size >= settings.maxChildren;
    node = childOf(node.children, isFull ? wildcard : branch);
  }
  return node;
}

function childOf<Item>(nodes: Map<string, Node<Item>>, key: string): Node<Item> {
  const node = nodes.get(key) ?? { children: new Map(), templates: [] };
  nodes.set(key, node);
  return node;
}

/** The template with most equal tokens; of equals the one with more wildcards, as the paper has it. */
function bestTemplate<Item>(
  templates: readonly LogTemplate<Item>[],
  tokens: readonly string[],
  similarity: number,
): LogTemplate<Item> | null {
  let best: { template: LogTemplate<Item>; equal: number; wild: number } | null = null;
  for (const template of templates) {
    const equal = template.tokens.filter((token, index) => token === tokens[index] && token !== wildcard).length;
    const wild = template.tokens.filter((token) => token === wildcard).length;
    if (best === null || equal > best.equal || (equal === best.equal && wild > best.wild))
      best = { template, equal, wild };
  }
  return best && best.equal / Math.max(1, tokens.length) >= similarity ? best.template : null;
}
