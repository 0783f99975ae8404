import { defineConfig, type ViteUserConfig } from "vitest/config";

/** Tests of the viewer in a real browser. They open `dist/viewer/fwctl-viewer.html`, which `npm run viewer` builds. */
const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    expect: { poll: { timeout: 10_000, interval: 50 } },
  },
});

export default config;
