import NextAuth from "next-auth";
import { nextAuthOptions } from "@/lib/auth/next-auth-options";

const handler: (request: Request, context: unknown) => Promise<Response> = NextAuth(nextAuthOptions);

export { handler as GET, handler as POST };
