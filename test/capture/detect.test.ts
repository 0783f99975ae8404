import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fromHex } from "../../src/bits/index.js";
import {
  type CaptureRecord,
  type Detection,
  detect,
  type FormatName,
  isFormatName,
  type RpcRecord,
  readAny,
} from "../../src/capture/index.js";
import { pcapngReader, writePcapng } from "../../src/capture/pcapng.js";
import { pieces } from "../support/capture.js";

const file = (name: string): string => readFileSync(new URL(`../vectors/capture/${name}`, import.meta.url), "utf8");
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const error = "ACCESS_REG(0x805) op_mod(0x1) failed, status bad operation(0x2), syndrome (0x9a6171), err(-22)";
const cxl =
  "x-1 [0] 1.000001: cxl_overflow: memdev=mem1 host=cxl_mem.0 serial=3: log=Warning : 5 records from 10 to 20\n";

/** What is what, how sure at least, and the kinds of records that reading it gives. */
const samples: readonly { name: string; input: string; format: FormatName; least: number; kinds: readonly string[] }[] =
  [
    {
      name: "capture",
      input: '{"v":1,"ioctl":"rpc","deviceType":1,"scope":0,"in":"00"}\n',
      format: "fwctl-capture",
      least: 0.9,
      kinds: ["rpc"],
    },
    {
      name: "log with error lines",
      input: `[ 1.000000] usb\n[ 2.000000] mlx5_core 0000:d2:00.0: ${error}\n`,
      format: "kernel-log",
      least: 0.9,
      kinds: ["error-line"],
    },
    {
      name: "log with a command dump",
      input: file("dmesg_3_full.txt"),
      format: "kernel-log",
      least: 0.9,
      kinds: ["rpc"],
    },
    {
      name: "log with driver lines",
      input: "[ 1.000000] mlx5_core 0000:d2:00.0: Link up\n",
      format: "kernel-log",
      least: 0.6,
      kinds: [],
    },
    {
      name: "log without any",
      input: "[    1.000000] usb 1-1: new device\n",
      format: "kernel-log",
      least: 0.3,
      kinds: [],
    },
    { name: "CXL trace", input: cxl, format: "cxl-trace", least: 0.9, kinds: ["event"] },
    {
      name: "trace with both",
      input: `${cxl}x-1 [0] 1.000001: mlx5_cmd: ${error}\n`,
      format: "kernel-log",
      least: 0.9,
      kinds: ["event", "error-line"],
    },
    {
      name: "xxd",
      input: "00000000: 0500 0002 0000 0000 0000 0000 0000 0000  ................\n",
      format: "hex",
      least: 0.8,
      kinds: ["bytes"],
    },
    { name: "plain hex", input: "05 00 00 02\n", format: "hex", least: 0.8, kinds: ["bytes"] },
    {
      name: "one long hex string",
      input: `${"0500000200000000".repeat(20)}\n`,
      format: "hex",
      least: 0.8,
      kinds: ["bytes"],
    },
    { name: "C array", input: "u8 in[] = { 0x05, 0x00 };\n", format: "hex", least: 0.7, kinds: ["bytes"] },
    {
      name: "hex in a mail",
      input: "Hello,\nthe request was\n05 00 00 02\n05 00 00 02\n",
      format: "hex",
      least: 0.5,
      kinds: ["bytes"],
    },
    {
      name: "resource dump listing",
      input: "Segment Type: 0xfffe\nSegment Size: 4 Bytes\nSegment Data:\n0x0001FFFE\n",
      format: "resource-dump-text",
      least: 0.9,
      kinds: ["segments"],
    },
    { name: "devlink text", input: "crdump_data:\n 00 20 00 01\n", format: "devlink", least: 0.8, kinds: ["bytes"] },
    { name: "devlink JSON", input: '{"crdump_data":[0,32,0,1]}', format: "devlink", least: 0.8, kinds: ["bytes"] },
    { name: "strace", input: "ioctl(3, FWCTL_RPC, 0x7ffc) = 0\n", format: "strace", least: 0.9, kinds: ["rpc"] },
    { name: "prose", input: "Dear all,\nnothing here.\n", format: "raw", least: 0, kinds: ["bytes"] },
    { name: "nothing", input: "", format: "raw", least: 0, kinds: ["bytes"] },
  ];

describe("detection", () => {
  test.each(samples)("$name", ({ input, format, least, kinds }) => {
    const [best] = detect(bytesOf(input));
    expect(best.format).toBe(format);
    expect(best.confidence).toBeGreaterThanOrEqual(least);
    expect(best.why).not.toBe("");
    for (const size of [1, 1000]) {
      let said: Detection | undefined;
      const records = [...readAny(pieces(input, size), { onDetect: (one) => (said = one) })];
      expect(records.map((record) => record.kind)).toEqual(kinds);
      expect(said).toEqual(best);
    }
  });

  test.each([
    [
      "a resource dump",
      "0004fffe000000000000000014210000",
      "resource-dump",
      0.95,
      "starts with the header of a resource-dump segment: info, 16 bytes",
    ],
    [
      "a resource dump without its info",
      "0001fffb",
      "resource-dump",
      0.8,
      "starts with the header of a resource-dump segment: terminate, 4 bytes",
    ],
    ["other bytes", "0000000100000002", "raw", 0.5, "bytes that are no text"],
    ["a header longer than the input", "7fffffff00000000", "raw", 0.5, "bytes that are no text"],
    ["pcapng", "0a0d0d0a1c0000004d3c2b1a", "pcapng", 0.95, "starts with the section header of a pcapng file"],
    [
      "pcapng of a big-endian host",
      "0a0d0d0a0000001c1a2b3c4d",
      "pcapng",
      0.95,
      "starts with the section header of a pcapng file",
    ],
    [
      "classic pcap",
      "d4c3b2a102000400",
      "pcapng",
      0.8,
      "starts like a classic pcap file, which has to be saved as pcapng",
    ],
    ["lines that begin with empty ones", "0a0d0a0d0a", "raw", 0, "nothing that is known was found"],
  ])("%s", (_, hex, format, least, why) => {
    const [best] = detect(fromHex(hex) ?? new Uint8Array(0));
    expect(best).toMatchObject({ format, why });
    expect(best.confidence).toBeGreaterThanOrEqual(least);
  });

  test("reasons are counted", () => {
    expect(detect(bytesOf(`${error}\n${error}\n`))[0].why).toBe("2 error lines of the mlx5 driver");
    expect(detect(bytesOf("05 00\nhello\n"))[0].why).toBe("1 of 2 lines are hex digits");
  });

  test("UTF-16 of a Windows shell", () => {
    const text = `\ufeff[ 1.000000] mlx5_core 0000:d2:00.0: ${error}\r\n`;
    const bytes = new Uint8Array(text.length * 2);
    for (let index = 0; index < text.length; index += 1)
      new DataView(bytes.buffer).setUint16(index * 2, text.charCodeAt(index), true);
    expect(detect(bytes)[0].format).toBe("kernel-log");
    expect([...readAny(bytes)].map((record) => record.kind)).toEqual(["error-line"]);
  });

  test("packets are read by the reader that the caller brings; without it the record says where it is", () => {
    const exchange: RpcRecord = { kind: "rpc", deviceType: 1, scope: 0, in: Uint8Array.of(1, 0), notes: [] };
    const [read] = readAny(writePcapng([exchange]), { pcapng: pcapngReader });
    expect(read).toMatchObject({ kind: "rpc", in: exchange.in });
    const [lost] = readAny(writePcapng([exchange]));
    expect(lost?.notes[0]?.message).toBe(
      "a packet capture is read by pcapngReader of fwctl-codec/capture/pcapng. Pass it as the option pcapng.",
    );
  });

  test("what the caller names wins", () => {
    const records: CaptureRecord[] = [...readAny("05 00 00 02\n", { from: "raw" })];
    expect(records).toMatchObject([{ kind: "bytes", format: "raw" }]);
  });

  test("names of formats", () => {
    expect(["hex", "kernel-log", "hex ", "toString", "__proto__"].map(isFormatName)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
