import { loader } from "@monaco-editor/react";
import * as monaco from "monaco-editor";

let isDone = false;

/** Points the wrapper at the bundled copy, whose default would be a CDN, and Monaco at its own worker. Browser only. */
export function setUpMonaco(): void {
  if (isDone) return;
  isDone = true;
  self.MonacoEnvironment = {
    getWorker: () => new Worker(new URL("monaco-editor/editor/editor.worker.js", import.meta.url), { type: "module" }),
  };
  loader.config({ monaco });
}
