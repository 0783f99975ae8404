/** Compiles the stand-in with the system's C compiler. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

/** Path of the shared library, which is gone when the calling file's tests are done. Call it outside tests. */
export function buildStandin(): string {
  const folder = mkdtempSync(join(tmpdir(), "fwctl-standin-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const library = join(folder, "libstandin.so");
  const source = fileURLToPath(new URL("standin.c", import.meta.url));
  execFileSync("cc", ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-Wl,-Bsymbolic", "-o", library, source]);
  return library;
}
