import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CaptureRecord, type Find, formats, readAny, readKernelLog } from "../../src/capture/index.js";
import { LineCounter } from "../../src/capture/line-counter.js";
import { needleFinder } from "../../src/capture/needles.js";
import { messages, pieces, plain } from "../support/capture.js";

/** What a caller on Node supplies. */
const find: Find = (chunk, needle, from) =>
  Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).indexOf(needle, from);

const error =
  "mlx5_core 0000:d2:00.0: mlx5_cmd_out_err:838:(pid 1): ACCESS_REG(0x805) op_mod(0x1) failed, status bad operation(0x2), syndrome (0x9a6171), err(-22)";
const filler = (count: number): string => "usb 1-1: new device, mlx, op_mo, cmd, cxl\n".repeat(count);

describe("scanning", () => {
  const text = `${filler(100)}${error}\n${filler(7)}cmd[0]: 000: 00000000 00000000 00000000 00000000\n${error}\n\n${error}`;
  const expected = [101, 110, 112];

  test.each([1, 3, 50, 4096, 1 << 20])("pieces of %i bytes: line numbers are right, with and without find", (size) => {
    for (const options of [{}, { find }]) {
      const records = [...readKernelLog(pieces(text, size), options)];
      expect(records.filter((one) => one.kind === "error-line").map((one) => one.line)).toEqual(expected);
    }
  });

  test("dense and sparse parts give the same with and without find", () => {
    const rows = Array.from(
      { length: 200 },
      (_, index) => `cmd[0]: ${(index * 16).toString(16).padStart(3, "0")}: ${"01020304 ".repeat(4).trim()}\n`,
    ).join("");
    const mixed = filler(500) + rows + filler(500) + `${error}\n`.repeat(40) + filler(500) + error;
    const plainly = [...readKernelLog(mixed)].map(plain);
    expect([...readKernelLog(mixed, { find })].map(plain)).toEqual(plainly);
    expect(plainly.length).toBe(42);
  });

  test("topics leave out the rest", () => {
    const both = `${error}\nx-1 [0] 1.000001: cxl_overflow: memdev=m host=h serial=3: log=Warning : 5 records from 10 to 20\n`;
    expect([...readKernelLog(both, { topics: ["errors"] })].map((one) => one.kind)).toEqual(["error-line"]);
    expect([...readKernelLog(both, { topics: ["cxl"] })].map((one) => one.kind)).toEqual(["event"]);
    expect([...readKernelLog(both, { topics: ["dumps"] })]).toEqual([]);
  });

  test("a line beyond the limit is said once, and the next lines are read", () => {
    const long = `${error}\n${"x".repeat(5000)}${error}\n${error}\n`;
    for (const size of [100, 1 << 20]) {
      const records = [...readKernelLog(pieces(long, size), { lineLimit: 1000 })];
      expect(records.map((one) => [one.kind, one.line])).toEqual([
        ["error-line", 1],
        ["lost", 2],
        ["error-line", 3],
      ]);
      expect(messages(records[1])).toEqual([
        "line 2: a line of 5148 bytes is too long and was passed over. Raise lineLimit to read it.",
      ]);
    }
  });

  test("megabytes without an end of line are not kept", () => {
    function* endless(): Generator<Uint8Array> {
      for (let count = 0; count < 64; count += 1) yield new Uint8Array(1 << 20).fill(120);
      yield new TextEncoder().encode(`\n${error}\n`);
    }
    expect([...readKernelLog(endless())].map((one) => [one.kind, one.line])).toEqual([
      ["lost", 1],
      ["error-line", 2],
    ]);
  });

  test("a chunk's memory may be used again", () => {
    const memory = new Uint8Array(64);
    function* reused(): Generator<Uint8Array> {
      for (const piece of pieces(`${error}\n${error}\n`, 64)) {
        memory.set(piece);
        yield memory.subarray(0, piece.length);
        memory.fill(0);
      }
    }
    expect([...readKernelLog(reused())].map((one) => one.kind)).toEqual(["error-line", "error-line"]);
  });
});

describe("counting and finding", () => {
  test("lines are counted like one by one, from any place", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(10, 0, 11, 0x8a, 0x0b, 255), { maxLength: 200 }),
        fc.nat(8),
        fc.array(fc.nat(200), { maxLength: 5 }),
        (values, shift, stops) => {
          const memory = new Uint8Array(values.length + shift);
          memory.set(values, shift);
          const bytes = memory.subarray(shift);
          const counter = new LineCounter();
          counter.reset(bytes);
          let from = 0;
          for (const stop of [...stops, values.length]
            .map((one) => Math.min(one, values.length))
            .sort((a, b) => a - b)) {
            const expected = values.slice(from, stop).filter((one) => one === 10).length;
            expect(counter.advance(stop)).toBe(expected);
            from = stop;
          }
        },
      ),
    );
  });

  test("both finders find the same first needle", () => {
    const needles = ["ab", "abc", "cab", "bbbb"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 60 }), (letters) => {
        const bytes = new TextEncoder().encode(letters.join(""));
        const mine = needleFinder(needles);
        const called = needleFinder(needles, find);
        mine.reset(bytes, bytes.length);
        called.reset(bytes, bytes.length);
        for (let from = 0; from <= bytes.length; from += 1) {
          const first = Math.min(...needles.map((one) => letters.join("").indexOf(one, from)).filter((at) => at >= 0));
          const expected = first === Number.POSITIVE_INFINITY ? -1 : first;
          expect([mine.next(from), called.next(from)]).toEqual([expected, expected]);
        }
      }),
    );
  });
});

const fragments = fc.constantFrom(
  error,
  error.slice(0, 60),
  "mlx5_cmd_out_err: 5 callbacks suppressed",
  "mlx5_core 0000:02:00.0: dump_command:851:(pid 1): cmd[0]: dump command data CREATE_QP(0x500) INPUT",
  "mlx5_core 0000:02:00.0: dump_command:851:(pid 1): dump command CREATE_QP(0x500) OUTPUT",
  "mlx5_core 0000:02:00.0: dump_command:887:(pid 1): cmd[0]: end dump",
  "cmd[0]: 000: 05000002 00000000 00000000 00000000",
  "cmd[0]: fffffff0: 05000002 00000000 00000000 00000000",
  "cmd[999]: 010: 05000002 0000",
  "000: 05000002 00000000 00000000 00000000",
  "cxl_generic_event: memdev=m host=h serial=0 log=Fatal : time=1 uuid=x",
  '{"v":1,"ioctl":"rpc","deviceType":1,"scope":0,"in":"00"}',
  '{"crdump_data":[0,1,2,3]}',
  "00000000  05 00 00 02  |....|",
  "00000000: 0500 0002  ....",
  "*",
  "fffffff0",
  "0x05, 0x00,",
  "u8 a[] = { 1, 2 };",
  "Segment Type: 0xfffe",
  "Segment Data:",
  "0x0001FFFE",
  "ioctl(3, FWCTL_RPC, 0x7ffc <unfinished ...>",
  "=",
  "\u0000",
  "\u001b[31m",
  ">",
  "\n",
  "\r\n",
  " ",
);

describe("hostile input", () => {
  const names = Object.values(formats);

  test("no reader throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(undefined, ...names), (bytes, from) => {
        const records: CaptureRecord[] = [...readAny(bytes, { from })];
        for (const record of records) expect(Array.isArray(record.notes)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("no reader throws, whatever is mixed", () => {
    fc.assert(
      fc.property(
        fc.array(fragments, { maxLength: 40 }),
        fc.constantFrom(undefined, ...names),
        fc.integer({ min: 1, max: 50 }),
        (parts, from, size) => {
          const text = parts.join("");
          const whole = [...readAny(text, { from })].map(plain);
          expect([...readAny(pieces(text, size), { from })].map(plain)).toEqual(whole);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("thousands of open dumps and waiting requests stay few", () => {
    const header = (slot: number, device: number): string =>
      `mlx5_core 0000:${device.toString(16).padStart(4, "0")}: dump_command:851:(pid 1): cmd[${slot}]: dump command data CREATE_QP(0x500) INPUT\n`;
    const text = Array.from({ length: 5000 }, (_, index) => header(index % 1000, index)).join("");
    const records = [...readKernelLog(text)];
    expect(records.length).toBe(5000);
    expect(messages(records[0])).toContain("line 1: too many requests wait for a reply, this one is the oldest.");
  });

  test("a row that claims gigabytes is left out", () => {
    const text =
      "mlx5_core 0000:02:00.0: dump_command:851:(pid 1): cmd[0]: dump command data CREATE_QP(0x500) INPUT\ncmd[0]: fffffff0: 05000002 00000000 00000000 00000000\n";
    const [record] = readKernelLog(text);
    expect(record?.kind === "rpc" ? record.in?.length : -1).toBe(0);
  });
});
