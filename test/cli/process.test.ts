import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { session } from "./support.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
let folder = "";

/** The program as one file, beside what it needs of the package. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "fwctl-"));
  await build({
    entryPoints: [join(root, "cli/fwctl.ts"), join(root, "cli/start.ts")],
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    outdir: join(folder, "dist/cli"),
    external: ["koffi"],
    logLevel: "error",
  });
  writeFileSync(join(folder, "package.json"), '{ "name": "fwctl-codec", "version": "7.8.9", "type": "module" }');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the program; with `most` the reader of its output goes away after so many bytes. */
function program(
  name: string,
  args: readonly string[],
  { stdin = "", most = Number.POSITIVE_INFINITY, env = {} } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(folder, "dist/cli", name), ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, ...env },
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (data: Buffer) => {
    out += data.toString();
    if (out.length >= most) child.stdout.destroy();
  });
  child.stderr.on("data", (data: Buffer) => {
    err += data.toString();
  });
  // The program may end before it has read everything.
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

describe("the program", () => {
  test("prints the version of its package", async () => {
    expect(await program("fwctl.js", ["--version"])).toEqual({ code: 0, out: "7.8.9\n", err: "" });
  });

  test("reads standard input and prints no colour into a pipe", async () => {
    const { code, out, err } = await program("fwctl.js", ["decode", "-"], { stdin: session });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("mlx5 QUERY_HCA_CAP request, 16 bytes\n");
    expect(out).not.toContain("\u001b");
  });

  test("prints colour when it is told to", async () => {
    const { out } = await program("fwctl.js", ["decode", "-t"], { stdin: session, env: { FORCE_COLOR: "1" } });
    expect(out).toContain("\u001b[32mOK\u001b[0m");
  });

  test("ends with 1 for damaged data and with 2 for wrong usage", async () => {
    expect((await program("fwctl.js", ["decode", "-t"], { stdin: session.slice(0, -10) })).code).toBe(1);
    expect((await program("fwctl.js", ["decode", "gone.txt"])).code).toBe(2);
  });

  test("a reader that goes away is no error", async () => {
    const { code, err } = await program("fwctl.js", ["decode", "--ndjson"], { stdin: session.repeat(400), most: 1000 });
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  test("start decodes the recording of the package, or what it is given", async () => {
    expect((await program("start.js", ["--help"])).out).toMatch(/^Usage: fwctl decode /);
    const { out } = await program("start.js", ["-", "--timeline"], { stdin: session });
    expect(out).toContain("mlx5 ACCESS_REG (PTYS, READ)");
    const without = await program("start.js", []);
    expect(without.err).toMatch(/session\.ndjson: there is no such file/);
  });
});
