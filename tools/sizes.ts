/**
 * What a page ships: minified and gzipped sizes of the entry points, each against its budget, and that neither zod nor
 * restructure is in any of them. Exit 1 past a budget. Sizes are those of one bundle that imports what is named.
 */
import { readdirSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { columns } from "../bench/table.js";

const dist: string = fileURLToPath(new URL("..", import.meta.url));
const source = (path: string): string => `./src/${path}`;

interface Entry {
  readonly name: string;
  /** The module text that is bundled. */
  readonly text: string;
  /** Bytes after gzip that are never exceeded. */
  readonly budget?: number;
  /** Leaves out files whose path this accepts: what the page has anyway. */
  readonly outside?: (path: string) => boolean;
}

interface Size {
  readonly minified: number;
  readonly gzipped: number;
  readonly files: readonly string[];
}

const kilobyte = 1000;

/** Everything that no generator wrote: the engine that all layouts share. */
const isEngine = (path: string): boolean => !path.includes(`${sep}gen${sep}`);

/** What every family stands on; its own code and tables are counted. */
const isFoundation = (path: string): boolean => /[\\/]src[\\/](engine|exchange|one-field|generated)\.js$/.test(path);

const leaveOut = (outside: (path: string) => boolean): Plugin => ({
  name: "leave-out",
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: /^\./ }, async ({ path, pluginData, ...options }) => {
      if (pluginData === "resolved" || options.importer === "<stdin>") return undefined;
      const found = await resolve(path, { ...options, pluginData: "resolved" });
      return { path: found.path, external: outside(found.path), sideEffects: false };
    });
  },
});

async function sizeOf({ text, outside }: Pick<Entry, "text" | "outside">): Promise<Size> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: text, resolveDir: dist, sourcefile: "<stdin>" },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    plugins: outside === undefined ? [] : [leaveOut(outside)],
  });
  // Where files are left out, the statements that import them are no part of what is measured: a page has none.
  const whole = outputFiles[0]?.text ?? "";
  const kept = outside === undefined ? whole : whole.replace(/import\s*\{[^}]*\}\s*from\s*"[^"]*";/g, "");
  const bytes = Buffer.from(kept);
  return { minified: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length, files: Object.keys(metafile.inputs) };
}

const everything = (path: string): string => `export * from ${JSON.stringify(source(path))};`;
const some = (path: string, names: readonly string[]): string =>
  `export { ${names.join(", ")} } from ${JSON.stringify(source(path))};`;

/** What a group exports for one struct. */
const allOf = (struct: string): string[] => [struct, `decode${struct}`, `encode${struct}`, `${struct}View`];

/** The generated groups of a folder, without the compact table. */
function groups(folder: string): string[] {
  return readdirSync(new URL(`../src/${folder}`, import.meta.url))
    .filter((name) => name.endsWith(".js") && name !== "table.js")
    .map((name) => `${folder}/${name}`);
}

const together = (paths: readonly string[]): string =>
  paths.map((path, index) => `export * as g${index} from ${JSON.stringify(source(path))};`).join("\n");

const engine = { outside: isEngine } as const;
const foundation = { outside: isFoundation } as const;

async function entries(): Promise<Entry[]> {
  const byName = await sizeOf({ text: everything("mlx5/index.js") });
  const shared = new Set(byName.files.map((file) => file.split("src/").at(-1)));
  const inFamily = (path: string): boolean => shared.has(path.split(`${sep}src${sep}`).at(-1)?.replaceAll(sep, "/"));
  return [
    { name: "fwctl-codec", text: everything("index.js"), budget: 6 * kilobyte },
    {
      name: "fwctl-codec/uapi, beside the engine",
      text: everything("uapi/index.js"),
      budget: 4 * kilobyte,
      ...foundation,
    },
    {
      name: "fwctl-codec/mlx5, beside the engine",
      text: everything("mlx5/index.js"),
      budget: 80 * kilobyte,
      ...foundation,
    },
    {
      name: "fwctl-codec/mlx5/registers, beside mlx5",
      text: everything("mlx5/registers.js"),
      budget: 60 * kilobyte,
      outside: inFamily,
    },
    ...["cxl", "bnxt", "pds"].map((family) => ({
      name: `fwctl-codec/${family}, beside the engine`,
      text: everything(`${family}/index.js`),
      ...foundation,
    })),
    { name: "fwctl-codec/layout: the engine", text: everything("layout/index.js") },
    {
      name: "fte_match_set_misc4 (9 fields), beside the engine",
      text: some("mlx5/gen/flow-entry.js", allOf("FteMatchSetMisc4")),
      budget: 900,
      ...engine,
    },
    {
      name: "cxl_feat_entry (9 fields, names of two flag fields), beside the engine",
      text: some("cxl/gen/features.js", allOf("CxlFeatEntry")),
      ...engine,
    },
    {
      name: "tls_cap, beside the engine",
      text: some("mlx5/gen/hca-cap.js", allOf("TlsCap")),
      budget: 3 * kilobyte,
      ...engine,
    },
    { name: "tls_cap, with the engine", text: some("mlx5/gen/hca-cap.js", allOf("TlsCap")) },
    {
      name: "cmd_hca_cap, beside the engine",
      text: some("mlx5/gen/hca-cap.js", allOf("CmdHcaCap")),
      budget: 19 * kilobyte,
      ...engine,
    },
    {
      name: "cmd_hca_cap, decode and encode only, beside the engine",
      text: some("mlx5/gen/hca-cap.js", ["decodeCmdHcaCap", "encodeCmdHcaCap"]),
      budget: 9 * kilobyte,
      ...engine,
    },
    { name: "cmd_hca_cap, with the engine", text: some("mlx5/gen/hca-cap.js", allOf("CmdHcaCap")) },
    {
      name: "all mlx5 groups, beside the engine",
      text: together(groups("mlx5/gen")),
      budget: 320 * kilobyte,
      ...engine,
    },
    {
      name: "all mlx5 register groups, beside the engine",
      text: together(groups("mlx5/gen/registers")),
      budget: 220 * kilobyte,
      ...engine,
    },
  ];
}

/** Packages that no page may be made to ship. */
const unwanted = ["zod", "restructure"];

const stowaways = (size: Size): string[] =>
  unwanted.filter((name) => size.files.some((file) => file.includes(`node_modules/${name}/`)));

async function rowOf(entry: Entry): Promise<{ readonly cells: readonly string[]; readonly good: boolean }> {
  const size = await sizeOf(entry);
  // What is left out of the measure must be clean too.
  const found = stowaways(entry.outside === undefined ? size : await sizeOf({ text: entry.text }));
  const fits = entry.budget === undefined || size.gzipped <= entry.budget;
  const verdict = [...(fits ? [] : ["TOO BIG"]), ...found.map((name) => `HAS ${name.toUpperCase()}`)];
  const bytes = (count: number): string => count.toLocaleString("en-US");
  return {
    cells: [
      entry.name,
      bytes(size.minified),
      bytes(size.gzipped),
      entry.budget === undefined ? "" : bytes(entry.budget),
      verdict.join(", "),
    ],
    good: verdict.length === 0,
  };
}

const rows = await Promise.all((await entries()).map(rowOf));
process.stdout.write(columns([["bytes", "minified", "gzipped", "budget", ""], ...rows.map(({ cells }) => cells)]));
if (rows.some(({ good }) => !good)) process.exitCode = 1;
