/** Runs command lines with streams and files in memory. */
import { readFileSync } from "node:fs";
import type { Io, Output } from "../../cli/io.js";
import { run } from "../../cli/run.js";

/** What surrounds a command line. */
export interface World {
  readonly stdin?: string | Uint8Array;
  /** Files by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Which streams are terminals. */
  readonly terminal?: readonly ("stdin" | "stdout" | "stderr")[];
}

/** What a command line did. */
export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Bytes of standard output. */
  readonly bytes: Uint8Array;
  /** Files that were written. */
  readonly written: ReadonlyMap<string, string>;
}

/** `await fwctl(["decode", "-"], { stdin: text })`. */
export async function fwctl(args: readonly string[], world: World = {}): Promise<Result> {
  const written = new Map<string, string>();
  const stdout = collector(world.terminal?.includes("stdout") === true);
  const stderr = collector(world.terminal?.includes("stderr") === true);
  const io: Io = {
    stdin: { isTTY: world.terminal?.includes("stdin") === true, ...pieces(bytesOf(world.stdin ?? "")) },
    stdout: stdout.output,
    stderr: stderr.output,
    env: world.env ?? {},
    files: {
      read: (path) => pieces(fileOf(world, path)),
      size: async (path) => fileOf(world, path).length,
      write: async (path, data) => void written.set(path, text(data)),
      writePieces: async (path, pieces) => {
        const parts: Uint8Array[] = [];
        for await (const piece of pieces) parts.push(piece);
        written.set(path, text(Buffer.concat(parts)));
      },
      same: async (path, other) => path === other,
      append: async (path, data) => void written.set(path, (written.get(path) ?? "") + data),
    },
  };
  const code = await run(args, io);
  return { code, out: stdout.text(), err: stderr.text(), bytes: stdout.bytes(), written };
}

const text = (data: string | Uint8Array): string =>
  typeof data === "string" ? data : Buffer.from(data).toString("latin1");

function bytesOf(data: string | Uint8Array): Uint8Array {
  return typeof data === "string" ? new TextEncoder().encode(data) : data;
}

function fileOf(world: World, path: string): Uint8Array {
  const found = world.files?.[path];
  if (found !== undefined) return bytesOf(found);
  throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), {
    code: "ENOENT",
    syscall: "open",
    path,
  });
}

/** An input in two pieces, as a pipe may bring it. */
function pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  return {
    async *[Symbol.asyncIterator]() {
      const half = bytes.length >> 1;
      if (half > 0) yield bytes.subarray(0, half);
      if (bytes.length > half) yield bytes.subarray(half);
    },
  };
}

function collector(isTTY: boolean): { output: Output; text(): string; bytes(): Uint8Array } {
  const parts: Uint8Array[] = [];
  const bytes = (): Uint8Array => Buffer.concat(parts);
  const output: Output = { isTTY, write: async (data) => void parts.push(bytesOf(data)) };
  return { output, bytes, text: () => new TextDecoder().decode(bytes()) };
}

/** The recording that ships with the package, and its lines. */
export const session: string = readFileSync(new URL("../../examples/session.ndjson", import.meta.url), "utf8");

export const sessionLines: readonly string[] = session.trimEnd().split("\n");

/** Bytes of one side of an exchange of the recording. */
export function sessionBytes(line: number, side: "in" | "out"): Uint8Array {
  const exchange: { readonly [side in "in" | "out"]?: string } = JSON.parse(sessionLines[line - 1] ?? "{}");
  return Uint8Array.from(Buffer.from(exchange[side] ?? "", "hex"));
}
