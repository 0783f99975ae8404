import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/package/**", "test/browser/**"],
    testTimeout: 60_000,
    coverage: { provider: "v8", include: ["src/**"], exclude: ["src/**/gen/**"], reporter: ["text-summary"] },
  },
});

export default config;
