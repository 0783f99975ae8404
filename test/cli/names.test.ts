import { describe, expect, test } from "vitest";
import { fwctl } from "./support.js";

const lines = async (...args: string[]): Promise<string[]> => (await fwctl(args)).out.trimEnd().split("\n");

describe("list", () => {
  test("finds names by a part of them, in any case", async () => {
    const { code, out } = await fwctl(["list", "QUERY_hca_CAP"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^mlx5 +command +0x0100 +QUERY_HCA_CAP +query_hca_cap_in -> query_hca_cap_out$/m);
    expect(out).toMatch(/^mlx5 +struct +query_hca_cap_in +16 bytes$/m);
  });

  test("takes * and ? for the whole name", async () => {
    const found = await lines("list", "*_hca_cap", "--kind", "command");
    expect(found.map((line) => line.split(/ +/)[3])).toEqual(["QUERY_HCA_CAP", "SET_HCA_CAP", "QUERY_OTHER_HCA_CAP"]);
  });

  test.each([
    ["command", "bnxt", /^bnxt +command +0x/],
    ["register", "mlx5", /^mlx5 +register +0x/],
    ["struct", "uapi", /^uapi +struct /],
    ["enum", "cxl", /^cxl +enum /],
  ])("lists only the %ss of %s", async (kind, family, pattern) => {
    const found = await lines("list", "--kind", kind, "--family", family);
    expect(found.length).toBeGreaterThan(2);
    for (const line of found) expect(line).toMatch(pattern);
  });

  test("--json has what the columns show", async () => {
    const { out } = await fwctl(["list", "fwctl_rpc", "--family", "uapi", "--kind", "struct", "--json"]);
    expect(JSON.parse(out)).toEqual([{ family: "uapi", kind: "struct", name: "fwctl_rpc", bits: 256, union: false }]);
  });

  test("nothing found is said, and no error", async () => {
    expect(await fwctl(["list", "xyzzy"])).toMatchObject({ code: 0, out: "", err: 'fwctl: nothing matches "xyzzy"\n' });
  });

  test.each([
    [["list", "--kind", "thing"], "--kind takes command, register, struct or enum"],
    [["list", "--family", "mlx4"], 'there is no family "mlx4"'],
  ])("%j is a usage error", async (args, message) => {
    const { code, err } = await fwctl(args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe("show", () => {
  test("a struct: offsets in bytes and in dword bits, widths, labels", async () => {
    const { out } = await fwctl(["show", "query_hca_cap_in"]);
    expect(out).toContain("mlx5 struct query_hca_cap_in, 16 bytes, big-endian\n");
    expect(out).toMatch(
      /0x06 +0x04\.15:0 +16 +op_mod +hca_cap_type of the value >> 1; hca_cap_mode of the value & 0x1 {2}The capability type /,
    );
    expect(out).toMatch(/0x08\.3 +0x08\.28 +1 +function_id_type/);
    expect(out).toContain("function_id_type: 0 FUNCTION_INDEX, 1 FUNCTION_VHCA_ID\n");
  });

  test.each([
    ["what it is", "qpc", "mlx5 struct qpc, 232 bytes, big-endian\nQueue pair context: "],
    ["where its facts come from", "qpc", "mlx5_ifc.h"],
    [
      "which source has it, where that is not the kernel",
      "mtmp",
      "mlx5 struct mtmp, 32 bytes, big-endian, as adb has it\n",
    ],
    ["its fields", "create_qp_in --depth 2", "State of the queue pair.\n"],
    ["bits inside a field", "cxl_scrub_rd_attrbs --depth 1", ".cycle_hours"],
  ])("a struct in words: %s", async (_what, name, words) => {
    expect((await fwctl(["show", ...name.split(" ")])).out).toContain(words);
  });

  test("--json has the words, too", async () => {
    const { docs, facts } = JSON.parse((await fwctl(["show", "qpc", "--json"])).out);
    expect(docs.fields.state).toBe("State of the queue pair.");
    expect(facts.revision).toMatch(/^Linux /);
  });

  test("a little-endian struct counts the bits of a dword from below", async () => {
    const { out } = await fwctl(["show", "cxl_feat_entry", "--json"]);
    expect(JSON.parse(out).definition.order).toBe("le");
    expect((await fwctl(["show", "uapi/fwctl_rpc"])).out).toMatch(/0x04 +0x04\.31:0 +32 +scope +fwctl_rpc_scope /);
  });

  test("a command: opcode, scope, request and reply, and what chooses the reply", async () => {
    const { out } = await fwctl(["show", "QUERY_HCA_CAP"]);
    expect(out).toMatch(/^mlx5 command QUERY_HCA_CAP, opcode 0x0100/);
    expect(out).toContain("least scope: CONFIGURATION (0)\n");
    expect(out).toContain("request query_hca_cap_in, 16 bytes, big-endian\n");
    expect(out).toContain("reply query_hca_cap_out, 4112 bytes, big-endian\n");
    expect(out).toContain("  capability is chosen\n    by the request's op_mod >> 1\n");
    expect(out).toMatch(/ 1 ETHERNET_OFFLOADS +per_protocol_networking_offload_caps\n/);
  });

  test.each([
    ["MNVDA", "mlx5 register MNVDA, id 0x9024\n"],
    ["dcbx_app", "mlx5 register DCBX_APPLICATION, id 0x4021 (DCBX_APP)\n"],
    ["NIC_CAP_REG", "mlx5 register NIC_CAP~adb, id 0xc00d (NIC_CAP_REG)\n"],
    ["MPCNT", " 4 +pcie_perf_counters2\n"],
  ])("a register by the name that one source has for it: %s", async (name, words) => {
    expect((await fwctl(["show", name])).out).toMatch(new RegExp(words.replace(/[()]/g, "\\$&")));
  });

  test.each([["0x100"], ["256"], ["query_hca_cap"], ["mlx5/QUERY_HCA_CAP"]])(
    "%s is a name of it, too",
    async (name) => {
      expect((await fwctl(["show", name])).out).toContain("mlx5 command QUERY_HCA_CAP, opcode 0x0100");
    },
  );

  test("a register, by name and number", async () => {
    const { out } = await fwctl(["show", "PTYS"]);
    expect(out).toMatch(/^mlx5 register PTYS, id 0x5004\n/);
    expect(out).toMatch(/local_port +INDEX {2}Port\.\n/);
    expect((await fwctl(["show", "0x5004"])).out).toContain("mlx5 register PTYS, id 0x5004");
  });

  test("an enumeration, with all its names", async () => {
    const { out } = await fwctl(["show", "fwctl_rpc_scope"]);
    expect(out).toMatch(
      /^uapi fwctl_rpc_scope: values, in the source FWCTL_RPC_…\nHow far .+\n {2}0 +0x0 +CONFIGURATION\n/,
    );
  });

  test("--depth opens nested structs", async () => {
    const closed = await lines("show", "create_qp_in");
    const open = await lines("show", "create_qp_in", "--depth", "1");
    expect(open.length).toBeGreaterThan(closed.length + 50);
    expect(open.join("\n")).toMatch(/\n {2}0x018 +0x18\.31:28 +4 +state /);
  });

  test("counts and lengths are said in words", async () => {
    const { out } = await fwctl(["show", "cxl_mbox_get_sup_feats_out"]);
    expect(out).toMatch(/ents\[/);
  });

  test("a name that is none names the nearest", async () => {
    expect(await fwctl(["show", "query_hca_cp_in"])).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringMatching(/^fwctl: there is no .* "query_hca_cp_in"\n {2}Nearest: query_hca_cap_in, /),
    });
  });

  test("names that reach into an object are names that are not there", async () => {
    for (const name of ["__proto__", "constructor", "toString"]) expect((await fwctl(["show", name])).code).toBe(2);
  });

  test("every struct, command, register and enumeration can be shown", async () => {
    const { out } = await fwctl(["list", "--json"]);
    const all: { readonly family: string; readonly kind: string; readonly name: string }[] = JSON.parse(out);
    const sample = all.filter((_, index) => index % 97 === 0);
    for (const { family, name } of sample) {
      const shown = await fwctl(["show", `${family}/${name}`, "--depth", "2"]);
      expect({ name, code: shown.code, err: shown.err }).toEqual({ name, code: 0, err: "" });
      expect(shown.out).toContain(name);
    }
  });
});

describe("explain-scope", () => {
  test.each([
    ["QUERY_HCA_CAP", "mlx5 QUERY_HCA_CAP (0x0100), op_mod 0: CONFIGURATION (0)\n"],
    ["CREATE_QP", "mlx5 CREATE_QP (0x0500), op_mod 0: refused\n"],
    ["SET_FEATURE", "cxl SET_FEATURE (0x0502): it depends\n"],
    ["08050000000000010000500400000000", "mlx5 ACCESS_REG (0x0805), op_mod 1: DEBUG_READ_ONLY (1)\n"],
    ["ffff000000000000ffff000000000000", "mlx5 0xffff, op_mod 0: refused\n"],
  ])("%s", async (asked, verdict) => {
    const { code, out } = await fwctl(["explain-scope", asked]);
    expect(code).toBe(0);
    expect(out).toContain(verdict);
  });

  test("--family asks the commands of one driver", async () => {
    expect((await fwctl(["explain-scope", "0"])).out).toMatch(/^bnxt VER_GET[\s\S]*^pds FWCTL_RPC/m);
    expect((await fwctl(["explain-scope", "0", "--family", "pds"])).out).toMatch(/^pds FWCTL_RPC/);
    expect((await fwctl(["explain-scope", "0", "--family", "cxl"])).code).toBe(2);
  });

  test("a register access is explained in both directions", async () => {
    const { out } = await fwctl(["explain-scope", "ACCESS_REG"]);
    expect(out).toContain("op_mod 0: CONFIGURATION (0)\n  a register write");
    expect(out).toContain("op_mod 1: DEBUG_READ_ONLY (1)\n  a register read");
  });

  test("--json is a list of verdicts", async () => {
    const { out } = await fwctl(["explain-scope", "ACCESS_REG", "--op-mod", "1", "--json"]);
    expect(JSON.parse(out)).toMatchObject([{ family: "mlx5", command: "ACCESS_REG", op_mod: 1, scope: 1 }]);
  });
});
