import { parse } from "hono/utils/cookie";
import { decode } from "next-auth/jwt";

/** What our cookie says about a person; the database decides whether it still holds. */
export interface CookieClaim {
  userId: string;
  sessionVersion: number;
}

const cookieNames = ["__Secure-next-auth.session-token", "next-auth.session-token"];

/** The claim inside next-auth's cookie, or null. Read here because getServerSession needs Next's own request scope. */
export async function readSessionCookie(
  cookieHeader: string | undefined,
  secret = process.env.NEXTAUTH_SECRET,
): Promise<CookieClaim | null> {
  if (cookieHeader === undefined || secret === undefined) return null;
  const token = joinChunks(parse(cookieHeader));
  if (token === null) return null;
  try {
    const payload = await decode({ token, secret });
    const { sub, sessionVersion } = payload ?? {};
    return typeof sub === "string" && typeof sessionVersion === "number" ? { userId: sub, sessionVersion } : null;
  } catch {
    return null;
  }
}

/** next-auth cuts a long cookie into name.0, name.1, … */
function joinChunks(cookies: Record<string, string>): string | null {
  for (const name of cookieNames) {
    const whole = cookies[name];
    if (whole !== undefined) return whole;
    const chunks: string[] = [];
    for (let chunk = cookies[`${name}.0`]; chunk !== undefined; chunk = cookies[`${name}.${chunks.length}`]) {
      chunks.push(chunk);
    }
    if (chunks.length > 0) return chunks.join("");
  }
  return null;
}
