import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const config: NextConfig = {
  // Found by its lock file otherwise, of which there may be several above.
  turbopack: { root: fileURLToPath(new URL("../../..", import.meta.url)) },
  // `pnpm typecheck` does it, for the tests as well.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  // The next major version of Next has both on.
  cacheComponents: true,
  partialPrefetching: true,
};

export default config;
