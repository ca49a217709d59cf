import { afterAll, beforeAll } from "vitest";
import { ScriptedModelServer } from "./scripted-model-server";

/** A scripted endpoint for the tests of a file. */
export function useScriptedModel(): ScriptedModelServer {
  const server = new ScriptedModelServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());
  return server;
}
