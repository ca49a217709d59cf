import { QueryClient } from "@tanstack/react-query";
import type { ApiError } from "./api-error";
import type { ReverieQueryKey } from "./query-keys";

declare module "@tanstack/react-query" {
  interface Register {
    queryKey: ReverieQueryKey;
    defaultError: ApiError;
  }
}

const staleTimeMs = 30_000;
const retryLimit = 2;

/** Whether trying again can help: no answer, too many requests, or a fault of the server's. */
export function isWorthRetrying(failureCount: number, error: Pick<ApiError, "status">): boolean {
  if (failureCount >= retryLimit) return false;
  return error.status === 0 || error.status === 429 || error.status >= 500;
}

/** A query client with the dashboard's habits: fresh for 30 s (the live stream invalidates sooner), writes never retried. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: staleTimeMs, retry: isWorthRetrying },
      mutations: { retry: false },
    },
  });
}
