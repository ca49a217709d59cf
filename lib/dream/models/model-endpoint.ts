import { readModelEnvironment } from "@/lib/observe/model-environment";

/** One of the addresses that language models are asked at; nothing in a dream goes anywhere else. */
export interface ModelEndpoint {
  protocol: "anthropic" | "openai";
  /** Where `/models` and the protocol's own route stand; no slash at its end. */
  baseUrl: string;
  apiKey: string | null;
  /** In this network: models there run on small machines and read little at once. */
  isLocal: boolean;
}

const publicAnthropicUrl = "https://api.anthropic.com/v1";

/** The endpoints that the operator configured; none means that only the built-in engine dreams. */
export function modelEndpoints(env: Readonly<Record<string, string | undefined>> = process.env): ModelEndpoint[] {
  const { anthropic, openai } = readModelEnvironment(env);
  const endpoints: ModelEndpoint[] = [];
  if (anthropic.apiKey !== null || anthropic.baseUrl !== null) {
    const baseUrl = anthropic.baseUrl === null ? publicAnthropicUrl : withVersion(anthropic.baseUrl);
    endpoints.push({ protocol: "anthropic", baseUrl, apiKey: anthropic.apiKey, isLocal: isLocal(baseUrl) });
  }
  if (openai.baseUrl !== null) {
    const { baseUrl, apiKey } = openai;
    endpoints.push({ protocol: "openai", baseUrl, apiKey, isLocal: isLocal(baseUrl) });
  }
  return endpoints;
}

/** Where this model is asked; null when no endpoint would know it. Ids of Claude go to Anthropic's protocol where it is configured. */
export function endpointOf(modelId: string, endpoints: readonly ModelEndpoint[]): ModelEndpoint | null {
  const anthropic = endpoints.find(({ protocol }) => protocol === "anthropic");
  if (anthropic !== undefined && modelId.startsWith("claude-")) return anthropic;
  return endpoints.find(({ protocol }) => protocol === "openai") ?? null;
}

/** Anthropic's own clients take the address without the version; both forms are in use. */
function withVersion(url: string): string {
  return /\/v\d+$/.test(url) ? url : `${url}/v1`;
}

function isLocal(url: string): boolean {
  const { hostname } = new URL(url);
  return (
    !hostname.includes(".") ||
    /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|\.(local|internal|lan)$/.test(hostname)
  );
}
