import { defineConfig, mergeConfig, type ViteUserConfig } from "vitest/config";
import base from "./vitest.config.js";

const config: ViteUserConfig = mergeConfig(
  base,
  defineConfig({ test: { testTimeout: 300_000, fileParallelism: false } }),
);

export default { ...config, test: { ...config.test, include: ["test/wireshark/**/*.test.ts"], exclude: [] } };
