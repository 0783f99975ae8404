/** What each driver adds to the core: policies, the user context, lengths, endpoints. CXL has its recording. */
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import { bnxt } from "../../src/bnxt/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import {
  type BnxtModel,
  type CxlModel,
  type Mlx5Model,
  type PdsModel,
  type SimulatedKernel,
  scopePolicy,
  simulatedKernel,
} from "../../src/simulate/index.js";
import { hex, outcome } from "./support.js";

describe("mlx5", () => {
  const device: Mlx5Model = {
    driver: "mlx5",
    uid: 7,
    capabilities: [{ type: 0, current: { "0x0": "c0ffee" }, max: "ff" }],
    registers: [
      { id: 0x5004, match: [{ at: 1, bytes: "02" }], data: "0002000211111111", writable: "00000000ffff0000" },
      { id: 0x5004, data: "0001000222222222" },
    ],
    replies: [
      { opcode: 0x80d, op_mod: 0, errno: "EIO" },
      { opcode: 0x80d, status: 8, syndrome: 0xbadd00de },
      { opcode: 0x50b, match: [{ at: 8, bytes: "00001234", mask: "00ffffff" }], out: "0000000099" },
    ],
  };
  const kernel = (): SimulatedKernel => simulatedKernel({ device, policy: scopePolicy(mlx5) });
  const call = (input: string, outLength = 32, scope = 1): Parameters<SimulatedKernel["rpc"]>[0] => ({
    scope,
    in: hex(input),
    outLength,
  });
  const rest = "0000 0000 0000 0000";

  test("FWCTL_INFO gives the user context of the descriptor and its capabilities", async () => {
    const first = kernel();
    expect(await first.info()).toEqual({ deviceType: 1, data: hex("07000000 04000000") });
    expect((await first.open().info()).data).toEqual(hex("08000000 04000000"));
  });

  test.each<[string, string, number, number, string]>([
    ["a request below 16 bytes", "0100", 32, 0, "EMSGSIZE"],
    ["room below 16 bytes", `0100 0000 0000 0001 ${rest}`, 15, 0, "EMSGSIZE"],
    ["an opcode that the driver lets pass", `0100 0000 0000 0001 ${rest}`, 32, 0, "OK"],
    ["an opcode that needs a higher scope", `050b 0000 0000 0000 ${rest}`, 32, 0, "EBADMSG"],
    ["the same opcode with that scope", `050b 0000 0000 0000 ${rest}`, 32, 1, "OK"],
    ["an opcode that never passes", `0102 0000 0000 0000 ${rest}`, 32, 3, "EBADMSG"],
    ["an opcode that nobody has named", `ffff 0000 0000 0000 ${rest}`, 32, 3, "EBADMSG"],
    ["a register write at scope 0", `0805 0000 0000 0000 0000 5004 0000 0000`, 32, 0, "OK"],
    ["a register read at scope 0", `0805 0000 0000 0001 0000 5004 0000 0000`, 32, 0, "EBADMSG"],
    ["a command queue that failed", `080d 0000 0000 0000 ${rest}`, 32, 1, "EIO"],
  ])("%s", async (_, input, outLength, scope, expected) => {
    expect(await outcome(kernel().rpc(call(input, outLength, scope)))).toBe(expected);
  });

  test("a capability record follows a header of 16 bytes; the length of the reply is the caller's", async () => {
    const reply = await kernel().rpc(call(`0100 0000 0000 0001 ${rest}`, 24));
    expect([toHex(reply.out), reply.outLength]).toEqual([`${"00".repeat(16)}c0ffee${"00".repeat(5)}`, 24]);
    const max = await kernel().rpc(call(`0100 0000 0000 0000 ${rest}`, 17));
    expect(toHex(max.out)).toBe(`${"00".repeat(16)}ff`);
  });

  test.each<[string, string, string]>([
    ["a capability that the device has not", `0100 0000 0000 0003 ${rest}`, "03000000 00000000"],
    ["a register that the device has not", "0805 0000 0000 0001 0000 9999 0000 0000", "03000000 00000000"],
    ["a register that cannot be written", "0805 0000 0000 0000 0000 5004 0000 0000", "03000000 00000000"],
    ["a canned refusal", `080d 0000 0000 0001 ${rest}`, "08000000 badd00de"],
    ["anything else", `010a 0000 0000 0000 ${rest}`, "02000000 00000000"],
  ])("%s is refused in the reply", async (_, input, status) => {
    expect(toHex((await kernel().rpc(call(input))).out.subarray(0, 8))).toBe(status.replace(" ", ""));
  });

  test("a register is chosen by its id and the beginning of its data", async () => {
    const read = async (port: string): Promise<string> =>
      toHex((await kernel().rpc(call(`0805 0000 0000 0001 0000 5004 0000 0000 00${port}0000`, 24))).out.subarray(16));
    expect(await read("02")).toBe("0002000211111111");
    expect(await read("01")).toBe("0001000222222222");
  });

  test("a register keeps the writable bits of a write", async () => {
    const device = kernel();
    const written = await device.rpc(call("0805 0000 0000 0000 0000 5004 0000 0000 00020000 abcdabcd", 24, 0));
    expect(toHex(written.out.subarray(16))).toBe("00020002abcd1111");
    const read = await device.rpc(call("0805 0000 0000 0001 0000 5004 0000 0000 00020000 00000000", 24));
    expect(toHex(read.out.subarray(16))).toBe("00020002abcd1111");
  });

  test("bytes 2 and 3 become the user context: a device that looks sees it, whatever the caller wrote", async () => {
    const device: Mlx5Model = {
      driver: "mlx5",
      uid: 7,
      replies: [{ opcode: 0x50b, match: [{ at: 2, bytes: "0007" }], out: "aa" }],
    };
    const reply = await simulatedKernel({ device, policy: scopePolicy(mlx5) }).rpc(
      call(`050b ffff 0000 0000 ${rest}`, 16),
    );
    expect(reply.out[8]).toBe(0xaa);
  });

  test("a canned reply may ask for bytes of the request", async () => {
    expect((await kernel().rpc(call("050b 0000 0000 0000 ff001234 00000000", 16))).out[12]).toBe(0x99);
    expect((await kernel().rpc(call("050b 0000 0000 0000 ff001235 00000000", 16))).out[0]).toBe(2);
  });

  test("there is no kernel without the driver's policy", () => {
    expect(() => simulatedKernel({ device })).toThrow(
      "policy: is missing: the mlx5 driver lets commands pass by a table. Pass scopePolicy(mlx5).",
    );
  });
});

describe("bnxt", () => {
  const device: BnxtModel = {
    driver: "bnxt",
    replies: [
      { req_type: 0, out: "01020304" },
      { req_type: 12, error_code: 3 },
      { req_type: 24, errno: "EBUSY" },
    ],
  };
  const kernel = (changes: Partial<BnxtModel> = {}): SimulatedKernel =>
    simulatedKernel({ device: { ...device, ...changes }, policy: scopePolicy(bnxt) });
  const request = (type: string, bytes = 24): Uint8Array => hex(type.padEnd(bytes * 2, "0"));

  test("FWCTL_INFO gives the capabilities", async () => {
    expect(await kernel().info()).toEqual({ deviceType: 3, data: hex("07000000") });
  });

  test.each<[string, Uint8Array, number, number, string]>([
    ["a request below 16 bytes", request("0000", 15), 16, 1, "EINVAL"],
    ["a request above 128 bytes", request("0000", 129), 16, 1, "EINVAL"],
    ["room below 8 bytes", request("0000"), 7, 1, "EINVAL"],
    ["a request that passes", request("0000"), 16, 1, "OK"],
    ["a request with too low a scope", request("0000"), 16, 0, "EPERM"],
    ["a request that never passes", request("0b00"), 16, 3, "EPERM"],
  ])("%s", async (_, input, outLength, scope, expected) => {
    expect(await outcome(kernel().rpc({ scope, in: input, outLength }))).toBe(expected);
  });

  test("a stopped function refuses everything", async () => {
    expect(await outcome(kernel({ stopped: true }).rpc({ scope: 3, in: request("0000"), outLength: 16 }))).toBe(
      "EPERM",
    );
  });

  test("a reply has the request's type, the driver's sequence number, its length, and a last byte of 0", async () => {
    const one = kernel();
    const ask = async (): Promise<string> =>
      toHex((await one.rpc({ scope: 1, in: request("0000"), outLength: 20 })).out);
    expect(await ask()).toBe("0000000001001000 0102030400000000 00000000".replaceAll(" ", ""));
    expect((await ask()).slice(8, 12)).toBe("0200");
  });

  test.each([
    ["the firmware's refusal", "0c00", "0300"],
    ["a request that the firmware does not know", "4700", "ffff"],
    ["the driver's own failure, as the low 16 bits of -errno", "1800", "f0ff"],
  ])("%s stands in error_code", async (_, type, code) => {
    const reply = await kernel().rpc({ scope: 3, in: request(type), outLength: 16 });
    expect(toHex(reply.out.subarray(0, 2))).toBe(code);
  });
});

describe("pds", () => {
  const device: PdsModel = {
    driver: "pds",
    max_req_sz: 8,
    max_resp_sz: 8,
    endpoints: [
      {
        id: 1,
        operations: [
          { id: 0x0002_0005, scope: 0, replies: [{ match: [{ at: 0, bytes: "aa" }], err: 9, data: "0102030405" }] },
          { id: 0x0000_0006, scope: 8, replies: [{ status: 33 }] },
          { id: 0x0000_0007, scope: 5, replies: [{ status: 200 }] },
          { id: 0x0000_0008, scope: 0, replies: [{ errno: "ETIMEDOUT" }] },
        ],
      },
      { id: 2 },
    ],
  };
  const kernel = simulatedKernel({ device });

  /** struct fwctl_rpc_pds with both payloads. */
  function call(fields: {
    op?: number;
    endpoint?: number;
    input?: string;
    room?: number;
    scope?: number;
  }): Parameters<SimulatedKernel["rpc"]>[0] {
    const message = new Uint8Array(48);
    const view = new DataView(message.buffer);
    const data = hex(fields.input ?? "");
    const room = fields.room ?? 4;
    view.setUint32(0, fields.op ?? 5, true);
    view.setUint32(4, fields.endpoint ?? 1, true);
    view.setUint32(12, data.length, true);
    view.setUint32(36, room, true);
    return {
      scope: fields.scope ?? 3,
      in: message,
      outLength: 48,
      pointers: [
        { at: 16, direction: "in", data, length: data.length },
        { at: 40, direction: "out", length: room },
      ],
    };
  }

  test("FWCTL_INFO reports no data: the driver says its length is 0", async () => {
    expect(await kernel.info()).toEqual({ deviceType: 4, data: hex("") });
  });

  test.each<[string, Parameters<typeof call>[0], string]>([
    ["a request payload above the firmware's limit", { input: "00".repeat(9) }, "EINVAL"],
    ["a reply payload above the firmware's limit", { room: 9 }, "EINVAL"],
    ["an endpoint that the firmware does not list", { endpoint: 3 }, "EINVAL"],
    ["an endpoint whose operations cannot be listed", { endpoint: 2 }, "ENOMEM"],
    ["an operation that the endpoint does not list", { op: 4 }, "EINVAL"],
    ["an older version of an operation", { op: 0x0001_0005 }, "OK"],
    ["a newer version of an operation", { op: 0x0003_0005 }, "EINVAL"],
    ["an operation below its scope", { op: 6, scope: 1 }, "EPERM"],
    ["an operation with an attribute that nobody knows", { op: 7, scope: 2 }, "EPERM"],
    ["a status of the admin queue", { op: 6 }, "ECHILD"],
    ["a status without a name", { op: 7 }, "EIO"],
    ["an admin queue that does not answer", { op: 8 }, "ETIMEDOUT"],
  ])("%s", async (_, fields, expected) => {
    expect(await outcome(kernel.rpc(call(fields)))).toBe(expected);
  });

  test("a request below 48 bytes", async () => {
    expect(await outcome(kernel.rpc({ scope: 3, in: new Uint8Array(47), outLength: 48 }))).toBe("EINVAL");
  });

  test("a payload that cannot be read", async () => {
    const { pointers, ...bare } = call({ input: "aa" });
    expect(pointers).toHaveLength(2);
    expect(await outcome(kernel.rpc(bare))).toBe("EFAULT");
  });

  test("the reply is the request with retval; the payload comes back behind its pointer, cut to its room", async () => {
    const reply = await kernel.rpc(call({ input: "aa", scope: 0 }));
    expect(new DataView(reply.out.buffer).getUint32(24, true)).toBe(9);
    expect(reply.outLength).toBe(48);
    expect(reply.pointers?.[1]).toEqual({ at: 40, direction: "out", length: 4, data: hex("01020304") });
  });

  test("no address of this process comes back in the reply", async () => {
    const { out } = await kernel.rpc(call({ input: "aa" }));
    expect([toHex(out.subarray(16, 24)), toHex(out.subarray(40))]).toEqual(["00".repeat(8), "00".repeat(8)]);
  });
});

describe("cxl, beyond the recording", () => {
  const uuid = "f0000001-0001-4001-8001-0102030405e1";
  const feature = {
    uuid,
    get_feat_size: 600,
    set_feat_size: 600,
    flags: 0x41,
    get_feat_ver: 1,
    set_feat_ver: 1,
    effects: 0x202,
    current: { "0": "01", "599": "02" },
    saved: { "0": "0a" },
  };
  const device: CxlModel = { driver: "cxl", mailbox: 256, features: [feature] };

  function message(opcode: number, fields: string, data: Uint8Array = new Uint8Array()): Uint8Array {
    const payload = hex(uuid.replaceAll("-", "") + fields);
    const bytes = new Uint8Array(16 + payload.length + data.length);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, opcode, true);
    view.setUint32(8, payload.length + data.length, true);
    bytes.set(payload, 16);
    bytes.set(data, 16 + payload.length);
    return bytes;
  }
  const get = (selection: string, offset = "0000", count = "5802"): Parameters<SimulatedKernel["rpc"]>[0] => ({
    scope: 0,
    in: message(0x501, `${offset}${count}${selection}`),
    outLength: 1024,
  });
  const set = (data: Uint8Array): Parameters<SimulatedKernel["rpc"]>[0] => ({
    scope: 3,
    in: message(0x502, `00000000 0000 01 ${"00".repeat(9)}`, data),
    outLength: 16,
  });

  test("a feature larger than the mailbox is read in pieces", async () => {
    const { out } = await simulatedKernel({ device }).rpc(get("00"));
    expect([out[0], out[4], out[8], out[607], out.length]).toEqual([0x58, 0, 1, 2, 616]);
  });

  test("and written in pieces, which take effect together", async () => {
    const kernel = simulatedKernel({ device });
    const data = Uint8Array.from({ length: 600 }, (_, index) => index & 0xff);
    expect(toHex((await kernel.rpc(set(data))).out)).toBe("00".repeat(16));
    expect((await kernel.rpc(get("00"))).out.subarray(8, 608)).toEqual(data);
  });

  test("the kernel asks for the value to be saved: the saved selection changes too, the default does not exist", async () => {
    const kernel = simulatedKernel({ device });
    expect((await kernel.rpc(get("02"))).out[8]).toBe(0x0a);
    await kernel.rpc(set(hex("77")));
    expect((await kernel.rpc(get("02"))).out[8]).toBe(0x77);
    expect((await kernel.rpc(get("01"))).out[4]).toBe(26);
  });

  test("a count behind the end is success without data, with the first bytes of it in the reply", async () => {
    const { out, outLength } = await simulatedKernel({ device }).rpc(get("00", "5702", "1000"));
    expect([outLength, toHex(out)]).toEqual([16, `${"00".repeat(8)}02${"00".repeat(7)}`]);
  });

  test("a mailbox that does not answer is success without data, too", async () => {
    const silent = simulatedKernel({ device: { ...device, answers: false } });
    expect(toHex((await silent.rpc(get("00"))).out)).toBe("00".repeat(16));
    expect(toHex((await silent.rpc(set(hex("77")))).out)).toBe("00".repeat(16));
  });

  test("a device without Set Feature refuses it at every scope", async () => {
    const readOnly = simulatedKernel({ device: { ...device, commands: [0x500, 0x501] } });
    expect(await outcome(readOnly.rpc(set(hex("77"))))).toBe("EINVAL");
  });

  test("an effect after a reset beside one at once needs scope 3", async () => {
    const both = simulatedKernel({ device: { ...device, features: [{ ...feature, effects: 0x602 }] } });
    expect(await outcome(both.rpc({ ...set(hex("77")), scope: 2 }))).toBe("EINVAL");
    expect(await outcome(both.rpc(set(hex("77"))))).toBe("OK");
  });

  test.each<[string, CxlModel]>([
    [
      "only features that the kernel keeps",
      { ...device, features: [{ ...feature, uuid: "96dad7d6-fde8-482b-a733-75774e06db8a" }] },
    ],
    ["no features", { ...device, features: [] }],
    ["no list of them", { ...device, commands: [0x501, 0x502] }],
  ])("a device with %s gets no fwctl device", (_, model) => {
    expect(() => simulatedKernel({ device: model })).toThrow("features: the kernel registers no fwctl device");
  });

  test("more features than one mailbox lists are all in the kernel's cache", async () => {
    const features = Array.from({ length: 12 }, (_, index) => ({
      ...feature,
      uuid: uuid.replace("e1", `${index + 10}`),
    }));
    const list = { scope: 0, in: hex("00050000 00000000 08000000 00000000 ffff0000 0000 0000"), outLength: 4096 };
    const { out } = await simulatedKernel({ device: { ...device, features } }).rpc(list);
    expect(new DataView(out.buffer).getUint16(8, true)).toBe(12);
    expect(out.length).toBe(16 + 8 + 12 * 48);
  });
});
