/**
 * Builds the viewer: `dist/viewer/fwctl-viewer.html`, one file without any reference to another, and
 * `dist/viewer/fwctl-viewer.js`, the module that other pages embed. The worker stands packed inside both.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { filesBelow, projectRoot } from "./project.js";

/** Bytes that the page may have. */
const mostPageBytes = 900_000;

const source = (name: string): string => join(projectRoot, "viewer", name);
/** Another folder may be named on the command line. */
const folder: string = process.argv[2] ?? join(projectRoot, "dist", "viewer");
const target = (name: string): string => join(folder, name);

async function bundle(entry: string, format: "iife" | "esm", define: { [name: string]: string }): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [source(entry)],
    bundle: true,
    minify: true,
    write: false,
    format,
    define,
    target: "es2023",
    platform: "browser",
    charset: "utf8",
    legalComments: "none",
    tsconfigRaw: { compilerOptions: { target: "es2023", useDefineForClassFields: true } },
  });
  return outputFiles[0]?.text ?? "";
}

/** Of each schema file: family, header with revision, and the structs and unions that it declares. */
function origins(): readonly (readonly [string, string, string])[] {
  return filesBelow("schemas", ".json").flatMap((path) => {
    const file: unknown = JSON.parse(readFileSync(path, "utf8"));
    const family = textAt(file, "family") ?? basename(dirname(path));
    const stated = valueAt(file, "source");
    const words = [textAt(stated, "header"), textAt(stated, "revision")]
      .filter((word) => word !== undefined)
      .join(", ");
    const structs = [...keysAt(file, "structs"), ...keysAt(file, "unions")].join(" ");
    return structs === "" ? [] : [[family, words, structs] as const];
  });
}

function valueAt(json: unknown, key: string): unknown {
  return typeof json === "object" && json !== null ? Reflect.get(json, key) : undefined;
}

function textAt(json: unknown, key: string): string | undefined {
  const value = valueAt(json, key);
  return typeof value === "string" ? value : undefined;
}

function keysAt(json: unknown, key: string): readonly string[] {
  const value = valueAt(json, key);
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** A script stands between tags: nothing in it may look like the closing one, or open a comment. */
const inline = (script: string): string =>
  script.trimEnd().replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");

/** The page: a policy that allows its own script and style by their hashes, its worker, and nothing else. */
function page(script: string): string {
  const style = readFileSync(source("page.css"), "utf8").trim();
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>fwctl viewer</title>
<style>${style}</style>
</head>
<body>
<noscript>The viewer needs JavaScript. It makes no requests.</noscript>
<script>${script}</script>
</body>
</html>
`;
}

const example = readFileSync(join(projectRoot, "examples", "session.ndjson"), "utf8");
const worker = await bundle("worker/main.ts", "iife", {
  fwctlViewerExample: JSON.stringify(example),
  fwctlViewerOrigins: JSON.stringify(JSON.stringify(origins())),
});
const packed = gzipSync(worker, { level: 9 }).toString("base64");
const define = { fwctlViewerWorker: JSON.stringify(packed) };
const html = page(inline(await bundle("page.ts", "iife", define)));
const module = await bundle("fwctl-viewer.ts", "esm", define);

mkdirSync(target(""), { recursive: true });
writeFileSync(target("fwctl-viewer.html"), html);
writeFileSync(target("fwctl-viewer.js"), module);
const size = Buffer.byteLength(html);
console.log(
  `${target("fwctl-viewer.html")} ${size} bytes (worker ${worker.length}, packed ${packed.length}); fwctl-viewer.js ${Buffer.byteLength(module)} bytes`,
);
if (size > mostPageBytes) {
  console.error(`the page has more than ${mostPageBytes} bytes`);
  process.exitCode = 1;
}
