import { describe, expect, test } from "vitest";
import { fwctl } from "./support.js";

const source = { header: "acme.h", revision: "1.0", license: "MIT" };

/** A device of nobody's: every request starts with an opcode, every reply with a status. */
const acme = JSON.stringify({
  family: "acme",
  order: "le",
  source,
  enums: { acme_status: { values: { OK: 0, TOO_HOT: 7 } } },
  structs: {
    read_fan_in: {
      bits: 64,
      fields: [
        { name: "opcode", bits: 16 },
        { name: "fan", bits: 16 },
        { name: "reserved_at_20", bits: 32, reserved: true },
      ],
    },
    read_fan_out: {
      bits: 64,
      fields: [
        { name: "status", bits: 8, enum: "acme_status" },
        { name: "reserved_at_8", bits: 24, reserved: true },
        { name: "rpm", bits: 32 },
      ],
    },
  },
  commands: { READ_FAN: { opcode: 4, request: "read_fan_in", response: "read_fan_out", scope: "CONFIGURATION" } },
});

/** A struct beside those of mlx5, which refers to one of them, and a register. */
const mlx5More = JSON.stringify({
  family: "mlx5",
  order: "be",
  source,
  structs: {
    acme_fan_reg: {
      bits: 192,
      fields: [
        { name: "fan", bits: 32, access: "INDEX" },
        { name: "rpm", bits: 32 },
        { name: "copy", layout: "mbox_in" },
      ],
    },
  },
  registers: { ACMEFAN: { id: 0xfe01, layout: "acme_fan_reg" } },
});

const files = { "acme.json": acme, "more.json": mlx5More };
const rpc = (keys: object): string => `${JSON.stringify({ v: 1, ioctl: "rpc", deviceType: 9, scope: 0, ...keys })}\n`;

describe("--schema", () => {
  test("a family of its own, without a device type: its structs have names", async () => {
    const { out } = await fwctl(["decode", "--schema", "acme.json", "--as", "read_fan_out"], {
      files,
      stdin: "0700000010270000",
    });
    expect(out).toMatch(/^acme read_fan_out, 8 bytes\n/);
    expect(out).toMatch(/status +0x07 +TOO_HOT\n/);
    expect(out).toMatch(/rpm +0x00002710\n/);
  });

  test("a family of its own with --device-type: its exchanges are decoded", async () => {
    const { code, out } = await fwctl(["decode", "--schema", "acme.json", "--device-type", "9"], {
      files,
      stdin:
        rpc({ in: "0400020000000000", out: "0000000010270000" }) +
        rpc({ in: "0400020000000000", out: "0700000000000000" }),
    });
    expect(code).toBe(0);
    expect(out).toContain("#1 acme READ_FAN: OK  [scope CONFIGURATION (0)]\nacme READ_FAN request, 8 bytes\n");
    expect(out).toMatch(/fan +0x0002\n/);
    expect(out).toContain("#2 acme READ_FAN: TOO_HOT (0x7)");
  });

  test("a family that exists is extended; structs may refer to its own", async () => {
    const { out } = await fwctl(["show", "acme_fan_reg", "--schema", "more.json"], { files });
    expect(out).toMatch(/^mlx5 struct acme_fan_reg, 24 bytes, big-endian\n/);
    expect(out).toMatch(/copy +mbox_in\n/);
  });

  test("registers of a schema are payloads of a register access", async () => {
    const request = `08050000000000010000fe010000000000000003${"00".repeat(20)}`;
    const { out } = await fwctl(["decode", "--schema", "more.json"], {
      files,
      stdin: rpc({ deviceType: 1, in: request, out: `${"00".repeat(16)}0000000300002710${"00".repeat(16)}` }),
    });
    expect(out).toMatch(/rpm +0x00002710\n/);
  });

  test("goes with encode, list and diff as well", async () => {
    const encoded = await fwctl(["encode", "READ_FAN", "--schema", "acme.json"], { files, stdin: '{"fan":2}' });
    expect(encoded.out).toBe("0400020000000000\n");
    expect((await fwctl(["list", "fan", "--schema", "acme.json"], { files })).out).toMatch(
      /^acme +command +0x0004 +READ_FAN/,
    );
    const diff = await fwctl(["diff", "--schema", "acme.json", "--as", "read_fan_in", "a", "b"], {
      files: { ...files, a: "0400020000000000", b: "0400030000000000" },
    });
    expect(diff.out).toContain("fan  2  ->  3\n");
  });

  describe("what its requests and replies have in common is no struct of the file", () => {
    const headers = (bits: number) => ({
      bits,
      fields: [
        { name: "opcode", bits: 16 },
        { name: "rest", bits: bits - 16 },
      ],
    });
    const json: { readonly structs: object } = JSON.parse(acme);
    const own = { acme_request_header: headers(32), acme_reply_header: headers(48) };
    const named = { "own.json": JSON.stringify({ ...json, structs: { ...json.structs, ...own } }), "acme.json": acme };

    test.each([
      ["acme_request_header", "4 bytes"],
      ["acme_reply_header", "6 bytes"],
    ])("a struct that the file calls %s stays as it is", async (name, size) => {
      const { out } = await fwctl(["show", name, "--schema", "own.json", "--device-type", "9"], { files: named });
      expect(out).toContain(`acme struct ${name}, ${size}`);
    });

    test("list has what the file declares", async () => {
      const { out } = await fwctl(["list", "--family", "acme", "--json", "--schema", "acme.json"], { files: named });
      const list: readonly { readonly name: string }[] = JSON.parse(out);
      expect(list.map((one) => one.name)).toEqual(["READ_FAN", "read_fan_in", "read_fan_out", "acme_status"]);
    });

    test.each(["acme request header", "acme reply header", "acme_request_header"])(
      "show %s: there is none",
      async (name) => {
        expect((await fwctl(["show", name, "--schema", "acme.json"], { files: named })).code).toBe(2);
      },
    );

    test("an exchange of an unknown opcode still has its header", async () => {
      const { out } = await fwctl(["decode", "--json", "--schema", "own.json", "--device-type", "9"], {
        files: named,
        stdin: rpc({ in: "0900020000000000" }),
      });
      expect(JSON.parse(out)).toMatchObject({ records: [{ header: { opcode: 9 } }] });
    });
  });

  test("a name that is there already is refused", async () => {
    const twice = mlx5More.replaceAll("acme_fan_reg", "ptys_reg");
    const { code, err } = await fwctl(["list", "--schema", "twice.json"], { files: { "twice.json": twice } });
    expect(code).toBe(1);
    expect(err).toContain('"ptys_reg" is already declared at another schema');
  });

  test("a schema that is wrong: all problems, and 1", async () => {
    const wrong = acme.replace('"bits":64', '"bits":65').replace('"acme_status"}', '"acme_state"}');
    const { code, err } = await fwctl(["list", "--schema", "acme.json"], { files: { "acme.json": wrong } });
    expect(code).toBe(1);
    expect(err).toContain("fwctl: acme.json: 2 problems\n");
    expect(err).toContain("/structs/read_fan_out/fields/0/enum");
  });

  test.each([
    [["--schema", "more.json", "--device-type", "9"], "no schema has a family of its own"],
    [["--device-type", "x"], "--device-type takes a whole number"],
  ])("%j is a usage error", async (args, message) => {
    const { code, err } = await fwctl(["list", ...args], { files });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test("a device type needs an opcode that tells commands apart", async () => {
    const without = acme.replaceAll('"name":"opcode"', '"name":"operation"');
    const { code, err } = await fwctl(["list", "--schema", "a.json", "--device-type", "9"], {
      files: { "a.json": without },
    });
    expect(code).toBe(2);
    expect(err).toContain('family acme has no field "opcode" at one place');
  });
});

describe("check", () => {
  test("says nothing of a schema without problems, and ends with 0", async () => {
    expect(await fwctl(["check", "acme.json"], { files })).toMatchObject({
      code: 0,
      out: "",
      err: "fwctl: 1 file without problems\n",
    });
  });

  test("lists every problem with a JSON pointer, and ends with 1", async () => {
    const wrong = acme.replace('"order":"le"', '"order":"little"').replace('"bits":64', '"bits":65');
    const { code, out } = await fwctl(["check", "acme.json"], { files: { "acme.json": wrong } });
    expect(code).toBe(1);
    expect(out).toMatch(/^acme\.json: \d problems\n {2}\/order {2}expected "be", "le" or "host", received "little"/);
    expect(out).toContain("  /structs/read_fan_in");
  });

  test("a file may refer to what the built-in family of its name has", async () => {
    expect((await fwctl(["check", "more.json"], { files })).code).toBe(0);
    const alone = await fwctl(["check", "--alone", "more.json"], { files });
    expect(alone.code).toBe(1);
    expect(alone.out).toContain('no struct or union "mbox_in"');
  });

  test("files of one family are checked together", async () => {
    const parts = {
      "a.json": JSON.stringify({
        family: "x",
        group: "first",
        order: "be",
        source,
        structs: { a: { bits: 8, fields: [{ name: "b", layout: "b" }] } },
      }),
      "b.json": JSON.stringify({
        family: "x",
        group: "second",
        order: "be",
        source,
        structs: { b: { bits: 8, fields: [{ name: "n", bits: 8 }] } },
      }),
    };
    expect((await fwctl(["check", "a.json", "b.json"], { files: parts })).code).toBe(0);
    expect((await fwctl(["check", "a.json"], { files: parts })).code).toBe(1);
  });

  /** A file that leans on `acme.json`: a struct of its, an enumeration of its. */
  const lean = JSON.stringify({
    family: "acme",
    group: "more",
    order: "le",
    source,
    structs: {
      fans: {
        bits: 72,
        fields: [
          { name: "first", layout: "read_fan_in" },
          { name: "state", bits: 8, enum: "acme_status" },
        ],
      },
    },
  });
  const withLean = { ...files, "lean.json": lean };

  test("--schema has names that the files may refer to", async () => {
    const { code, out } = await fwctl(["check", "lean.json"], { files: withLean });
    expect([code, out.split("\n").length]).toEqual([1, 4]);
    expect(await fwctl(["check", "lean.json", "--schema", "acme.json"], { files: withLean })).toMatchObject({
      code: 0,
      err: "fwctl: 1 file without problems\n",
    });
  });

  test("--schema extends what is built in, unless --alone", async () => {
    const user = mlx5More
      .replaceAll("acme_fan_reg", "acme_pump_reg")
      .replace("ACMEFAN", "ACMEPUMP")
      .replace("65025", "65026");
    const more = {
      ...files,
      "user.json": user.replace('"mbox_in"', '"acme_fan_reg"').replace('"bits":192', '"bits":256'),
    };
    expect((await fwctl(["check", "user.json", "--schema", "more.json"], { files: more })).code).toBe(0);
    const alone = await fwctl(["check", "--alone", "user.json", "--schema", "more.json"], { files: more });
    expect([alone.code, alone.err]).toEqual([1, expect.stringContaining('no struct or union "mbox_in"')]);
  });

  test("a file that is also a --schema is checked once, and what that means is said", async () => {
    const { code, err } = await fwctl(["check", "acme.json", "--schema", "acme.json"], { files });
    expect(code).toBe(0);
    expect(err).toContain("4 names of these files are known already (acme)");
  });

  test("a --schema that is wrong: its problems, and 1", async () => {
    const wrong = { ...withLean, "acme.json": acme.replace('"bits":64', '"bits":65') };
    const { code, err } = await fwctl(["check", "lean.json", "--schema", "acme.json"], { files: wrong });
    expect(code).toBe(1);
    expect(err).toContain("acme.json: ");
  });

  test("a file that is no JSON is a problem like others", async () => {
    const { code, out } = await fwctl(["check", "x.json", "acme.json"], { files: { ...files, "x.json": "{" } });
    expect(code).toBe(1);
    expect(out).toMatch(/^x\.json: 1 problem\n {2}is not JSON/);
  });

  test("--json is a document of problems", async () => {
    const { out } = await fwctl(["check", "--json", "x.json"], { files: { "x.json": "[]" } });
    expect(JSON.parse(out)).toMatchObject({ problems: [{ file: "x.json", pointer: "" }], more: 0 });
  });
});
