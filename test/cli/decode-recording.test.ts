import { describe, expect, test } from "vitest";
import { fwctl, session, sessionLines } from "./support.js";

const files = { "session.ndjson": session };
const decode = (...args: string[]): ReturnType<typeof fwctl> => fwctl(["decode", "session.ndjson", ...args], { files });

describe("a recording", () => {
  test("is printed exchange by exchange, request and reply", async () => {
    const { code, out, err } = await decode();
    expect(err).toBe("");
    expect(code).toBe(0);
    const titles = out.split("\n").filter((line) => /^(mlx5|cxl) /.test(line));
    expect(titles).toEqual([
      "mlx5 QUERY_HCA_CAP request, 16 bytes",
      "mlx5 QUERY_HCA_CAP reply, 4112 bytes",
      "mlx5 ACCESS_REG request, 3116 bytes",
      "mlx5 ACCESS_REG reply, 3116 bytes",
      "cxl GET_SUPPORTED_FEATURES request, 24 bytes",
      "cxl GET_SUPPORTED_FEATURES reply, 400 bytes",
      "cxl GET_FEATURE request, 37 bytes",
      "cxl GET_FEATURE reply, 28 bytes",
      "cxl SET_FEATURE request, 55 bytes",
      "cxl SET_FEATURE reply, 16 bytes",
      "cxl GET_FEATURE request, 37 bytes",
      "cxl GET_FEATURE reply, 29 bytes",
      "cxl SET_FEATURE request, 50 bytes",
    ]);
  });

  test("each exchange starts with what it was about and how it ended", async () => {
    const { out } = await decode();
    expect(out.split("\n").filter((line) => line.startsWith("#"))).toEqual([
      "#1 mlx5 QUERY_HCA_CAP (ETHERNET_OFFLOADS, max): OK  [/dev/fwctl/fwctl0, scope CONFIGURATION (0)]",
      "#2 mlx5 ACCESS_REG (PTYS, READ): OK  [/dev/fwctl/fwctl0, scope CONFIGURATION (0)]",
      "#3 FWCTL_INFO (cxl), no device data  [/dev/fwctl/fwctl0]",
      "#4 cxl GET_SUPPORTED_FEATURES: SUCCESS  [/dev/fwctl/fwctl0, scope CONFIGURATION (0)]",
      "#5 cxl GET_FEATURE (soft PPR): SUCCESS  [/dev/fwctl/fwctl0, scope CONFIGURATION (0)]",
      "#6 cxl SET_FEATURE (f0000001-0001-4001-8001-0102030405e1): SUCCESS, delivery unknown  [/dev/fwctl/fwctl0, scope DEBUG_WRITE (2)]",
      "#7 cxl GET_FEATURE (f0000001-0001-4001-8001-0102030405e1): SUCCESS  [/dev/fwctl/fwctl0, scope CONFIGURATION (0)]",
      "#8 cxl SET_FEATURE (soft PPR): EINVAL  [/dev/fwctl/fwctl0, scope DEBUG_READ_ONLY (1)]",
    ]);
  });

  test("fields have offset, width, name, value and label", async () => {
    const { out } = await decode("--only", "number == 1");
    expect(out).toContain("  0x06    16  op_mod             0x0002       ETHERNET_OFFLOADS, max\n");
    expect(out).toMatch(/^ {2}0x0011\.3 +5 +max_lso_cap +0x12$/m);
  });

  test("what is true of every reply of a driver is said once to people, and in every row", async () => {
    const counted = (text: string): number => text.split("8 more than the header").length - 1;
    expect(counted((await decode()).out)).toBe(1);
    expect((await decode()).out).toContain("size is used. So in every reply of this driver; not repeated.\n");
    expect(counted((await decode("--ndjson")).out)).toBe(4);
  });

  test("the same recording as packets reads the same", async () => {
    const packets = (await fwctl(["convert", "-", "-", "--to", "pcapng"], { stdin: session })).bytes;
    const { code, out } = await fwctl(["decode", "s.bin"], { files: { "s.bin": packets } });
    expect(code).toBe(0);
    const exchanges = (text: string): string => text.slice(0, text.indexOf("\nSummary"));
    expect(exchanges(out)).toBe(exchanges((await decode()).out));
  });

  test("the register read shows what the client printed", async () => {
    const { out } = await decode("--only", "number == 2");
    expect(out).toMatch(/eth_proto_capability +0x4602c146/);
    expect(out).toMatch(/an_status +0x4\n/);
    expect(out).toMatch(/connector_type +0xf\n/);
  });

  test("--brief leaves out reserved fields that are zero, and no others", async () => {
    const whole = (await decode("--only", "number == 1")).out;
    const brief = (await decode("--only", "number == 1", "--brief")).out;
    expect(whole).toContain("reserved_at_20");
    expect(brief).not.toContain("reserved_at_20");
    expect(brief).toContain("syndrome");
  });

  test("an errno is explained by the conditions under which the kernel gives it", async () => {
    const { out } = await decode("--only", "errno == EINVAL");
    expect(out).toContain(
      "status EINVAL (22, invalid argument), which the kernel gives here for one of these reasons:",
    );
    expect(out).toContain("- Set Feature: UUID unknown, not changeable, effects refused, or scope too low");
  });

  test("a write that may have timed out is said to be unknown", async () => {
    const { out } = await decode("--only", "number == 6");
    expect(out).toContain("): SUCCESS, delivery unknown  [");
    expect(out.match(/[Rr]ead (it|the \w+) back/g)).toEqual(["Read the feature back"]);
  });

  test("a summary ends it, with what was refused in groups", async () => {
    const { out } = await decode();
    const summary = out.slice(out.indexOf("\nSummary\n"));
    expect(summary).toContain("7 exchanges, 1 info: 5 ok, 1 refused, 1 unknown");
    expect(summary).toMatch(/1 +\/dev\/fwctl\/fwctl0 +cxl SET_FEATURE \(soft PPR\) +errno EINVAL +line 8 +line 8/);
  });

  test("--summary prints nothing else", async () => {
    const { out } = await decode("--summary");
    expect(out).toMatch(/^Summary\n {2}7 exchanges/);
  });

  test("--timeline prints a line an exchange", async () => {
    const { out } = await decode("--timeline");
    expect(out.split("\n\n")[0]?.split("\n")).toHaveLength(sessionLines.length);
    expect(out).toMatch(/^line 1 +\/dev\/fwctl\/fwctl0 +mlx5 QUERY_HCA_CAP \(ETHERNET_OFFLOADS, max\) +OK\n/);
  });

  test("comes from standard input with -, and without any file", async () => {
    const named = (await decode("--timeline")).out;
    expect((await fwctl(["decode", "-", "--timeline"], { stdin: session })).out).toBe(named);
    expect((await fwctl(["decode", "--timeline"], { stdin: session })).out).toBe(named);
  });

  test("standard input that is a terminal is a usage error", async () => {
    expect(await fwctl(["decode"], { terminal: ["stdin"] })).toMatchObject({ code: 2, out: "" });
  });

  test("several files have headings", async () => {
    const { out } = await fwctl(["decode", "-t", "a", "b"], { files: { a: session, b: session } });
    expect(out).toMatch(/^== a\nline 1 /);
    expect(out).toContain("\n\n== b\nline 1 ");
  });
});

describe("--json", () => {
  test("is one document of decoded values", async () => {
    const { out } = await decode("--json");
    const document: { readonly records: readonly { readonly [key: string]: unknown }[] } = JSON.parse(out);
    expect(document.records).toHaveLength(8);
    expect(document.records[0]).toMatchObject({
      number: 1,
      source: "session.ndjson",
      kind: "rpc",
      family: "mlx5",
      command: "QUERY_HCA_CAP",
      opcode: 256,
      scope: 0,
      status: { code: 0, ok: true, syndrome: 0 },
      request: { opcode: 256, op_mod: 2 },
      response: { capability: { per_protocol_networking_offload_caps: { max_lso_cap: 18 } } },
      faults: [],
    });
    expect(document.records[7]).toMatchObject({ errno: "EINVAL", outcome: { verdict: "bad", text: "EINVAL" } });
  });

  test("is a document without records for a filter that nothing passes", async () => {
    expect(JSON.parse((await decode("--json", "--only", "status == 77")).out)).toEqual({ records: [] });
  });
});

describe("--ndjson", () => {
  test("is one row an exchange, each with the same columns in the same order", async () => {
    const { out } = await decode("--ndjson");
    const rows: { readonly [column: string]: unknown }[] = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(8);
    expect(new Set(rows.map((row) => Object.keys(row).join(" "))).size).toBe(1);
    expect(rows[1]).toMatchObject({
      kind: "rpc",
      line: 2,
      dev: "/dev/fwctl/fwctl0",
      device_type: 1,
      family: "mlx5",
      command: "ACCESS_REG",
      opcode: 0x805,
      op_mod: 1,
      register_id: 0x5004,
      about: "PTYS, READ",
      status: 0,
      verdict: "good",
      file: "session.ndjson",
      number: 2,
      faults: [],
    });
  });

  test("has a column for each picked field", async () => {
    const { out } = await decode("--ndjson", "--pick", "max_lso_cap", "--pick", "nothing");
    expect(JSON.parse(out.split("\n")[0] ?? "")).toMatchObject({ max_lso_cap: 18, nothing: null });
  });
});

describe("--only", () => {
  test.each([
    ["family == cxl && kind == rpc", [4, 5, 6, 7, 8]],
    ["kind == info", [3]],
    ["scope >= 1", [6, 8]],
    ["command == GET_FEATURE && about ~ ppr", [5]],
    ["max_lso_cap > 17", [1]],
    ["ptys_reg.connector_type == 0xf", [2]],
    ["!(status == 0)", [3, 8]],
    ["verdict == unknown || errno == EINVAL", [6, 8]],
  ])("%s", async (filter, numbers) => {
    const { out } = await decode("--ndjson", "--only", filter);
    const rows: { readonly number: number }[] = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows.map((row) => row.number)).toEqual(numbers);
  });

  test("a filter that is none says where", async () => {
    expect(await decode("--only", "status = 3")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^fwctl: --only: filter, column \d+: /),
    });
  });
});

describe("forms of output", () => {
  test.each([
    ["--json", "--ndjson"],
    ["--json", "--summary"],
    ["--pick=x", "--json"],
  ])("%s and %s exclude each other", async (one, other) => {
    expect(await decode(one, other)).toMatchObject({ code: 2, err: expect.stringContaining("choose one") });
  });
});

describe("--strict", () => {
  test("makes faults of reserved bits and trailing bytes", async () => {
    const { code, out } = await decode("--strict", "--only", "number == 2");
    expect(code).toBe(1);
    expect(out).toContain("fault  access_register_out.reserved_at_40: reserved, expected 0");
  });

  test("says nothing about an exchange without surprises", async () => {
    expect((await decode("--strict", "--only", "number == 1")).code).toBe(0);
  });
});
