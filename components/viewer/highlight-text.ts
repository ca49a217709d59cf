import type { HighlighterCore } from "shiki/core";

export interface Token {
  text: string;
  color: string | undefined;
}

const limitCharacters = 200_000;

const grammars = {
  markdown: () => import("shiki/langs/markdown.mjs"),
  yaml: () => import("shiki/langs/yaml.mjs"),
  json: () => import("shiki/langs/json.mjs"),
  javascript: () => import("shiki/langs/javascript.mjs"),
  typescript: () => import("shiki/langs/typescript.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  shellscript: () => import("shiki/langs/shellscript.mjs"),
  sql: () => import("shiki/langs/sql.mjs"),
  toml: () => import("shiki/langs/toml.mjs"),
  xml: () => import("shiki/langs/xml.mjs"),
  html: () => import("shiki/langs/html.mjs"),
  css: () => import("shiki/langs/css.mjs"),
  go: () => import("shiki/langs/go.mjs"),
  rust: () => import("shiki/langs/rust.mjs"),
  ruby: () => import("shiki/langs/ruby.mjs"),
  diff: () => import("shiki/langs/diff.mjs"),
  ini: () => import("shiki/langs/ini.mjs"),
};

function isGrammar(language: string): language is keyof typeof grammars {
  return Object.hasOwn(grammars, language);
}

let highlighter: Promise<HighlighterCore> | null = null;

async function createHighlighter(): Promise<HighlighterCore> {
  const [{ createCssVariablesTheme, createHighlighterCore }, { createJavaScriptRegexEngine }] = await Promise.all([
    import("shiki/core"),
    import("shiki/engine/javascript"),
  ]);
  // Colours are CSS variables, so that both themes come from the tokens and switching needs no second pass.
  const theme = createCssVariablesTheme({ name: "reverie", variablePrefix: "--code-" });
  return createHighlighterCore({
    themes: [theme],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
}

/** The tokens of each line, or null where highlighting is not worth its time or its language is not known. */
export async function highlightText(text: string, language: string): Promise<Token[][] | null> {
  if (!isGrammar(language) || text.length > limitCharacters) return null;
  highlighter ??= createHighlighter();
  const core = await highlighter;
  if (!core.getLoadedLanguages().includes(language)) await core.loadLanguage(grammars[language]());
  const { tokens } = core.codeToTokens(text, {
    lang: language,
    theme: "reverie",
    tokenizeTimeLimit: 200,
    tokenizeMaxLineLength: 2000,
  });
  return tokens.map((line) => line.map(({ content, color }) => ({ text: content, color })));
}
