import { bootProductionServer } from "../scripts/verify/production-server.mjs";

/** Starts one production instance for all journeys, unless REVERIE_E2E_BASE_URL names one that runs already. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.REVERIE_E2E_BASE_URL !== undefined) return async () => undefined;
  const server = await bootProductionServer();
  process.env.REVERIE_E2E_BASE_URL = server.baseUrl;
  process.env.REVERIE_E2E_API_KEY = server.apiKey;
  process.env.REVERIE_E2E_ADMIN_EMAIL = server.admin.email;
  process.env.REVERIE_E2E_ADMIN_PASSWORD = server.admin.password;
  process.env.REVERIE_MOUNT_ROOT = server.mountRoot;
  return server.stop;
}
