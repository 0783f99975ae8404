/**
 * The last step of a build: the modules that the compiler wrote, a file each, become files that load quickly.
 *
 * Node takes a third of a millisecond for every file that an import reaches, whatever is in it, and a family stands on some
 * sixty. So a floor becomes one file, and so do the floors below all families together. Whatever is imported from outside
 * keeps its own small file, which hands on names of the joined one; only a family, which is loaded most, is reached without. Generated groups stay as they are, since nobody needs all
 * of them, and so do `bench` and `tools`, which are never shipped.
 */
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const compiled = join(dist, "modules");

const isTable = (path) => path.endsWith("/table.js") && path.includes("/gen/");
/** A module that is copied, not joined. */
const isApart = (path) => /^(bench|tools)\/|^src\/\w+\/gen\//.test(path) && !isTable(path);

/** Below `compiled`, with slashes on every system. */
const nameOf = (path) => relative(compiled, path).split(sep).join("/");
const modules = readdirSync(compiled, { recursive: true, encoding: "utf8" })
  .map((path) => path.split(sep).join("/"))
  .filter((path) => path.endsWith(".js"));

/** What the modules that stay apart import of the others. */
function askedFor() {
  return modules.filter(isApart).flatMap((path) => {
    const text = readFileSync(join(compiled, path), "utf8");
    return [...text.matchAll(/\bfrom "(\.[^"]+)"/g)].map(([, target]) => nameOf(join(compiled, dirname(path), target)));
  });
}

/** What package.json names, without the patterns: those stand for generated groups. Of a family it names the joined file itself. */
function published() {
  const { exports, bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return [...Object.values(exports).map(({ default: path }) => path), ...Object.values(bin)]
    .filter((path) => path !== undefined && !path.includes("*"))
    .map((path) => nameOf(join(compiled, relative("dist", path))))
    .map((path) => (modules.includes(path) ? path : path.replace(/\.js$/, "/index.js")));
}

const programs = modules.filter((path) => path === "cli/start.js" || path.startsWith("examples/"));
const entries = new Set([...published(), ...programs, ...askedFor()].filter((path) => !isApart(path)));

const floors = ["text", "sequence", "uapi", "schema", "mlx5", "cxl", "bnxt", "pds", "capture", "transport", "simulate"];

const modulesLike = (name, pattern, reached = false) => ({
  name,
  test: (path) => pattern.test(nameOf(path)),
  includeDependenciesRecursively: reached,
});

/** In order: a module stands in the first file that wants it. A floor wants whatever its index reaches. */
const groups = [
  modulesLike("src/generated", /^src\/layout\/generated/),
  modulesLike("src/one-field", /^src\/layout\/(path|locate|diff)\./),
  modulesLike("src/exchange", /^src\/catalog\/(catalog|decode-rpc|rpc-notes|status-row|call-json|overlay)\./),
  // What an errno says of delivery, and how much fwctl carries, is asked by every family. What room a
  // reply needs whose lists are still to come (layout/room) is asked by builders of calls alone, and goes with them.
  modulesLike(
    "src/engine",
    /^src\/(fault|bits|layout(?!\/room)|catalog)\/|^src\/uapi\/(delivery|device-types|errno-causes|errnos|explain-errno|limits)\./,
  ),
  modulesLike("src/outcomes", /^src\/uapi\/(explain|errno-lists|taint)\./),
  modulesLike("src/mlx5-registers", /^src\/mlx5\/(registers|gen\/registers\/table)\./),
  modulesLike("src/mlx5-calls", /^src\/mlx5\/calls\./, true),
  modulesLike("src/mlx5-words", /^src\/mlx5\/words\./, true),
  ...floors.map((floor) => modulesLike(`src/${floor}`, new RegExp(`^src/${floor}/index\\.`), true)),
];

/** Folder of what several modules share and no group names: that of the first. */
const placeOf = ([first]) => (first === undefined ? "cli/" : `${dirname(nameOf(first))}/`);

/** V8 reads a text with escaped line ends twice as fast as a template, and passes over one that a function returns. */
const quickTables = {
  name: "quick-tables",
  async load(path) {
    if (!isTable(path)) return undefined;
    const { table } = await import(pathToFileURL(path).href);
    const methods = Object.entries(table).map(([name, text]) => `${name}() { return ${JSON.stringify(text())}; }`);
    return `export const table = { ${methods.join(", ")} };`;
  },
};

/** Modules that stay apart are imported from beside the joined ones, however deep those lie. */
const apart = {
  name: "apart",
  resolveId(target, importer) {
    if (importer === undefined || !target.startsWith(".")) return undefined;
    const path = nameOf(join(dirname(importer), target));
    return isApart(path) ? { id: `apart:${path}`, external: true } : undefined;
  },
  renderChunk: (code, { fileName }) =>
    code.replaceAll('"apart:', `"${"../".repeat(fileName.split("/").length - 1) || "./"}`),
};

/** Where all that a module wanted was a constant, which now stands in it, the import is left. No module does anything by itself. */
const onlyNames = {
  name: "only-names",
  generateBundle(_options, files) {
    for (const file of Object.values(files)) file.code = file.code.replaceAll(/^import "\.[^"]+";\n/gm, "");
  },
};

for (const path of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
  if (path.endsWith(".js") && /^(src|reading|cli|examples|bench|tools)\b/.test(path)) rmSync(join(dist, path));
}
const bundle = await rolldown({
  input: Object.fromEntries([...entries].map((path) => [path.slice(0, -".js".length), join(compiled, path)])),
  platform: "node",
  external: /^(?![./])/,
  treeshake: { moduleSideEffects: false },
  preserveEntrySignatures: "allow-extension",
  plugins: [quickTables, apart, onlyNames],
});
await bundle.write({
  dir: dist,
  entryFileNames: "[name].js",
  chunkFileNames: ({ name, moduleIds }) => `${name.includes("/") ? "" : placeOf(moduleIds)}[name].js`,
  minifyInternalExports: false,
  // Local names are shortened, which V8 reads sooner; those of functions stay, for whoever reads a stack.
  minify: { compress: true, mangle: { toplevel: false }, codegen: { removeWhitespace: false } },
  comments: { jsdoc: false },
  codeSplitting: { groups: groups.map((group, index) => ({ ...group, priority: groups.length - index })) },
});
for (const path of modules.filter(isApart)) cpSync(join(compiled, path), join(dist, path));
