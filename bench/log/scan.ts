/** Reads a part of a log, whole lines, and counts what is in it. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { bufferFind } from "../../cli/buffer-find.js";
import { kernelLogReader, type LogTopic, logTopics } from "../../src/capture/index.js";
import { type Catalog, createCatalog, decodeRpc } from "../../src/catalog/index.js";
import { mlx5 } from "../../src/mlx5/index.js";

/** How a log is read. */
export interface Task {
  readonly name: string;
  readonly topics: readonly LogTopic[];
  /** With Node's search in bytes, or with the library's own. */
  readonly fast: boolean;
  /** Exchanges are decoded too. */
  readonly decode: boolean;
}

const everything: readonly LogTopic[] = logTopics;

export const tasks: readonly Task[] = [
  { name: "error lines, fast find", topics: ["errors"], fast: true, decode: false },
  { name: "error lines, portable", topics: ["errors"], fast: false, decode: false },
  { name: "everything, fast find", topics: everything, fast: true, decode: false },
  { name: "everything, portable", topics: everything, fast: false, decode: false },
  { name: "everything decoded, fast find", topics: everything, fast: true, decode: true },
];

/** A part of a file. */
export interface Part {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

export interface Counted {
  readonly records: number;
  readonly exchanges: number;
}

const pieceBytes = 1 << 20;

export function scan({ path, from, to }: Part, task: Task): Counted {
  const find = task.fast ? bufferFind() : undefined;
  const reader = kernelLogReader({ topics: task.topics, find });
  const catalog = createCatalog(mlx5);
  const piece = new Uint8Array(pieceBytes);
  const file = openSync(path, "r");
  let records = 0;
  let exchanges = 0;
  const take = (found: ReturnType<typeof reader.push>): void => {
    records += found.length;
    if (task.decode) exchanges += decoded(found, catalog);
  };
  for (let at = from; at < to; ) {
    const size = readSync(file, piece, 0, Math.min(pieceBytes, to - at), at);
    take(reader.push(piece.subarray(0, size)));
    at += size;
  }
  take(reader.end());
  closeSync(file);
  return { records, exchanges };
}

const leastRequest = mlx5.protocol.leastRequest;

function decoded(found: ReturnType<ReturnType<typeof kernelLogReader>["push"]>, catalog: Catalog): number {
  let count = 0;
  for (const record of found) {
    if (record.kind !== "rpc") continue;
    const { deviceType, in: request, out } = record;
    // A command that stands across the border of two parts lost its rows.
    if (deviceType === undefined || request === undefined || request.length < leastRequest) continue;
    if (decodeRpc(catalog, { deviceType, in: request, out }).request !== undefined) count += 1;
  }
  return count;
}

/** The whole file in parts of about one size, each of whole lines. */
export function partsOf(path: string, count: number): Part[] {
  const file = openSync(path, "r");
  const { size } = fstatSync(file);
  const ends = Array.from({ length: count }, (_, index) =>
    index === count - 1 ? size : behindLine(file, Math.floor((size * (index + 1)) / count), size),
  );
  closeSync(file);
  return ends.map((to, index) => ({ path, from: ends[index - 1] ?? 0, to }));
}

function behindLine(file: number, from: number, size: number): number {
  const piece = new Uint8Array(1 << 16);
  for (let at = from; at < size; at += piece.length) {
    const end = piece.subarray(0, readSync(file, piece, 0, piece.length, at)).indexOf(10);
    if (end >= 0) return at + end + 1;
  }
  return size;
}
