import { loader } from "@monaco-editor/react";
import * as monaco from "monaco-editor/editor/editor.api.js";
// All that the package's main entry loads, but for its language services: they need workers of their own, of which the one
// for TypeScript alone is 6.7 MB and a good part of a build, and here languages are coloured and nothing else.
import "monaco-editor/features/register.all.js";
import "monaco-editor/languages/definitions/register.all.js";
import { jsonConfiguration, jsonGrammar } from "./json-grammar";

let isDone = false;

/** Points the wrapper at the bundled copy, whose default would be a CDN, and Monaco at its own worker. Browser only. */
export function setUpMonaco(): void {
  if (isDone) return;
  isDone = true;
  self.MonacoEnvironment = {
    getWorker: () => new Worker(new URL("monaco-editor/editor/editor.worker.js", import.meta.url), { type: "module" }),
  };
  monaco.languages.register({ id: "json", aliases: ["JSON", "json"] });
  monaco.languages.setMonarchTokensProvider("json", jsonGrammar);
  monaco.languages.setLanguageConfiguration("json", jsonConfiguration);
  loader.config({ monaco });
}
