import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { getApplicationPool } from "@/lib/db/pool";
import { isAppError } from "@/lib/errors/app-error";
import { signIn } from "./sign-in";

const sessionLifeSeconds = 12 * 60 * 60;

/** next-auth keeps the cookie; who may do what is read from the database at every request. */
export const nextAuthOptions: NextAuthOptions = {
  session: { strategy: "jwt", maxAge: sessionLifeSeconds },
  pages: { signIn: "/sign-in" },
  providers: [
    CredentialsProvider({
      credentials: { email: { type: "email" }, password: { type: "password" } },
      authorize: async (credentials, request) => {
        if (credentials === undefined) return null;
        const address: unknown = request.headers?.["x-reverie-address"];
        try {
          const person = await signIn(getApplicationPool(), {
            email: String(credentials.email),
            password: String(credentials.password),
            address: typeof address === "string" ? address : null,
          });
          if (person === null) return null;
          return { id: person.userId, email: person.email, name: person.name, sessionVersion: person.sessionVersion };
        } catch (error) {
          // next-auth shows an Error's message as the `error` of the sign-in page's address.
          if (isAppError(error)) throw new Error(error.code);
          throw error;
        }
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => {
      if (user !== undefined && "sessionVersion" in user) token.sessionVersion = user.sessionVersion;
      return token;
    },
  },
};
