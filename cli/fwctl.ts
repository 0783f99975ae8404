#!/usr/bin/env node
/** The program `fwctl`. Imported instead of run, it is the function behind it. */
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { main } from "./run.js";

export { run } from "./run.js";

/** True when this file is what Node was told to run (also through npm's link in `node_modules/.bin`). */
function isProgram(): boolean {
  const [, script] = process.argv;
  if (script === undefined) return false;
  try {
    return realpathSync(script) === fileURLToPath(import.meta.url);
  } catch {
    return false;
  }
}

if (isProgram()) await main(process.argv.slice(2));
