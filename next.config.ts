import type { NextConfig } from "next";

const config: NextConfig = {
  // The start script builds beside the live build and switches, so that a running instance is never overwritten.
  distDir: process.env.REVERIE_NEXT_DIR ?? ".next",
  serverExternalPackages: ["pg", "pino", "graphile-worker", "@prisma/client"],
  poweredByHeader: false,
  // Each build has a folder of its own, so a cache in it would never be read.
  experimental: { turbopackFileSystemCacheForBuild: false },
  // Types are checked by `npm run types`; checking them again here would only make the first start slower.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.build.json" },
};

export default config;
