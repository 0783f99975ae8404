/** Some terminals copy a log with CR at the end of each line and no LF at all. */
import { describe, expect, test } from "vitest";
import { type CaptureRecord, detect, readAny, readHex, readKernelLog } from "../../src/capture/index.js";

const refused = (number: number): string =>
  `[  920.7${number}] mlx5_core 0000:d2:00.0: mlx5_cmd_out_err:838:(pid 1): ACCESS_REG(0x805) op_mod(0x1) failed, status bad operation(0x2), syndrome (0x9a6171), err(-22)`;
const log = [refused(11591), "[  920.800000] usb 1-1: new device", refused(31000)];
const seen = (records: Iterable<CaptureRecord>): unknown[] => [...records].map((one) => [one.kind, one.line]);
const both = [
  ["error-line", 1],
  ["error-line", 3],
];

const pieces = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));

describe.each([
  ["CR", "\r"],
  ["LF", "\n"],
  ["CR LF", "\r\n"],
])("a log with %s", (_name, end) => {
  test.each([1, 50, 10_000])("in pieces of %d", (size) => {
    expect(seen(readKernelLog(pieces(log.join(end), size)))).toEqual(both);
  });

  test("is detected as a log, and read", () => {
    expect(detect(new TextEncoder().encode(log.join(end)))[0]).toMatchObject({
      format: "kernel-log",
      confidence: 0.97,
    });
    expect(seen(readAny(log.join(end)))).toEqual(both);
  });

  test("of some length", () => {
    const long = [...log, ...Array.from({ length: 3_000 }, () => "[  921.000000] usb 1-1: new device"), refused(41000)];
    expect(seen(readKernelLog(pieces(long.join(end), 4_096)))).toEqual([...both, ["error-line", 3_004]]);
  });
});

test("a hex dump with CR", () => {
  const rows = ["00000000: 0100 0000 0000 0002 0000 0000 0000 0000", "00000010: 0203"];
  const [record, ...more] = readHex(rows.join("\r"));
  expect([record?.kind === "bytes" && record.bytes.length, more]).toEqual([18, []]);
});

describe("a CR that ends no line", () => {
  test("of a progress bar, since the text has LF", () => {
    const bar = "\r10%\r20%\r30%\n";
    expect(seen(readKernelLog(`${bar}${log.join("\n")}`))).toEqual([
      ["error-line", 2],
      ["error-line", 4],
    ]);
  });

  test("within a line, before the first LF of a slow input", () => {
    const [first = "", ...rest] = pieces(`${refused(1).replace("ACCESS", "\rACCESS")}\n`, 40);
    expect(seen(readKernelLog([first, ...rest]))).toEqual(seen(readKernelLog([first + rest.join("")])));
  });
});
