/** The real world: the streams and files of this process. */
import { createReadStream, createWriteStream } from "node:fs";
import { appendFile, stat, writeFile } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ClosedPipe, type Files, type Input, type Io, type Output } from "./io.js";

/** Bytes of one piece of a file. */
const pieceBytes = 1 << 20;

/** Text is collected up to here before it is written. */
const bufferedBytes = 1 << 16;

/** An {@link Output} that also hands over what it still holds. */
export interface NodeOutput extends Output {
  flush(): Promise<void>;
}

/** Waits when the stream is full, and gives up when nobody reads any more. */
export function nodeOutput(stream: Writable & { readonly isTTY?: boolean }): NodeOutput {
  let failure: Error | undefined;
  let held: string[] = [];
  let size = 0;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    failure = error.code === "EPIPE" ? new ClosedPipe() : error;
  });
  const send = async (data: string | Uint8Array): Promise<void> => {
    if (failure !== undefined) throw failure;
    await new Promise<void>((resolve, reject) => {
      stream.write(data, (error) => (error ? reject(failure ?? closed(error)) : resolve()));
    });
  };
  const flush = async (): Promise<void> => {
    if (failure !== undefined) throw failure;
    if (size === 0) return;
    const text = held.join("");
    held = [];
    size = 0;
    await send(text);
  };
  return {
    isTTY: stream.isTTY === true,
    flush,
    write: async (data) => {
      if (typeof data !== "string") {
        await flush();
        return send(data);
      }
      held.push(data);
      size += data.length;
      return size >= bufferedBytes || stream.isTTY === true ? flush() : undefined;
    },
  };
}

function closed(error: NodeJS.ErrnoException): Error {
  return error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED" ? new ClosedPipe() : error;
}

function nodeInput(stream: Readable & { readonly isTTY?: boolean }): Input {
  return { isTTY: stream.isTTY === true, [Symbol.asyncIterator]: () => stream[Symbol.asyncIterator]() };
}

const files: Files = {
  read: (path) => createReadStream(path, { highWaterMark: pieceBytes }),
  size: async (path) => {
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  },
  write: (path, data) => writeFile(path, data),
  writePieces: (path, pieces) => pipeline(pieces, createWriteStream(path)),
  same: async (path, other) => {
    const [one, two] = await Promise.all([path, other].map((name) => stat(name).catch(() => undefined)));
    return one !== undefined && one.ino === two?.ino && one.dev === two.dev;
  },
  append: (path, data) => appendFile(path, data),
};

/** The process as a command sees it. */
export function nodeIo(): Io & { readonly stdout: NodeOutput; readonly stderr: NodeOutput } {
  return {
    stdin: nodeInput(process.stdin),
    stdout: nodeOutput(process.stdout),
    stderr: nodeOutput(process.stderr),
    files,
    env: process.env,
  };
}
