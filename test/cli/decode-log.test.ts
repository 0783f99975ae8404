import { describe, expect, test } from "vitest";
import { fwctl, session } from "./support.js";

/** Error lines of the mlx5 driver as they stand in tickets. */
const log = `[  920.711591] mlx5_core 0000:d2:00.0: mlx5_cmd_out_err:838:(pid 1441871): ACCESS_REG(0x805) op_mod(0x1) failed, status bad operation(0x2), syndrome (0x9a6171), err(-22)
[  920.711600] usb 1-1: new high-speed USB device number 2 using xhci_hcd
[  921.000001] mlx5_core 0000:d2:00.0: mlx5_cmd_out_err:838:(pid 1441871): ACCESS_REG(0x805) op_mod(0x1) failed, status bad operation(0x2), syndrome (0x9a6171), err(-22)
[  923.000001] mlx5_core 0000:d2:00.0: mlx5_cmd_out_err:838:(pid 12): CREATE_MKEY(0x200) op_mod(0x0) failed, status limits exceeded(0x8), syndrome (0x59c8a4), err(-12)
[  924.000001] mlx5_core 0000:d2:00.0: wait_func:1195:(pid 1967079): ENABLE_HCA(0x104) timeout. Will cause a leak of a command resource
`;

/** A dumped command: rows of the request, then of the reply. */
const dump = `[   10.000001] mlx5_core 0000:02:00.0: dump_command:844:(pid 1915): cmd[0]: start dump
[   10.000002] mlx5_core 0000:02:00.0: dump_command:851:(pid 1915): cmd[0]: dump command data QUERY_HCA_CAP(0x100) INPUT
[   10.000003] cmd[0]: 000: 01000000 00000001 00000000 00000000
[   10.000004] mlx5_core 0000:02:00.0: dump_command:887:(pid 1915): cmd[0]: end dump
[   10.000005] mlx5_core 0000:02:00.0: dump_command:844:(pid 0): cmd[0]: start dump
[   10.000006] mlx5_core 0000:02:00.0: dump_command:851:(pid 0): cmd[0]: dump command data QUERY_HCA_CAP(0x100) OUTPUT
[   10.000007] cmd[0]: 000: 05000000 0065b500 00000000 00000000
[   10.000008] mlx5_core 0000:02:00.0: dump_command:887:(pid 0): cmd[0]: end dump
`;

const decode = (stdin: string, ...args: string[]): ReturnType<typeof fwctl> =>
  fwctl(["decode", "-", ...args], { stdin });

describe("a kernel log", () => {
  test("is a timeline: time, device, command with op_mod in words, status", async () => {
    const { code, out } = await decode(log);
    expect(code).toBe(0);
    expect(out.split("\n\n")[0]?.split("\n")).toEqual([
      "920.711591  0000:d2:00.0  mlx5 ACCESS_REG (READ)  BAD_OP_ERR (0x2), syndrome 0x9a6171, EINVAL",
      "921.000001  0000:d2:00.0  mlx5 ACCESS_REG (READ)  BAD_OP_ERR (0x2), syndrome 0x9a6171, EINVAL",
      "923.000001  0000:d2:00.0  mlx5 CREATE_MKEY        LIM_ERR (0x8), syndrome 0x59c8a4, ENOMEM",
      expect.stringMatching(
        /^924\.000001 {2}0000:d2:00\.0 {2}mlx5 timeout {12}.*ENABLE_HCA\(0x104\) timeout\. Will cause a leak/,
      ),
    ]);
  });

  test("ends with groups: count, device, command, status, first and last", async () => {
    const { out } = await decode(log);
    const summary = out.slice(out.indexOf("Summary\n"));
    expect(summary).toContain("3 error lines, 1 other line\n");
    expect(summary).toMatch(
      /\n {2}2 +0000:d2:00\.0 +ACCESS_REG \(READ\) +BAD_OP_ERR \(0x2\), syndrome 0x9a6171 +920\.711591 +921\.000001\n/,
    );
    expect(summary).toContain("commands sent through fwctl print no error line, so no line does not mean success");
    expect(summary).toContain("2 ACCESS_REG lines do not tell which register was accessed");
  });

  test("--fields shows what a line says", async () => {
    const { out } = await decode(log, "--fields", "--only", "command == CREATE_MKEY");
    expect(out).toContain("    status      0x08 limits exceeded: a limit of the device would be exceeded\n");
    expect(out).toContain("    printed by  mlx5_cmd_out_err, source line 838\n");
  });

  test("--fields explains the driver's other lines", async () => {
    const { out } = await decode(log, "--fields", "--only", "kind == event");
    expect(out).toMatch(/ {4}meaning +the device did not answer/);
  });

  test("suppressed lines are counted beside the group they may belong to", async () => {
    const more = `[  922.5] mlx5_cmd_out_err: 353031 callbacks suppressed\n`;
    const lines = log.split("\n");
    const { out } = await decode([...lines.slice(0, 3), more.trimEnd(), ...lines.slice(3)].join("\n"));
    expect(out).toMatch(/CREATE_MKEY .* up to 353031 more suppressed\n/);
    expect(out).toContain("353031 lines suppressed by the kernel");
  });

  test("--ndjson has a row a line", async () => {
    const { out } = await decode(log, "--ndjson");
    expect(JSON.parse(out.split("\n")[0] ?? "")).toMatchObject({
      kind: "error-line",
      ts: "920.711591",
      dev: "0000:d2:00.0",
      command: "ACCESS_REG",
      about: "READ",
      status: 2,
      syndrome: 0x9a6171,
      errno: 22,
    });
  });
});

describe("a command dump in a log", () => {
  test("is one line with the reply's status", async () => {
    const { out } = await decode(dump);
    expect(out).toMatch(
      /^10\.000002 +0000:02:00\.0 +mlx5 QUERY_HCA_CAP \(GENERAL, current\) +BAD_RES_ERR \(0x5\), syndrome 0x65b500/,
    );
  });

  test("--fields prints the grids of both sides", async () => {
    const { out } = await decode(dump, "--fields", "--brief");
    expect(out).toContain("  mlx5 QUERY_HCA_CAP request, 16 bytes\n");
    expect(out).toMatch(/op_mod +0x0001 +GENERAL, current\n/);
    expect(out).toContain("  mlx5 QUERY_HCA_CAP reply, 16 bytes\n");
  });

  test("a reply whose request was not logged is read with --select", async () => {
    const reply = dump.slice(dump.indexOf("[   10.000005]"));
    const { out } = await decode(
      reply.replace("05000000 0065b500", "00000000 00000000"),
      "--fields",
      "--select",
      "op_mod=3",
    );
    expect(out).toContain("mlx5 QUERY_HCA_CAP reply");
    expect(out).toMatch(/per_protocol_networking_offload_caps|capability +missing/);
  });
});

describe("detection", () => {
  test("--from overrides what was found", async () => {
    const { out } = await decode(log, "--from", "cxl-trace");
    expect(out).toBe("");
  });

  test("a format that does not exist is a usage error with the nearest one", async () => {
    expect(await decode(log, "--from", "kernellog")).toMatchObject({
      code: 2,
      err: 'fwctl: --from: there is no format "kernellog"\n  Did you mean kernel-log?\n',
    });
  });

  test("a guess is said to be one", async () => {
    const { err } = await decode("[    1.000000] one line of another driver\n");
    expect(err).toMatch(/^fwctl: standard input: not sure what this is, read as kernel-log: .*--from overrides\n/);
  });

  test("a log without a line of the drivers is fine, and said not to have one", async () => {
    const { code, out, err } = await decode("[    1.000000] one line of another driver\n");
    expect([code, out]).toEqual([0, ""]);
    expect(err).toMatch(/\nfwctl: standard input: nothing in it that is read of the format kernel-log\n$/);
  });

  test("of an input that was named wrongly, what it looks like is said", async () => {
    const { err } = await fwctl(["decode", "--from", "kernel-log"], { stdin: session });
    expect(err).toBe(
      "fwctl: standard input: nothing in it that is read of the format kernel-log; it looks like fwctl-capture: 8 lines of JSON with an ioctl\n",
    );
  });

  test("a name that no record has is said, with the nearest", async () => {
    const { code, err } = await decode(log, "--only", "sydnrome != 0");
    expect(code).toBe(0);
    expect(err).toBe('fwctl: --only: no record has "sydnrome". Did you mean syndrome?\n');
  });
});

describe("progress", () => {
  /** Seventeen megabytes, most of which is of no interest. */
  const big = `${log}${"[  920.711600] usb 1-1: new high-speed USB device number 2 using xhci_hcd\n".repeat(240_000)}`;

  test("is on standard error, when that is a terminal and standard output is not", async () => {
    const { err, out } = await fwctl(["decode", "-s", "big.txt"], { files: { "big.txt": big }, terminal: ["stderr"] });
    expect(out).toContain("3 error lines");
    const shown = err.split("\u001b[G\u001b[K").filter((line) => line !== "");
    for (const line of shown) expect(line).toMatch(/^big\.txt: \d+% of \d+ MB, \d+ MB\/s$/);
  });

  test("is silent in a pipe", async () => {
    expect((await fwctl(["decode", "-s", "big.txt"], { files: { "big.txt": big } })).err).toBe("");
  });
});
