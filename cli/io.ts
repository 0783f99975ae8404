/** The world of a command: streams, files, environment. `node-io.ts` has the real one; tests bring their own. */

import { printable } from "../src/fault/index.js";

/** Where output goes. */
export interface Output {
  readonly isTTY: boolean;
  /** Resolves when more may be written; rejects with {@link ClosedPipe} once nobody reads any more. */
  write(data: string | Uint8Array): Promise<void>;
}

/** Where input comes from when no file is named. */
export interface Input extends AsyncIterable<Uint8Array> {
  readonly isTTY: boolean;
}

/** Files by path. Each function throws what `node:fs` throws. */
export interface Files {
  /** A file piece by piece. */
  read(path: string): AsyncIterable<Uint8Array>;
  /** Bytes of a plain file; `undefined` for a pipe or a device. */
  size(path: string): Promise<number | undefined>;
  write(path: string, data: string | Uint8Array): Promise<void>;
  /** Writes a file as its pieces come; memory holds one of them. */
  writePieces(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void>;
  /** True when both paths lead to one file that is there. */
  same(path: string, other: string): Promise<boolean>;
  append(path: string, data: string): Promise<void>;
}

export interface Io {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly files: Files;
  readonly env: { readonly [name: string]: string | undefined };
}

/** The reader of our output has gone (`fwctl … | head`). No error: there is just nothing left to do. */
export class ClosedPipe extends Error {
  override readonly name = "ClosedPipe";
}

/** All bytes of an input; for those that are small by nature (a schema, a struct as JSON). */
export async function readAll(input: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of input) {
    parts.push(part);
    size += part.length;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The pieces of a named file, or of standard input for `-`. */
export function openInput(io: Io, path: string): AsyncIterable<Uint8Array> {
  return path === "-" ? io.stdin : io.files.read(path);
}

/** What messages and tables call an input. */
export const inputName = (path: string): string => (path === "-" ? "standard input" : printable(path));
