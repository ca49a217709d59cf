import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { ApiError, unreachableError } from "./api-error";

const authSession = z.object({
  user: z.object({ name: z.string().nullish(), email: z.string().nullish() }).optional(),
});

export interface Me {
  name: string | null;
  email: string | null;
}

/** The person whose cookie this is, from next-auth; null when nobody is signed in. */
export const meOptions = () =>
  queryOptions({
    queryKey: ["me"],
    queryFn: async ({ signal }): Promise<Me | null> => {
      const response = await fetch("/api/auth/session", { signal }).catch(() => {
        throw unreachableError();
      });
      if (!response.ok) {
        throw new ApiError({
          status: response.status,
          type: "session_unreadable",
          message: `The sign-in state could not be read (${response.status}).`,
          requestId: null,
          details: {},
        });
      }
      const parsed = authSession.safeParse(await response.json());
      const user = parsed.success ? parsed.data.user : undefined;
      return user ? { name: user.name ?? null, email: user.email ?? null } : null;
    },
    staleTime: 5 * 60_000,
    retry: false,
  });
