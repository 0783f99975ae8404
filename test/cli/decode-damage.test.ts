import { describe, expect, test } from "vitest";
import { fwctl, session, sessionLines } from "./support.js";

const rpc = (keys: object): string => JSON.stringify({ v: 1, ioctl: "rpc", deviceType: 1, scope: 0, ...keys });
const decode = (...lines: readonly string[]): ReturnType<typeof fwctl> =>
  fwctl(["decode", "x.ndjson"], { files: { "x.ndjson": lines.join("\n") } });

describe("damaged input", () => {
  test("a recording that breaks off: everything readable is printed, the fault names the line", async () => {
    const cut = session.slice(0, (sessionLines[0]?.length ?? 0) + 400);
    const { code, out } = await fwctl(["decode", "-t"], { stdin: cut });
    expect(code).toBe(1);
    expect(out).toContain("mlx5 QUERY_HCA_CAP (ETHERNET_OFFLOADS, max)  OK");
    expect(out).toContain("line 2: is not JSON: it breaks off");
    expect(out).toContain("1 fault; 1 piece of input lost");
  });

  test("a broken line in the middle: the rest is still read", async () => {
    const { code, out } = await decode(sessionLines[0] ?? "", "{ nonsense", sessionLines[3] ?? "");
    expect(code).toBe(1);
    expect(out).toContain("fault  line 2: is not JSON");
    expect(out).toContain("cxl GET_SUPPORTED_FEATURES reply, 400 bytes");
  });

  test("a reply that is cut: the fields that are there, and where the bytes end", async () => {
    const { code, out } = await decode(
      rpc({ in: "01000000000000030000000000000000", out: "00000000000000000000000000000000ff" }),
    );
    expect(code).toBe(1);
    expect(out).toMatch(/syndrome +0x00000000\n/);
    expect(out).toMatch(/fault {2}query_hca_cap_out\.capability\.\S+: needs byte.* buffer ends at 0x11 \(17 bytes\)\./);
  });

  test("a request too short for its header: its bytes and the fault", async () => {
    const { code, out } = await decode(rpc({ in: "0100" }));
    expect(code).toBe(1);
    expect(out).toContain("mlx5 request, 2 bytes\n  0x00  16  bytes   01 00\n");
    expect(out).toContain("fault  mlx5 request: needs bytes 0x0..0xf (16), buffer ends at 0x2 (2 bytes).");
  });

  test("an unknown device type: the bytes, and a note; no fault", async () => {
    const { code, out } = await decode(rpc({ deviceType: 9, in: "01000203" }));
    expect(code).toBe(0);
    expect(out).toContain("device type 9 request, 4 bytes\n  0x00  32  bytes   01 00 02 03\n");
    expect(out).toContain("9 is none of 1 mlx5, 2 cxl, 3 bnxt, 4 pds");
    expect(out).toContain("--schema FILE --device-type 9");
  });

  test("an unknown opcode: header and bytes, and a note; no fault", async () => {
    const { code, out } = await decode(rpc({ in: "0fff000000000000000000000000000001020304" }));
    expect(code).toBe(0);
    expect(out).toContain("mlx5 0x0fff request, 20 bytes");
    expect(out).toMatch(/@tail +01 02 03 04/);
    expect(out).toContain("note   0xfff: opcode without a name; header decoded, the rest kept as bytes.");
  });

  test("a refusal by the device is no fault of the data, and is explained", async () => {
    const { code, out } = await decode(
      rpc({ in: "01000000000000030000000000000000", out: "0300000012345678".padEnd(8224, "0") }),
    );
    expect(code).toBe(0);
    expect(out).toContain(
      "#1 mlx5 QUERY_HCA_CAP (ETHERNET_OFFLOADS, current): BAD_PARAM_ERR (0x3), syndrome 0x12345678",
    );
    expect(out).toContain(
      "a parameter is unsupported, reserved or out of range. The kernel's own callers would see EINVAL.",
    );
  });

  test("a scope that does not exist is shown as it is", async () => {
    expect((await decode(rpc({ scope: 7, in: "00".repeat(16) }))).out).toContain("[scope 7]");
  });

  test("one file that is not there: the others are still read, and it ends with 2", async () => {
    const { code, out, err } = await fwctl(["decode", "-t", "gone", "here"], { files: { here: session } });
    expect(code).toBe(2);
    expect(err).toBe("fwctl: gone: there is no such file\n");
    expect(out).toContain("mlx5 QUERY_HCA_CAP");
  });

  test("an empty input is said to be empty", async () => {
    expect(await fwctl(["decode"])).toEqual(
      expect.objectContaining({ code: 0, out: "", err: "fwctl: standard input is empty\n" }),
    );
  });

  test("names of fields that reach into an object do nothing", async () => {
    const { code, out } = await fwctl(["decode", "--ndjson", "--only", "__proto__ == 1 || constructor"], {
      stdin: session,
    });
    expect(code).toBe(0);
    expect(out).toBe("");
  });

  test("a summary alone says the first faults, and how many more there are", async () => {
    const { code, err } = await fwctl(["decode", "--summary", "--from", "fwctl-capture"], {
      stdin: "{ nonsense\n".repeat(30),
    });
    expect(code).toBe(1);
    expect(err.trimEnd().split("\n").length).toBe(21);
    expect(err).toMatch(/\nfwctl: standard input: 10 more faults\n$/);
  });
});
