import { describe, expect, test } from "vitest";
import { fwctl, session, sessionBytes } from "./support.js";

const request = sessionBytes(1, "in");
const reply = sessionBytes(1, "out");
const capability = reply.subarray(16, 16 + 256);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

describe("bytes without a header", () => {
  test("are refused with a hint when nobody says what they are", async () => {
    expect(await fwctl(["decode", "x.bin"], { files: { "x.bin": request } })).toMatchObject({
      code: 2,
      out: "",
      err: `fwctl: 16 bytes of raw data do not say what they are
  Name it: --as STRUCT, --as REGISTER, --as COMMAND:in or --as COMMAND:out.
  The first bytes would fit --as mlx5/QUERY_HCA_CAP:in.
`,
    });
  });

  test("that are a compressed file are told so", async () => {
    const { err } = await fwctl(["decode"], { stdin: Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0) });
    expect(err).toContain("It is compressed: gzip -dc FILE | fwctl decode -");
  });

  test.each([
    ["raw", request],
    ["plain hex", hex(request)],
    ["xxd", "00000000: 0100 0000 0000 0002 0000 0000 0000 0000  ................\n"],
    ["hexdump -C", "00000000  01 00 00 00 00 00 00 02  00 00 00 00 00 00 00 00  |................|\n00000010\n"],
    ["a C array", "{ 0x01,0,0,0, 0,0,0,2, 0,0,0,0, 0,0,0,0 }"],
    ["numbers alone", "0x01 0x00 0x00 0x00 0x00 0x00 0x00 0x02\n0x00 0x00 0x00 0x00 0x00 0x00 0x00 0x00\n"],
  ])("%s of a request: --as COMMAND:in", async (_, stdin) => {
    const { code, out } = await fwctl(["decode", "--as", "QUERY_HCA_CAP:in", "--brief"], { stdin });
    expect(code).toBe(0);
    expect(out).toMatch(/^mlx5 QUERY_HCA_CAP request, 16 bytes\n/);
    expect(out).toMatch(/op_mod +0x0002 +ETHERNET_OFFLOADS, max\n/);
  });

  test("a struct by name", async () => {
    const { out } = await fwctl(["decode", "--as", "per_protocol_networking_offload_caps"], { stdin: capability });
    expect(out).toMatch(/^mlx5 per_protocol_networking_offload_caps, 256 bytes\n/);
    expect(out).toMatch(/max_lso_cap +0x12\n/);
  });

  test("a register by name", async () => {
    const { out } = await fwctl(["decode", "--as", "PTYS"], { stdin: sessionBytes(2, "out").subarray(16, 80) });
    expect(out).toMatch(/^mlx5 ptys_reg, 64 bytes\n/);
  });

  test("words stand beside bytes too: the board id of a reply", async () => {
    const adapter = new Uint8Array(272);
    adapter.set(new TextEncoder().encode("MT_0000000223"), 256);
    const { out } = await fwctl(["decode", "--as", "QUERY_ADAPTER:out"], { stdin: adapter });
    expect(out).toMatch(/vsd_contd_psid +4d 54 5f .* 33 00 00 00 +MT_0000000223\n/);
  });

  test("and are picked with the field: the version of all three", async () => {
    const segment = new Uint8Array(512).fill(0);
    segment.set([0, 35, 0, 22, 0, 0, 3, 0xf4]);
    const { out } = await fwctl(["decode", "--as", "initial_seg", "--pick", "fw_rev_subminor"], { stdin: segment });
    expect(out).toContain("1012 (22.35.1012)");
  });

  test("an array of bytes with names has a row for each, and is picked as a whole or by element", async () => {
    const page = new Uint8Array(248);
    page.set([5, 6], 0x48);
    const { out } = await fwctl(["decode", "--as", "pddr_phy_info_page"], { stdin: page });
    expect(out).toMatch(
      /kr_startup_fsm_lane +05 06 00 00 00 00 00 00\n +0x48 +8 +\[0\] +0x05 +KR_FSM_LINK_READY\n +0x49 +8 +\[1\] +0x06 +KR_FSM_SEND_DATA\n/,
    );
    const picks = ["kr_startup_fsm_lane", "kr_startup_fsm_lane[1]"].flatMap((field) => ["--pick", field]);
    const picked = await fwctl(["decode", "--as", "pddr_phy_info_page", ...picks], { stdin: page });
    expect(picked.out).toMatch(/0x0506000000000000 +6 \(KR_FSM_SEND_DATA\)/);
  });

  test("a reply, with what only the request knows: --select", async () => {
    const { out } = await fwctl(["decode", "--as", "QUERY_HCA_CAP:out", "--select", "op_mod=2"], { stdin: reply });
    expect(out).toMatch(/^mlx5 QUERY_HCA_CAP reply, 4112 bytes\n/);
    expect(out).toMatch(/max_lso_cap +0x12\n/);
  });

  test("a reply without it keeps what depends on it as bytes", async () => {
    const { out } = await fwctl(["decode", "--as", "QUERY_HCA_CAP:out"], { stdin: reply });
    expect(out).toMatch(/0x0010 +32768 +bytes +e8 92 6b e3/);
  });

  test("fewer bytes than the struct: what is there, and a fault", async () => {
    const { code, out } = await fwctl(["decode", "--as", "mlx5/mbox_in"], { stdin: request.subarray(0, 8) });
    expect(code).toBe(1);
    expect(out).toMatch(/opcode +0x0100 +QUERY_HCA_CAP\n/);
    expect(out).toContain("buffer ends at 0x8 (8 bytes).");
  });

  test("bytes of another command than the named one are said to be", async () => {
    const { out } = await fwctl(["decode", "--as", "QUERY_QP:in"], { stdin: request });
    expect(out).toContain("the bytes say opcode 0x0100, which is not QUERY_QP (0x050b)");
  });

  test("text that is no hex is read as it was asked, and said to be no bytes", async () => {
    const { err } = await fwctl(["decode", "--as", "mbox_in", "-"], { stdin: "AQAAAAAAAAIAAAAAAAAAAA==\n" });
    expect(err).toBe(
      "fwctl: standard input: not sure what this is, read as raw: nothing that is known was found. --from overrides\n",
    );
    const log = "mlx5_core 0000:d2:00.0: dump_command:1:(pid 1): cmd[0]: start dump\n";
    expect((await fwctl(["decode", "--as", "mbox_in", "-"], { stdin: log })).err).toBe(
      "fwctl: standard input: read as raw, though it looks like kernel-log: 1 line of an mlx5 command dump. --from overrides\n",
    );
  });

  test("words whose byte order a dump does not tell need --words", async () => {
    const dump = "0000000 00000001 02000000 00000000 00000000\n0000020\n";
    const refused = await fwctl(["decode", "--as", "QUERY_HCA_CAP:in"], { stdin: dump });
    expect(refused.code).toBe(1);
    const { code, out } = await fwctl(["decode", "--as", "QUERY_HCA_CAP:in", "--words", "le32"], { stdin: dump });
    expect(code).toBe(0);
    expect(out).toMatch(/opcode +0x0100 +QUERY_HCA_CAP\n/);
  });
});

describe("names that do not exist", () => {
  test.each([
    [["decode", "--as", "query_hca_cap_inn"], "query_hca_cap_in"],
    [["decode", "--as", "QUERY_HCA_CAPS:in"], "QUERY_HCA_CAP"],
    [["decode", "--as", "PTYX"], "PTYS"],
  ])("%j names the nearest", async (args, nearest) => {
    const { code, err } = await fwctl(args, { stdin: request });
    expect(code).toBe(2);
    expect(err).toMatch(/^fwctl: there is no .*\n {2}Nearest: /);
    expect(err).toContain(nearest);
  });

  test("a command needs a side", async () => {
    expect(await fwctl(["decode", "--as", "QUERY_HCA_CAP"], { stdin: request })).toMatchObject({
      code: 2,
      err: expect.stringContaining("Say --as QUERY_HCA_CAP:in for a request, --as QUERY_HCA_CAP:out for a reply."),
    });
  });

  test.each([
    ["op_mod", "--select takes FIELD=VALUE"],
    ["op_mode=1", "op_mode: is not a field of query_hca_cap_in"],
    ["op_mod=70000", "op_mod: 70000 does not fit 16 bits"],
  ])("--select %s", async (selection, message) => {
    const { code, err } = await fwctl(["decode", "--as", "QUERY_HCA_CAP:out", "--select", selection], { stdin: reply });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe("--value", () => {
  test("prints the value that encode takes", async () => {
    const value = await fwctl(["decode", "--as", "QUERY_HCA_CAP:out", "--select", "op_mod=2", "--value"], {
      stdin: reply,
    });
    const back = await fwctl(["encode", "QUERY_HCA_CAP:out"], { stdin: value.out });
    expect(back.err).toBe("");
    expect(back.out.trim()).toBe(hex(reply));
  });

  test("has nothing to print for bytes that are too few", async () => {
    const { code, out, err } = await fwctl(["decode", "--as", "fwctl_rpc", "--value"], { stdin: request });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("buffer ends at 0x10 (16 bytes)");
  });
});

describe("--host-order", () => {
  test("is asked for structs that a host wrote", async () => {
    const stdin = Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 4);
    const little = await fwctl(["decode", "--as", "fwctl_info_mlx5"], { stdin });
    const big = await fwctl(["decode", "--as", "fwctl_info_mlx5", "--host-order", "be"], { stdin });
    expect(little.out).toMatch(/uid +0x01000000/);
    expect(big.out).toMatch(/uid +0x00000001/);
  });
});

describe("--pick", () => {
  test("of bytes that end before the field is damaged data, not a wrong call", async () => {
    const { code, out, err } = await fwctl(["decode", "--pick", "log_max_qp", "--as", "cmd_hca_cap", "x"], {
      files: { x: "00112233" },
    });
    expect([code, out]).toEqual([1, "file  log_max_qp\n"]);
    expect(err).toContain("fwctl: x: cmd_hca_cap");
  });

  const other = capability.slice();
  other[1] = 0xff;
  const files = { "a.bin": capability, "b.bin": other, "s.ndjson": session };

  test("is a table of one field across files, named with --as", async () => {
    const { out } = await fwctl(
      ["decode", "--as", "per_protocol_networking_offload_caps", "--pick", "max_lso_cap", "a.bin", "b.bin"],
      { files },
    );
    expect(out).toBe("file   max_lso_cap\na.bin  18\nb.bin  31\n");
  });

  test("finds out what raw bytes are when one struct alone fits, and says so", async () => {
    const { out, err } = await fwctl(["decode", "--pick", "max_lso_cap", "a.bin", "b.bin"], { files });
    expect(out).toBe("file   max_lso_cap\na.bin  18\nb.bin  31\n");
    expect(err).toBe(
      "fwctl: read as per_protocol_networking_offload_caps, the one struct of that length with that field; --as overrides\n",
    );
  });

  test("names the structs when it cannot", async () => {
    const { code, err } = await fwctl(["decode", "--pick", "max_lso_cap", "x"], {
      files: { x: Uint8Array.of(0xff, 1) },
    });
    expect(code).toBe(2);
    expect(err).toContain("Name the struct with --as: per_protocol_networking_offload_caps (256 bytes).");
  });

  test("takes several fields, with words beside numbers, across what has them", async () => {
    const { out } = await fwctl(["decode", "--pick", "max_lso_cap", "--pick", "retval", "s.ndjson"], { files });
    expect(out).toMatch(/^s\.ndjson {2}mlx5 QUERY_HCA_CAP \(ETHERNET_OFFLOADS, max\) +18$/m);
    expect(out).toMatch(/cxl GET_FEATURE \(soft PPR\) +0 \(SUCCESS\)\n/);
  });

  test("a field that nothing has is a usage error with the nearest one", async () => {
    expect(await fwctl(["decode", "--pick", "max_lso_caps", "s.ndjson"], { files })).toMatchObject({
      code: 2,
      out: "",
      err: 'fwctl: no record has a field "max_lso_caps"\n  Nearest: max_lso_cap.\n',
    });
  });
});
