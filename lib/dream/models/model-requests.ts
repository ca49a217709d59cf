import type { ModelEndpoint } from "./model-endpoint";

type Fetch = typeof globalThis.fetch;

/** A `fetch` that reaches nothing but the endpoint: other addresses are refused and redirects are not followed. */
export function within(endpoint: ModelEndpoint): Fetch {
  return (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.startsWith(`${endpoint.baseUrl}/`))
      throw new Error("A model must only be asked at its configured address.");
    return fetch(input, { ...init, redirect: "error" });
  };
}

/** What identifies the installation to the endpoint. */
export function requestHeaders({ protocol, apiKey }: ModelEndpoint): Record<string, string> {
  if (protocol === "anthropic") {
    return { "anthropic-version": "2023-06-01", ...(apiKey === null ? {} : { "x-api-key": apiKey }) };
  }
  return apiKey === null ? {} : { authorization: `Bearer ${apiKey}` };
}
