import { isAbsolute, resolve } from "node:path";
import { z } from "zod";
import { InvalidEnvironmentError } from "./invalid-environment-error";
import { levels } from "./logger";
import { modelVariables } from "./model-environment";
import { webUrl } from "./web-url";

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, "must begin with postgres:// or postgresql://");
const port = z.coerce
  .number("must be a number")
  .int("must be a whole number")
  .min(0, "must be between 0 and 65535")
  .max(65_535, "must be between 0 and 65535");

const variables = z.object({
  PORT: port.default(3000),
  HOST: z.string().default("127.0.0.1"),
  REVERIE_DATA_DIR: z.string().default("./.reverie"),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  REVERIE_ADMIN_EMAIL: z.email("must be an e-mail address").optional(),
  REVERIE_ADMIN_PASSWORD: z.string().optional(),
  REVERIE_API_KEY: z.string().regex(/^\S+$/, "must hold no spaces").optional(),
  REVERIE_PUBLIC_URL: webUrl.optional(),
  REVERIE_ROLE: z.enum(["all", "web", "worker"], "must be all, web or worker").default("all"),
  REVERIE_MOUNT_ROOT: z.string().refine(isAbsolute, "must be an absolute path").default("/mnt/memory"),
  REVERIE_API_MOUNT: z.enum(["server", "next"], "must be server or next").default("server"),
  REVERIE_LOG_LEVEL: z.enum(levels, `must be one of ${levels.join(", ")}`).default("info"),
  // Read where webhooks are sent; here so that a misspelt value is said at start.
  REVERIE_WEBHOOK_ALLOW_PRIVATE: z.enum(["true", "false"], "must be true or false").optional(),
  // Read where digests are sent; here so that a mistake is said at start.
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^\s]+$/, "must begin with smtp:// or smtps://")
    .optional(),
  REVERIE_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, "must be an e-mail address, with a name or without")
    .optional(),
  // Read where models are asked; here so that a misspelt value is said at start.
  ...modelVariables,
});

/** What the process was told from outside, checked once. Nothing else reads these variables at start. */
export type Environment = ReturnType<typeof arrange>;

/**
 * Reads the environment variables of the documentation. An empty variable counts as unset.
 *
 * For the code that Next bundles, server.ts hands the settled values on as process.env: `REVERIE_DATABASE_URL` and
 * `REVERIE_DATABASE_DIRECT_URL` (the database in use, embedded or not), `REVERIE_DATA_DIR` (absolute),
 * `REVERIE_PUBLIC_URL` (no trailing slash), `REVERIE_MOUNT_ROOT`, `NEXTAUTH_URL` and `NEXTAUTH_SECRET`.
 *
 * @throws InvalidEnvironmentError naming every variable that cannot be used
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = variables.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  if ((given.REVERIE_ADMIN_EMAIL === undefined) !== (given.REVERIE_ADMIN_PASSWORD === undefined)) {
    problems.push("REVERIE_ADMIN_EMAIL and REVERIE_ADMIN_PASSWORD belong together: set both or neither");
  }
  if ((given.SMTP_URL === undefined) !== (given.REVERIE_MAIL_FROM === undefined)) {
    problems.push("SMTP_URL and REVERIE_MAIL_FROM belong together: set both or neither");
  }
  if (!parsed.success || problems.length > 0) throw new InvalidEnvironmentError(problems);
  return arrange(parsed.data);
}

function arrange(values: z.infer<typeof variables>) {
  const { REVERIE_ADMIN_EMAIL: email, REVERIE_ADMIN_PASSWORD: password } = values;
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: resolve(values.REVERIE_DATA_DIR),
    databaseUrl: values.DATABASE_URL ?? null,
    databaseDirectUrl: values.DATABASE_DIRECT_URL ?? values.DATABASE_URL ?? null,
    admin: email === undefined || password === undefined ? null : { email, password },
    apiKey: values.REVERIE_API_KEY ?? null,
    /** Null until the address is known: `publicUrl ?? http://HOST:PORT` with the port that was bound. */
    publicUrl: values.REVERIE_PUBLIC_URL ?? null,
    role: values.REVERIE_ROLE,
    mountRoot: values.REVERIE_MOUNT_ROOT,
    apiMount: values.REVERIE_API_MOUNT,
    logLevel: values.REVERIE_LOG_LEVEL,
  };
}
