import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `vite` alone finds the server; the product itself serves the built client from one origin. */
const server = process.env["YOUZHU_SERVER"] ?? "http://127.0.0.1:3000";

export default defineConfig({
  root: "client",
  plugins: [react()],
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    target: "es2023",
    // The map library alone is over the default of 500 kB and is loaded by the pages that show a map.
    chunkSizeWarningLimit: 1600,
  },
  server: {
    host: "127.0.0.1",
    port: 3107,
    strictPort: true,
    // The folder client/api is served by vite itself; only what is no source file is the server's.
    proxy: Object.fromEntries(
      [String.raw`^/api/(?!.*\.tsx?(\?|$))`, "^/tiles/", "^/(healthz|readyz)$"].map((path) => [
        path,
        { target: server },
      ]),
    ),
  },
});
