/** Compiles the stand-in with the system's C compiler. */
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Path of the shared library. */
export function buildStandin(): string {
  const library = join(mkdtempSync(join(tmpdir(), "fwctl-standin-")), "libstandin.so");
  const source = fileURLToPath(new URL("standin.c", import.meta.url));
  execFileSync("cc", ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-Wl,-Bsymbolic", "-o", library, source]);
  return library;
}
