import { z } from "zod";
import { acceptInvitation } from "@/lib/auth/accept-invitation";
import { isAllowedHost, isSameOrigin } from "@/lib/auth/allowed-host";
import { getApplicationPool } from "@/lib/db/pool";
import { errorBody } from "@/lib/errors/error-body";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { PermissionError } from "@/lib/errors/permission-error";

const body = z.object({
  token: z.string().max(200),
  name: z.string().trim().min(1).max(200),
  email: z.email().max(320).nullish(),
  password: z.string().max(1000),
});

/** Uses a one-time link. It stands outside /v1 because nobody is signed in yet. */
export async function POST(request: Request): Promise<Response> {
  try {
    const host = request.headers.get("host") ?? undefined;
    const origin = request.headers.get("origin") ?? undefined;
    const isOwn = isSameOrigin({
      ...(host === undefined ? {} : { host }),
      ...(origin === undefined ? {} : { origin }),
    });
    if (!isAllowedHost(host) || !isOwn) throw new PermissionError("This is for our own pages only.");
    const parsed = body.safeParse(await request.json().catch(() => null));
    if (!parsed.success) throw new InvalidRequestError("Name, e-mail address or password is missing or too long.");
    const address = request.headers.get("x-reverie-address");
    const joined = await acceptInvitation(getApplicationPool(), {
      ...parsed.data,
      email: parsed.data.email ?? null,
      address,
    });
    return Response.json(joined);
  } catch (error) {
    const { status, body: envelope } = errorBody(error, null);
    return Response.json(envelope, { status });
  }
}
