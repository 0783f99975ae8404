// Runs the generator when the schemas or the generator changed: compiles the few floors it needs, which import nothing generated.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inputs = ["schemas", "src/fault", "src/bits", "src/layout", "src/catalog", "src/schema", "src/codegen"];
const families = ["uapi", "mlx5", "cxl", "pds", "bnxt"];

/** A hash over everything that decides what is generated. */
function fingerprint() {
  const hash = createHash("sha256");
  for (const folder of inputs) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort();
    for (const name of names.filter((one) => /\.(ts|json)$/.test(one))) {
      hash.update(`${folder}/${name}\n`);
      hash.update(readFileSync(join(root, folder, name)));
    }
  }
  for (const file of ["tools/generate.ts", "tools/schema-files.ts", "tsconfig.generator.json"])
    hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

const stamp = join(root, ".generator", "fingerprint");
const wanted = fingerprint();
const present =
  families.every((family) => existsSync(join(root, "src", family, "gen", "table.ts"))) &&
  families.every((family) => existsSync(join(root, "cli", "gen", `${family}.ts`)));
if (!present || !existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  execFileSync(process.execPath, [tsc, "-p", join(root, "tsconfig.generator.json")], { stdio: "inherit" });
  execFileSync(process.execPath, [join(root, ".generator", "tools", "generate.js"), root], { stdio: "inherit" });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}
