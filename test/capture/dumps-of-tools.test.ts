/** Resource dumps, devlink, strace, raw bytes. */
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../src/bits/index.js";
import { type CaptureRecord, readDevlink, readRaw, readResourceDump, readStrace } from "../../src/capture/index.js";
import { messages, plain } from "../support/capture.js";
import { vectorLines } from "../support/lines.js";

const sample = vectorLines<{ id: string; hex: string; stated: { segments?: readonly { hex: string }[] } }>(
  "real/samples.jsonl",
).find((one) => one.id === "mstflint_be_arrays");
const stream = sample?.hex ?? "";
const segments = (sample?.stated.segments ?? []).map((one) => one.hex);

/** A listing as mstresourcedump prints it. */
function listing(parts: readonly string[]): string {
  const lines = [`Found ${parts.length} segments:`, "", "-------------------"];
  for (const hex of parts) {
    const words = (hex.match(/.{8}/g) ?? []).map((word) => `0x${word.toUpperCase()}`);
    lines.push("", `Segment Type: 0x${hex.slice(4, 8)}`, `Segment Size: ${hex.length / 2} Bytes`, "Segment Data:");
    for (let at = 0; at < words.length; at += 4) lines.push(words.slice(at, at + 4).join(" "));
    lines.push("", "-------------------");
  }
  return lines.join("\n");
}

const streamOf = (record: CaptureRecord | undefined): string =>
  record?.kind === "segments" ? toHex(record.bytes) : "";

describe("resource dumps", () => {
  test("the sample is a stream of segments", () => {
    expect(segments.length).toBeGreaterThan(2);
    expect(segments.join("")).toBe(stream);
  });

  test("binary", () => {
    const [record, ...rest] = readResourceDump(fromHex(stream) ?? "", { form: "binary" });
    expect(rest).toEqual([]);
    expect(record).toMatchObject({ kind: "segments", source: "binary", notes: [] });
    expect(streamOf(record)).toBe(stream);
  });

  test("the listing gives the same bytes", () => {
    const [record] = readResourceDump(listing(segments), { form: "text" });
    expect(streamOf(record)).toBe(stream);
    expect(messages(record)).toEqual([]);
  });

  test("devlink JSON gives the same bytes, from every data array", () => {
    const data = segments.map((hex) => ({ data: [...(fromHex(hex) ?? [])] }));
    const document = { health: { "pci/0000:08:00.0": [{ "HW_CQPC dump": data }] } };
    const [record, ...rest] = readDevlink(JSON.stringify(document));
    expect(rest).toEqual([]);
    expect(record).toMatchObject({ source: "json", dev: "0000:08:00.0" });
    expect(streamOf(record)).toBe(stream);
  });

  test.each([
    ["cut short", stream.slice(0, -8 * 3), "the segment at byte 0x"],
    ["cut inside a dword", `${segments[0]}0005`, "the stream ends with 2 bytes that are no dword."],
    [
      "a segment of length 0",
      `${segments[0]}0000fffe00000000`,
      "the segment at byte 0x10 has length 0, so nothing behind it can be placed.",
    ],
  ])("%s is noted", (_, hex, message) => {
    const [record] = readResourceDump(fromHex(hex) ?? "", { form: "binary" });
    expect(messages(record)[0]).toContain(message);
  });

  test("a listing with lost rows says which segment", () => {
    const lines = listing(segments)
      .split("\n")
      .filter((_, index) => index !== 7);
    const [record] = readResourceDump(lines.join("\n"), { form: "text" });
    expect(messages(record)[0]).toBe(
      "line 5: the segment says 16 bytes, its data are 0. Segments behind it may be out of place.",
    );
  });
});

describe("devlink", () => {
  test("crdump_data as text", () => {
    const text = "crdump_data:\n  00 20 00 01 00 00 48 ec\n  00 00 00 08 00 00 00 00\n";
    expect([...readDevlink(text)].map(plain)).toEqual([
      {
        kind: "bytes",
        bytes: "00200001000048ec0000000800000000",
        base: 0,
        format: "cr-dump",
        line: 1,
        notes: [
          "line 1: a CR dump is pairs of address and value of the device's configuration space, no mailbox: kept as bytes.",
        ],
      },
    ]);
  });

  test("crdump_data as JSON", () => {
    const [record] = readDevlink('{"crdump_data":[0,32,0,1,0,0,72,236]}');
    expect(record).toMatchObject({ kind: "bytes", format: "cr-dump" });
  });

  test.each([
    [
      "text",
      "pci/0000:82:00.0:\n  dump fw traces:\n   timestamp: 1122334455667788 lost: false event_id: 185 msg: [010]: 00000000 x\n",
    ],
    [
      "JSON",
      '{"pci/0000:82:00.0":{"fw traces":[{"timestamp":1122334455667788,"lost":false,"event_id":185,"msg":"[010]: 00000000 x"}]}}',
    ],
  ])("firmware traces as %s", (_, text) => {
    const [record] = readDevlink(text);
    expect(record).toMatchObject({ kind: "event", family: "mlx5", name: "fw-trace", text: "[010]: 00000000 x" });
    expect(record?.dev).toMatch(/^0000:82:00\.0/);
    expect(record?.kind === "event" ? record.fields.map((field) => field.value) : []).toEqual([
      1122334455667788n,
      "false",
      185,
      "[010]: 00000000 x",
    ]);
  });

  test("a region keeps its addresses", () => {
    const [record] = readDevlink("00000000000f0018 e1 03 00 00 fb ae a9 3f 00 00 00 00 00 00 00 00\n");
    expect(record).toMatchObject({ kind: "bytes", base: 0xf0018, format: "devlink region" });
  });

  test.each([
    ["not JSON", '{"crdump_data":[0,', "is not JSON. Make it with devlink -j."],
    ["nothing known", '{"a":1}', "holds no bytes and no firmware traces."],
    [
      "too deep",
      `${'{"a":'.repeat(40)}1${"}".repeat(40)}`,
      "is nested deeper than 32 levels; the rest is passed over.",
    ],
    [
      "words alone",
      "Description: all is well\n",
      "holds no bytes and no firmware traces. devlink -j writes more than the text form.",
    ],
    ["hex that breaks off", "crdump_data: 00 2\n", 'line 1: "crdump_data" is not hex bytes.'],
  ])("%s is lost", (_, text, message) => {
    const records = [...readDevlink(text)];
    expect(records.map((record) => record.kind)).toEqual(["lost"]);
    expect(messages(records[0])).toEqual([message]);
  });
});

const without =
  "strace does not follow the addresses in the argument: no bytes, no scope, no device type. Record with a transport that does, or read the driver's own dump.";

describe("strace", () => {
  test.each<[string, string, object]>([
    ["plain", "ioctl(3, FWCTL_RPC, 0x7ffcb2b4a1c0) = 0", { kind: "rpc", meta: { fd: 3 } }],
    [
      "refused",
      "ioctl(3, FWCTL_RPC, 0x7ffcb2b4a1c0) = -1 EBADMSG (Bad message)",
      { kind: "rpc", errno: "EBADMSG", meta: { fd: 3 } },
    ],
    ["raw number", "ioctl(3, 0x9a01, 0x7ffcb2b4a1c0)       = 0", { kind: "rpc", meta: { fd: 3 } }],
    [
      "unknown to strace",
      "ioctl(3, _IOC(_IOC_NONE, 0x9a, 0, 0), 0x7ffcb2b4a1c0) = 0",
      { kind: "info", meta: { fd: 3 } },
    ],
    [
      "unknown to strace, rpc",
      "ioctl(3, _IOC(_IOC_NONE, 0x9a, 0x1, 0), 0x7ffcb2b4a1c0) = 0",
      { kind: "rpc", meta: { fd: 3 } },
    ],
    [
      "with process, time, path and duration",
      "[pid  4711] 12:34:56.789012 ioctl(3</dev/fwctl/fwctl0>, FWCTL_INFO, 0x7ffcb2b4a1c0) = 0 <0.000431>",
      { kind: "info", ts: "12:34:56.789012", dev: "/dev/fwctl/fwctl0", meta: { fd: 3, pid: 4711, seconds: 0.000431 } },
    ],
    [
      "with -ttt",
      "4711 1733130964.123456 ioctl(3, FWCTL_RPC, 0x7ffc) = 0",
      { kind: "rpc", ts: "1733130964.123456", meta: { fd: 3, pid: 4711 } },
    ],
  ])("%s", (_, text, expected) => {
    expect([...readStrace(`execve("/usr/bin/x") = 0\n${text}\nioctl(1, TCGETS, 0x7ff) = 0\n`)].map(plain)).toEqual([
      { line: 2, notes: [`line 2: ${without}`], ...expected },
    ]);
  });

  test("a call that another process interrupts in the trace", () => {
    const text =
      '[pid 1] ioctl(3, FWCTL_RPC, 0x7ffc <unfinished ...>\n[pid 2] read(4, "") = 0\n[pid 1] <... ioctl resumed>) = -1 EIO (Input/output error)\n';
    expect([...readStrace(text)].map(plain)).toMatchObject([{ kind: "rpc", line: 1, errno: "EIO" }]);
  });

  test("a call that does not return", () => {
    const [record] = readStrace("ioctl(3, FWCTL_RPC, 0x7ffc <unfinished ...>\n");
    expect(messages(record)[1]).toBe("line 1: the call did not return within the trace.");
  });
});

describe("raw bytes", () => {
  test("with the struct that the caller names", () => {
    expect([...readRaw(Uint8Array.of(1, 2), { struct: "cmd_hca_cap" })].map(plain)).toEqual([
      { kind: "bytes", bytes: "0102", base: 0, format: "raw", struct: "cmd_hca_cap", notes: [] },
    ]);
  });

  test("without one say that they tell nothing", () => {
    expect(messages([...readRaw(Uint8Array.of(1))][0])).toEqual([
      "raw bytes do not tell what they are. Name the struct.",
    ]);
  });

  test("beyond the limit are lost", () => {
    const [record] = readRaw([new Uint8Array(10), new Uint8Array(10)], { limit: 15 });
    expect(messages(record)).toEqual([
      "the input has 20 bytes, more than the 15 that this format is read with. Raise the limit to read it.",
    ]);
  });
});
