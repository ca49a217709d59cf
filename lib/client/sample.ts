import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { sampleState } from "@/lib/contract/sample";
import { apiFetch } from "./api-fetch";

/** Whether the installation holds the sample world. */
export const sampleOptions = () =>
  queryOptions({
    queryKey: ["sample"],
    queryFn: ({ signal }) => apiFetch<z.infer<typeof sampleState>>("/sample", { signal }),
  });
