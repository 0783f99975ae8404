import { describe, expect, test } from "vitest";
import { fwctl } from "./support.js";

const encode = (json: unknown, ...args: string[]): ReturnType<typeof fwctl> =>
  fwctl(["encode", ...args], { stdin: typeof json === "string" ? json : JSON.stringify(json) });

describe("encode", () => {
  test("makes a request from a few fields: the opcode is the command's, the rest 0", async () => {
    expect(await encode({ op_mod: 3 }, "QUERY_HCA_CAP")).toMatchObject({
      code: 0,
      out: "01000000000000030000000000000000\n",
    });
  });

  test("makes a struct from all its fields; lengths fill themselves in, names stand for values", async () => {
    const value = { scope: "DEBUG_READ_ONLY", in_len: 16, out_len: 4112, in: "0x7f0000001000", out: "0x7f0000002000" };
    expect(await encode(value, "fwctl_rpc")).toMatchObject({
      code: 0,
      out: "2000000001000000100000001010000000100000007f0000002000000" + "07f0000\n",
    });
  });

  test("--binary writes the bytes themselves", async () => {
    const { bytes } = await encode({ op_mod: 3 }, "QUERY_HCA_CAP", "--binary");
    expect([...bytes]).toEqual([1, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test("--output writes a file and prints nothing", async () => {
    const { out, written } = await encode({ op_mod: 3 }, "QUERY_HCA_CAP", "-o", "request.hex");
    expect(out).toBe("");
    expect(written.get("request.hex")).toBe("01000000000000030000000000000000\n");
  });

  test("reads a file", async () => {
    const { out } = await fwctl(["encode", "QUERY_HCA_CAP", "v.json"], { files: { "v.json": '{"op_mod":1}' } });
    expect(out).toBe("01000000000000010000000000000000\n");
  });

  test.each([
    [{ op_mod: 65536 }, "fwctl: query_hca_cap_in.op_mod: 65536 does not fit 16 bits (0..65535).\n"],
    [{ op_mode: 1 }, 'fwctl: query_hca_cap_in.op_mode: is not a field of query_hca_cap_in. Did you mean "op_mod"?\n'],
    [[], "fwctl: query_hca_cap_in: expects an object.\n"],
  ])("refuses %j before a byte is written", async (json, message) => {
    expect(await encode(json, "QUERY_HCA_CAP")).toMatchObject({ code: 1, out: "", err: message });
  });

  test("text that is no JSON is a fault of the data", async () => {
    const { code, err } = await encode("{ op_mod: 1 }", "QUERY_HCA_CAP");
    expect(code).toBe(1);
    expect(err).toMatch(/^fwctl: standard input: expects JSON, received /);
  });

  test("a struct needs its fields", async () => {
    expect(await encode({}, "query_hca_cap_in")).toMatchObject({
      code: 1,
      err: expect.stringContaining("is missing."),
    });
  });

  test("a name that is none names the nearest", async () => {
    expect(await encode({}, "QUERY_HCA_CAPS")).toMatchObject({
      code: 2,
      err: expect.stringContaining("Nearest: QUERY_HCA_CAP"),
    });
  });

  test("standard input that is a terminal is a usage error", async () => {
    expect(await fwctl(["encode", "fwctl_rpc"], { terminal: ["stdin"] })).toMatchObject({ code: 2 });
  });
});
