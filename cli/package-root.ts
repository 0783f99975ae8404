/** Where this package lies on disk: beside the compiled files, or above the sources. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const packageName = "fwctl-codec";

function manifestAt(folder: string): { readonly version: string } | undefined {
  const path = join(folder, "package.json");
  if (!existsSync(path)) return undefined;
  const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (typeof manifest !== "object" || manifest === null || !("name" in manifest)) return undefined;
  if (manifest.name !== packageName) return undefined;
  return { version: "version" in manifest ? String(manifest.version) : "unknown" };
}

function found(): { readonly folder: string; readonly version: string } | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let depth = 0; depth < 6; depth += 1) {
    const manifest = manifestAt(folder);
    if (manifest !== undefined) return { folder, version: manifest.version };
    folder = dirname(folder);
  }
  return undefined;
}

/** Version of the package; `unknown` when the command was bundled away from it. */
export function packageVersion(): string {
  return found()?.version ?? "unknown";
}

/** A file of the package; `undefined` when the command was bundled away from it. */
export function packageFile(...path: readonly string[]): string | undefined {
  const root = found();
  return root === undefined ? undefined : join(root.folder, ...path);
}
