import { queryOptions } from "@tanstack/react-query";
import type { DemoState } from "@/lib/contract/demo";
import { apiFetch } from "./api-fetch";

const pollMs = 700;

/** How far the SRE demo is; asked again and again while it goes on. */
export const demoOptions = () =>
  queryOptions({
    queryKey: ["demo"],
    queryFn: ({ signal }) => apiFetch<DemoState>("/demo", { signal }),
    refetchInterval: (query) => {
      const status = query.state.data?.demo?.status;
      return status === "playing" || status === "dreaming" || status === "replaying" ? pollMs : false;
    },
  });
