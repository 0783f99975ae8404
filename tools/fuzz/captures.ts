/** The readers of dump formats: files that were right, cut, spliced and spoiled, in one piece and in many. */
import type { Random } from "../../bench/random.js";
import { type CaptureRecord, formats, type RecordReader, readerFor, readWith } from "../../src/capture/index.js";
import { filesBelow, textOf } from "../project.js";
import { hex } from "./bytes.js";
import { choose, FuzzFailure, onlyFaults, type Target, type Work } from "./case.js";

/** What of a seed file is used: readers work line by line, so the start says it all. */
const mostOfSeed = 12_000;

const names = Object.values(formats);

/** Rows of the formats that no vector file shows, each with what its reader looks for. */
const rows: readonly string[] = [
  '{"v":1,"ioctl":"rpc","deviceType":1,"scope":0,"in":"01000000000000020000000000000000","out":"00000000000000000000000000000000"}\n',
  '{"v":1,"ioctl":"info","deviceType":2,"out":"00000000"}\n',
  "mlx5_core 0000:08:00.0: mlx5_cmd_out_err:838:(pid 1234): CREATE_QP(0x500) op_mod(0x0) failed, status bad parameter(0x3), syndrome (0x6b1d9c), err(-22)\n",
  "[  920.711591] mlx5_core 0000:08:00.0: mlx5_cmd_check:782:(pid 9): QUERY_HCA_CAP(0x100) op_mod(0x1) failed, status limits exceeded(0x8), syndrome (0x0)\n",
  "00000000: 0100 0000 0000 0002 0000 0000 0000 0000  ................\n00000010: ffff ffff                                ....\n",
  "00000000  01 00 00 00 00 00 00 02  00 00 00 00 00 00 00 00  |................|\n00000010\n",
  "0000000 01 00 00 00 00 00 00 02 00 00 00 00 00 00 00 00\n*\n0000040\n",
  "unsigned char in[] = { 0x01, 0x00, 0x00, 0x00,\n  0x00, 0x00, 0x00, 0x02 };\n",
  'ioctl(3, _IOC(_IOC_READ|_IOC_WRITE, 0x9a, 0x1, 0), "\\x20\\x00\\x00\\x00\\x01\\x00\\x00\\x00") = 0\n',
  '{"fw_fatal": {"assert_var[0]": "0x00000000", "assert_exit_ptr": "0x2080b1f5", "synd": "0x1", "data": [1, 2, 255]}}\n',
  "<idle>-0 [000] d..1. 12.345678: cxl_general_media: memdev=mem0 host=0000:35:00.0 serial=3 log=Informational : time=1 uuid=fbcd0a77-c260-417f-85a9-088b1621eba6 len=128\n",
];

function seedTexts(): Uint8Array[] {
  const folders = [
    "test/vectors/capture",
    "test/vectors/captures",
    "test/vectors/mailbox",
    "test/vectors/real",
    "examples",
  ];
  const endings = [".txt", ".ndjson", ".jsonl", ".jsonl.gz", ".json", ".log", ".bin"];
  const files = folders.flatMap((folder) => endings.flatMap((ending) => filesBelow(folder, ending)));
  const encoder = new TextEncoder();
  return [...rows, ...files.map((file) => textOf(file).slice(0, mostOfSeed))].map((text) => encoder.encode(text));
}

/** One to three stretches of seeds behind one another, with some bytes changed. */
function spliced(random: Random, seeds: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const parts = Array.from({ length: 1 + random.below(3) }, () => {
    const seed = choose(random, seeds);
    const from = random.bits(1) === 0 ? 0 : random.below(seed.length);
    return seed.subarray(from, from + 1 + random.below(seed.length - from));
  });
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of parts) {
    bytes.set(part, to);
    to += part.length;
  }
  return spoiled(random, bytes);
}

function repeated(bytes: Uint8Array, times: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(bytes.length * times);
  for (let copy = 0; copy < times; copy += 1) all.set(bytes, copy * bytes.length);
  return all;
}

/** Characters that formats give a meaning. */
const marks: readonly number[] = Array.from(new TextEncoder().encode('\n\r\t "\\{}[](),:;=*|<>0aAfFxX9-\u0000'));

function spoiled(random: Random, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  for (let change = random.below(12); change > 0; change -= 1) {
    const at = random.below(bytes.length);
    if (random.below(4) === 0) bytes.fill(choose(random, marks), at, at + random.below(64));
    else bytes[at] = random.bits(1) === 0 ? choose(random, marks) : random.bits(8);
  }
  return bytes;
}

function* pieces(random: Random, bytes: Uint8Array): Generator<Uint8Array> {
  const longest = 1 + random.below(1 + random.below(4000));
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + random.below(longest);
    // A reader may keep nothing of a chunk: this one is overwritten as soon as it was taken.
    const piece = bytes.slice(at, end);
    yield piece;
    piece.fill(0xee);
    at = end;
  }
}

const shown = (records: readonly CaptureRecord[]): string[] =>
  records.map((record) =>
    JSON.stringify(record, (_key, value: unknown) => {
      if (typeof value === "bigint") return `0x${value.toString(16)}`;
      if (value instanceof Uint8Array) return hex(value, value.length);
      return value instanceof Map ? [...value] : value;
    }),
  );

function readAll(name: string, reader: RecordReader, input: Uint8Array | Iterable<Uint8Array>): string[] {
  return shown(onlyFaults(`${name} reader`, () => [...readWith(reader, input)]) ?? []);
}

/** The same bytes must give the same records, however they arrive. */
function checkPieces(random: Random, name: (typeof names)[number], bytes: Uint8Array): void {
  const whole = readAll(name, readerFor(name), bytes);
  const parts = readAll(name, readerFor(name), pieces(random, bytes));
  const different = whole.findIndex((record, index) => record !== parts[index]);
  const at = different < 0 && whole.length !== parts.length ? whole.length : different;
  if (at >= 0) {
    throw new FuzzFailure(
      `${name} reader: in pieces record ${at} is ${parts[at]?.slice(0, 600)}\n  and in one ${whole[at]?.slice(0, 600)}`,
    );
  }
}

export function captureTarget(): Target {
  const seeds = seedTexts();
  return {
    name: "capture",
    run: (random, index): Work => {
      const name = names[index % names.length] ?? "raw";
      const once = spliced(random, seeds);
      // Now and then the same a hundred times over: what is not linear shows.
      const bytes = random.below(2000) === 0 ? repeated(once, 100) : once;
      try {
        checkPieces(random, name, bytes);
      } catch (error) {
        if (!(error instanceof FuzzFailure)) throw error;
        throw new FuzzFailure(
          `${error.message}\n  input ${JSON.stringify(new TextDecoder("latin1").decode(bytes.subarray(0, 2000)))}`,
          { cause: error.cause },
        );
      }
      return { size: bytes.length * 2, about: name };
    },
  };
}
