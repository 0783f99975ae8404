/**
 * The package as a user gets it: packed, installed in an empty project, every subpath imported and type-checked, bundled for a
 * browser, and run where text cannot be evaluated. Takes a minute, so it runs beside the ordinary tests.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "fwctl-codec-installed-"));

function run(command: string, args: readonly string[], cwd = project): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function node(code: string, ...flags: string[]): string {
  return run(process.execPath, [...flags, "--input-type=module", "-e", code]);
}

/** The names that a subpath of the installed package exports. */
function installed(name: string): readonly string[] {
  return JSON.parse(node(`console.log(JSON.stringify(Object.keys(await import("${name}"))))`));
}

/** The module behind an exported file: families export the file that their modules were joined to. */
const moduleOf = (path: string): string =>
  existsSync(join(root, "dist/modules", path)) ? path : path.replace(/\.js$/, "/index.js");

interface Manifest {
  readonly version: string;
  readonly exports: { readonly [subpath: string]: unknown };
  readonly devDependencies: { readonly [name: string]: string };
}

const manifest: Manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const subpaths = Object.keys(manifest.exports).filter((path) => !path.includes("*") && path !== "./package.json");
const names = subpaths.map((path) => `fwctl-codec${path.slice(1)}`);

beforeAll(() => {
  const packed: readonly { readonly filename: string }[] = JSON.parse(
    run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", project], root),
  );
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "user", private: true, type: "module" }));
  const version = (name: string): string => `${name}@${manifest.devDependencies[name]}`;
  const files = packed.map(({ filename }) => `./${filename}`);
  run("npm", ["install", "--no-audit", "--no-fund", ...files, version("typescript"), version("esbuild")]);
}, 300_000);

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

describe("the installed package", () => {
  test.each(names)("%s can be imported", (name) => {
    expect(Number(node(`console.log(Object.keys(await import("${name}")).length)`))).toBeGreaterThan(0);
  });

  test.each(names)("%s hands on the names of its module", async (name) => {
    const target: string = JSON.parse(node(`console.log(JSON.stringify(import.meta.resolve("${name}")))`));
    const path = target.split("/fwctl-codec/dist/")[1] ?? "";
    const module: object = await import(join(root, "dist/modules", moduleOf(path)));
    const names = installed(name);
    const missing = Object.keys(module).filter((key) => !names.includes(key));
    expect(missing).toEqual([]);
  });

  test.each(["mlx5", "cxl", "bnxt", "pds"])("%s gives under each name what its index gives", (family) => {
    const [joined, index] = [`${family}.js`, `${family}/index.js`].map((path) => join(root, "dist/src", path));
    const code = `const joined = await import("${joined}"), index = await import("${index}");
      console.log(JSON.stringify(Object.keys(index).filter((key) => index[key] !== joined[key])));`;
    expect(JSON.parse(node(code))).toEqual([]);
  });

  test("says nowhere where it was built", () => {
    const shipped = join(project, "node_modules/fwctl-codec");
    const files = readdirSync(shipped, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
    expect(files.filter((name) => readFileSync(join(shipped, name), "utf8").includes(root))).toEqual([]);
  });

  test("deep imports are not possible", () => {
    expect(() => node('await import("fwctl-codec/dist/src/index.js")')).toThrow(/ERR_PACKAGE_PATH_NOT_EXPORTED/);
  });

  test("decodes an exchange where text cannot be evaluated", () => {
    const code = `
      import { createCatalog, decodeRpc } from "fwctl-codec";
      import { mlx5 } from "fwctl-codec/mlx5";
      import { loadSchema } from "fwctl-codec/schema";
      const source = { header: "h", revision: "1" };
      const schema = loadSchema({ family: "a", order: "be", source, structs: { s: { bits: 8, fields: [{ name: "x", bits: 8 }] } } });
      const rpc = decodeRpc(createCatalog(mlx5), { deviceType: 1, in: Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]) });
      console.log(rpc.command.name, schema.layout("s").decode(Uint8Array.from([7])).x);`;
    expect(node(code, "--disallow-code-generation-from-strings").trim()).toBe("QUERY_HCA_CAP 7");
  });

  test("its types hold in a strict project", () => {
    const lines = names.map((name, index) => `import * as module${index} from "${name}";\nvoid module${index};`);
    writeFileSync(join(project, "use.ts"), lines.join("\n"));
    const flags = [
      "--noEmit",
      "--strict",
      "--module",
      "nodenext",
      "--target",
      "es2023",
      "--lib",
      "es2023,dom,dom.iterable,dom.asynciterable",
    ];
    expect(run("npx", ["tsc", ...flags, "--exactOptionalPropertyTypes", "use.ts"])).toBe("");
  }, 120_000);

  test("bundles for a browser, without anything of Node", () => {
    writeFileSync(
      join(project, "page.js"),
      names.map((name, index) => `export * as m${index} from "${name}";`).join("\n"),
    );
    const flags = [
      "--bundle",
      "--format=esm",
      "--platform=browser",
      "--target=es2022",
      "--minify",
      "--outfile=page.min.js",
    ];
    run("npx", ["esbuild", "page.js", ...flags]);
    const bundle = readFileSync(join(project, "page.min.js"), "utf8");
    expect(/\beval\(|new Function\(|from"node:/.test(bundle)).toBe(false);
  }, 120_000);

  test("an import that is not used leaves nothing behind", () => {
    writeFileSync(join(project, "unused.js"), names.map((name) => `import "${name}";`).join("\n"));
    run("npx", ["esbuild", "unused.js", "--bundle", "--format=esm", "--minify", "--outfile=unused.min.js"]);
    expect(readFileSync(join(project, "unused.min.js"), "utf8").trim()).toBe("");
  });

  test("the fwctl command answers", () => {
    expect(run("npx", ["fwctl", "--version"]).trim()).toContain(manifest.version);
  });

  test("nothing is shipped that only this repository needs", () => {
    const shipped = readdirSync(join(project, "node_modules/fwctl-codec"));
    expect(shipped.filter((name) => ["test", "bench", "tools", ".ci"].includes(name))).toEqual([]);
  });
});

describe("publishing checks", () => {
  mkdirSync(project, { recursive: true });
  test("publint finds nothing", () => {
    expect(run("npx", ["publint", "--strict"], root)).toContain("All good");
  }, 120_000);

  test("are the types wrong? No", () => {
    expect(run("npx", ["attw", "--pack", ".", "--profile", "esm-only", "--no-emoji"], root)).not.toContain(
      "problems found",
    );
  }, 120_000);
});
