import type { NextConfig } from "next";

/** Types are checked by `npm run check` with the native compiler, which Next's own step cannot drive. */
const config: NextConfig = {
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: [
    "yjs", "@hocuspocus/server", "@libsql/client", "@prisma/client", "pg", "mysql2", "@electric-sql/pglite", "sql.js", "esbuild",
  ],
};

export default config;
