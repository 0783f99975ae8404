import { describe, expect, test } from "vitest";
import { fwctl, sessionLines } from "./support.js";

describe("a device", () => {
  test("is never opened unasked", async () => {
    for (const command of [["info"], ["caps"], ["features"], ["reg", "PTYS", "-p", "1", "-i", "proto_mask=4"]]) {
      expect(await fwctl(command)).toMatchObject({
        code: 2,
        out: "",
        err: expect.stringContaining("no device is named, and none is opened unasked"),
      });
    }
  });

  test("is a path, sim or replay", async () => {
    expect(await fwctl(["info", "--device", "fwctl0"])).toMatchObject({
      code: 2,
      err: expect.stringContaining('"fwctl0" is no device'),
    });
  });

  test("that is not there is a transport fault", async () => {
    const { code, err } = await fwctl(["info", "--device", "/dev/fwctl/fwctl4095"]);
    expect(code).toBe(1);
    expect(err).toMatch(/^fwctl: \/dev\/fwctl\/fwctl4095: cannot be opened: ENOENT\. /);
  });
});

describe("info", () => {
  test("says which driver is there and decodes its record", async () => {
    const { code, out } = await fwctl(["info", "--device", "sim"]);
    expect(code).toBe(0);
    expect(out).toContain("sim: mlx5 (device type 1)\n");
    expect(out).toMatch(/uctx_caps +0x00000004 +TOOLS_RESOURCES\n/);
  });

  test("a driver without a record has no device data", async () => {
    expect((await fwctl(["info", "--device", "sim:cxl"])).out).toContain(
      "sim:cxl: cxl (device type 2)\nno device data\n",
    );
  });

  test("--json", async () => {
    const { out } = await fwctl(["info", "--device", "sim", "--json"]);
    expect(JSON.parse(out)).toMatchObject({ family: "mlx5", deviceType: 1, info: { uid: 1, uctx_caps: 4 } });
  });

  test("a model from a file", async () => {
    const model = JSON.stringify({ driver: "mlx5", uid: 7 });
    const { out } = await fwctl(["info", "--device", "sim:m.json"], { files: { "m.json": model } });
    expect(out).toMatch(/uid +0x00000007\n/);
  });

  test("a model that is wrong says where", async () => {
    const { code, err } = await fwctl(["info", "--device", "sim:m.json"], { files: { "m.json": '{"driver":"mlx6"}' } });
    expect(code).toBe(1);
    expect(err).toContain("/driver is none of");
  });
});

describe("caps", () => {
  test("says a maximum only where it is higher: not of reserved bytes that are the same", async () => {
    const { out } = await fwctl(["caps", "ROCE", "--device", "sim"]);
    expect(out).toMatch(/reserved_at_100 /);
    expect(out).not.toContain("max 0x");
  });

  test("lists the types that the device answers, and those that it refuses", async () => {
    const { code, out } = await fwctl(["caps", "--device", "sim"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^GENERAL +\d+ of 336 fields set +2 fields below the maximum\n/);
    expect(out).toMatch(/^ODP +BAD_PARAM_ERR \(0x3\), syndrome 0x0$/m);
  });

  test("prints one type, with the maximum where it is higher", async () => {
    const { code, out } = await fwctl(["caps", "general", "--device", "sim", "--brief"]);
    expect(code).toBe(0);
    expect(out).toMatch(/log_max_qp +0x12 +2\^18 = 262144; max 0x14 \(2\^20 = 1048576\)\n/);
    expect(out).toMatch(/log_max_cq +0x18 +2\^24 = 16777216\n/);
  });

  test("--max asks for the maximum", async () => {
    expect((await fwctl(["caps", "GENERAL", "--max", "--device", "sim"])).out).toMatch(
      /log_max_qp +0x14 +2\^20 = 1048576\n/,
    );
  });

  test("--json has both", async () => {
    const { out } = await fwctl(["caps", "GENERAL", "--json", "--device", "sim"]);
    expect(JSON.parse(out)).toMatchObject({
      type: 0,
      current: { capability: { cmd_hca_cap: { log_max_qp: 18 } } },
      maximum: { capability: { cmd_hca_cap: { log_max_qp: 20 } } },
    });
  });

  test("a type that the device refuses ends with 1 and says why", async () => {
    const { code, out } = await fwctl(["caps", "ODP", "--device", "sim"]);
    expect(code).toBe(1);
    expect(out).toContain("status BAD_PARAM_ERR (0x3), syndrome 0x0: ");
  });

  test("a type that does not exist names the nearest", async () => {
    expect(await fwctl(["caps", "ROCEE", "--device", "sim"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("Nearest: ROCE"),
    });
  });

  test("a device of another driver has none", async () => {
    expect(await fwctl(["caps", "--device", "sim:cxl"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("this is a cxl device"),
    });
  });
});

describe("reg", () => {
  const read = ["reg", "PTYS", "--port", "1", "--index", "proto_mask=4", "--device", "sim"];

  test("reads a register", async () => {
    const { code, out } = await fwctl(read);
    expect(code).toBe(0);
    expect(out).toMatch(/ext_eth_proto_oper +0x00000400 +100GAUI_2_100GBASE_CR2_KR2 \(100 Gbit\/s\)\n/);
  });

  test("asks for the fields that choose what is read", async () => {
    expect(await fwctl(["reg", "PTYS", "--device", "sim"])).toMatchObject({
      code: 2,
      err: "fwctl: PTYS returns what its index fields choose\n  Give --port N and --index proto_mask=VALUE.\n",
    });
  });

  test("a refusal by the device ends with 1", async () => {
    const { code, out } = await fwctl(["reg", "PTYS", "--port", "2", "--index", "proto_mask=4", "--device", "sim"]);
    expect(code).toBe(1);
    expect(out).toContain("status BAD_PARAM_ERR (0x3)");
  });

  test("a field that the register does not have is a usage error", async () => {
    const { code, err } = await fwctl([...read, "--index", "port=1"]);
    expect(code).toBe(2);
    expect(err).toContain("ptys_reg.port: is not a field of ptys_reg.");
  });

  test("--record keeps every exchange, and replay: answers from it", async () => {
    const recorded = await fwctl([...read, "--record", "r.ndjson"]);
    const text = recorded.written.get("r.ndjson") ?? "";
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).ioctl),
    ).toEqual(["info", "rpc"]);
    const replayed = await fwctl([...read.slice(0, -1), "replay:r.ndjson"], { files: { "r.ndjson": text } });
    expect(replayed.out).toBe(recorded.out);
    const decoded = await fwctl(["decode", "-t"], { stdin: text });
    expect(decoded.out).toContain("mlx5 ACCESS_REG (PTYS, READ)  OK");
  });

  test("a recording that does not have the call is a transport fault", async () => {
    const { code, err } = await fwctl([...read.slice(0, -1), "replay:r.ndjson"], {
      files: { "r.ndjson": sessionLines.slice(0, 1).join("\n") },
    });
    expect(code).toBe(1);
    expect(err).toMatch(/^fwctl: FWCTL_RPC \(mlx5\) ACCESS_REG/);
  });
});

describe("features", () => {
  test("lists features with their owner or scope", async () => {
    const { code, out } = await fwctl(["features", "--device", "sim"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^96dad7d6-\S+ +4 +0 +1\/1 +patrol scrub +the kernel: use EDAC; fwctl refuses to write it$/m);
    expect(out).toMatch(/takes effect after a reset: needs DEBUG_WRITE \(2\)$/m);
  });

  test.each([["patrol scrub"], ["96dad7d6-fde8-482b-a733-75774e06db8a"], ["96dad7d6"]])(
    "reads one by %s",
    async (name) => {
      const { code, out } = await fwctl(["features", name, "--device", "sim"]);
      expect(code).toBe(0);
      expect(out).toMatch(/^cxl feature patrol scrub, 4 bytes\n/);
      expect(out).toMatch(/cycle_hours +0x0c\n/);
      expect(out).toContain("takes effect: configuration changes at once\n");
    },
  );

  test("a selection that the device does not have ends with 1", async () => {
    const { code, err } = await fwctl(["features", "f0000001", "--selection", "default", "--device", "sim"]);
    expect(code).toBe(1);
    expect(err).toContain("0 of 8 bytes came: FEATURESELVALUE");
  });

  test("--json", async () => {
    const { out } = await fwctl(["features", "--json", "--device", "sim"]);
    expect(JSON.parse(out)).toMatchObject({
      supported: 2,
      complete: true,
      features: [{ words: { name: "patrol scrub" }, leastScope: 3 }, { leastScope: 2 }],
    });
  });

  test("a feature that is not listed names the nearest", async () => {
    expect(await fwctl(["features", "patrol scrap", "--device", "sim"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("Nearest: patrol scrub"),
    });
  });
});
