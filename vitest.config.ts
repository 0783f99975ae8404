import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

/** The package's own name, as examples use it, read from the sources instead of from a build. */
const ownName = [
  { find: /^fwctl-codec\/mlx5\/(registers|resource-dump|command-queue|hca-cap)$/, replacement: source("mlx5/$1.ts") },
  { find: /^fwctl-codec\/uapi\/explain$/, replacement: source("uapi/explain.ts") },
  { find: /^fwctl-codec\/capture\/pcapng$/, replacement: source("capture/pcapng.ts") },
  { find: /^fwctl-codec\/(mlx5|cxl|bnxt|pds)\/(.+)$/, replacement: source("$1/gen/$2.ts") },
  { find: /^fwctl-codec\/([a-z0-9]+)$/, replacement: source("$1/index.ts") },
  { find: /^fwctl-codec$/, replacement: source("index.ts") },
];

const config: ViteUserConfig = defineConfig({
  resolve: { alias: ownName },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/package/**", "test/browser/**", "test/wireshark/**"],
    testTimeout: 300_000,
    coverage: { provider: "v8", include: ["src/**"], exclude: ["src/**/gen/**"], reporter: ["text-summary"] },
  },
});

export default config;
