/** `fwctl convert`: recordings for Wireshark, and back. */
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import { fwctl, session } from "./support.js";

const toPcapng = async (): Promise<Uint8Array> =>
  (await fwctl(["convert", "-", "-", "--to", "pcapng"], { stdin: session })).bytes;

describe("convert", () => {
  test("there and back by file ending: the same lines", async () => {
    const files = { "s.pcapng": await toPcapng() };
    const { code, written } = await fwctl(["convert", "s.pcapng", "s.ndjson"], { files });
    const lines = (text: string): unknown[] =>
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(lines(written.get("s.ndjson") ?? "")).toEqual(lines(session));
  });

  test("a file whose name ends in .pcapng is one", async () => {
    const { code, written } = await fwctl(["convert", "s.ndjson", "s.pcapng"], { files: { "s.ndjson": session } });
    expect(code).toBe(0);
    expect(written.get("s.pcapng")?.slice(0, 4)).toBe("\n\r\r\n");
  });

  test("standard input and output, with the formats named", async () => {
    const { code, out } = await fwctl(["convert", "-", "-", "--from", "pcapng", "--to", "ndjson"], {
      stdin: await toPcapng(),
    });
    expect([code, out.split("\n").length]).toEqual([0, session.split("\n").length]);
  });

  test("what is not named is found by its first bytes", async () => {
    const { code, out } = await fwctl(["convert", "-", "-", "--to", "ndjson"], { stdin: await toPcapng() });
    expect([code, out.split("\n").length]).toEqual([0, session.split("\n").length]);
  });

  test("a dump is named like in decode", async () => {
    const stdin = "mlx5_core 0000:02:00.0: dump_command:851:(pid 1): cmd[0]: dump command data NOP(0x80d) INPUT\n";
    const args = ["convert", "-", "-", "--from", "kernel-log", "--to", "pcapng"];
    expect(toHex((await fwctl(args, { stdin })).bytes.subarray(0, 4))).toBe("0a0d0d0a");
  });

  test("what cannot be converted is said, and the rest is there", async () => {
    const stdin = `{"v":1,"ioctl":"rpc"}\n${session}`;
    const { code, err, bytes } = await fwctl(["convert", "-", "-", "--from", "ndjson", "--to", "pcapng"], { stdin });
    expect(code).toBe(1);
    expect(err).toMatch(/^fwctl: standard input: line 1: "deviceType" is nothing/);
    expect(bytes).toEqual(await toPcapng());
  });

  const misuse: readonly [string, string[], string][] = [
    ["one file", ["a.ndjson"], "fwctl: convert takes two files, IN and OUT"],
    ["an ending that tells nothing", ["a.ndjson", "b.txt"], "fwctl: the format of b.txt is not known"],
    [
      "a format that does not exist",
      ["a.ndjson", "-", "--to", "pcap"],
      'fwctl: --to takes ndjson or pcapng, not "pcap"',
    ],
    ["a source that does not exist", ["a", "-", "--from", "pcap"], 'fwctl: --from: there is no format "pcap"'],
    ["the file that is read", ["a.ndjson", "a.ndjson"], "fwctl: a.ndjson is the file that is read"],
  ];
  test.each(misuse)("%s is refused", async (_what, args, message) => {
    const { code, err } = await fwctl(["convert", ...args]);
    expect([code, err.split("\n")[0]]).toEqual([2, message]);
  });

  test("--help has examples", async () => {
    expect((await fwctl(["convert", "--help"])).out).toContain("fwctl convert session.ndjson session.pcapng");
  });
});
