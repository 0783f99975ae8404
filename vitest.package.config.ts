import type { ViteUserConfig } from "vitest/config";
import base from "./vitest.config.js";

const config: ViteUserConfig = {
  ...base,
  test: {
    ...base.test,
    include: ["test/package/**/*.test.ts"],
    exclude: [],
    testTimeout: 300_000,
    fileParallelism: false,
  },
};

export default config;
