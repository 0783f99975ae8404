/** Builders of HWRM requests, and what the driver makes of them. */
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import { allowedRequests, bnxt, hwrm, hwrmBytes, predictHwrm, timeoutOf } from "../../src/bnxt/index.js";
import { isFwctlFault } from "../../src/fault/index.js";
import { type BnxtModel, scopePolicy, simulatedKernel } from "../../src/simulate/index.js";
import { send } from "../../src/transport/index.js";
import { vectorBytes } from "../support/lines.js";

interface Row {
  readonly name: string;
  readonly id: number;
  readonly min_scope: number | null;
  readonly input_bytes: number | null;
  readonly output_bytes: number | null;
  readonly timeout_ms: number | null;
}

const json = (name: string): { readonly requests: readonly Row[] } =>
  JSON.parse(new TextDecoder().decode(vectorBytes(name)));
const { requests } = json("bnxt/requests.json");
const permitted = requests.filter((row) => row.min_scope !== null);
const described = permitted.filter((row) => typeof row.output_bytes === "number");

const messageOf = (build: () => unknown): string => {
  try {
    build();
  } catch (error) {
    return isFwctlFault(error) ? error.message : String(error);
  }
  return "nothing";
};

describe("all 477 requests", () => {
  test("have their number, and the least scope that the driver asks for", () => {
    const known = requests.map(({ name }) => {
      const command = bnxt.commands.get(name);
      return [name, command?.opcode, command?.scope];
    });
    expect(known).toEqual(requests.map(({ name, id, min_scope }) => [name, id, min_scope ?? "refused"]));
  });

  test("71 pass, 44 of them described both ways", () => {
    const { all, described: both } = allowedRequests(bnxt);
    expect([all.length, both.length, permitted.length, described.length]).toEqual([71, 44, 71, 44]);
  });
});

describe("a builder for each of the 44", () => {
  test.each(described.map((row) => [row.name, row] as const))("%s", (name, row) => {
    const call = hwrm(bnxt, name);
    const header = new Uint8Array(8);
    new DataView(header.buffer).setUint16(0, row.id, true);
    header.fill(0xff, 2, 4);
    header.fill(0xff, 6, 8);
    expect([toHex(call.in.subarray(0, 8)), call.in.length, call.outLength, call.scope]).toEqual([
      toHex(header),
      row.input_bytes,
      row.output_bytes,
      row.min_scope,
    ]);
    const bare = new Uint8Array(row.output_bytes ?? 0);
    expect(call.decode(bare)).toMatchObject({ error_code: 0, valid: 0 });
  });
});

describe("a builder for each of the 27 whose records are not public", () => {
  const others = permitted.filter((row) => row.output_bytes === null || row.output_bytes === undefined);

  test("there are 27", () => {
    expect(others.length).toBe(27);
  });

  test.each(others.map((row) => [row.name, row] as const))("%s", (name, row) => {
    const call = hwrmBytes(bnxt, name, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
    expect([call.command.opcode, call.in.length, toHex(call.in.subarray(16)), call.scope]).toEqual([
      row.id,
      24,
      "0102030405060708",
      row.min_scope,
    ]);
  });
});

describe("fields", () => {
  test("what is given, with 0 for the rest", () => {
    const call = hwrm(bnxt, "FUNC_QCFG", { fid: 0xffff });
    expect(toHex(call.in)).toBe("1600ffff0000ffff0000000000000000ffff000000000000");
  });

  test("ring and target of one's own, labels for numbers", () => {
    const call = hwrm(bnxt, "FW_RESET", { target_id: "KONG", cmpl_ring: 1, embedded_proc_type: "CHIP" });
    expect([toHex(call.in.subarray(0, 8)), call.in[16]]).toEqual(["c00001000000f9ff", 6]);
  });

  test.each<[string, () => unknown, string]>([
    ["a name that is none", () => hwrm(bnxt, "VER_GOT"), 'bnxt: has no command "VER_GOT". Nearest: VER_GET'],
    [
      "a request that the driver refuses",
      () => hwrm(bnxt, "FUNC_DRV_RGTR"),
      "FUNC_DRV_RGTR: the driver refuses this request at every scope (EPERM). State a scope to send it all the same.",
    ],
    [
      "a request that nobody has described",
      () => hwrm(bnxt, "FW_HEALTH_CHECK"),
      "FW_HEALTH_CHECK: nobody has described the request of this command. Send its bytes as they are, or add a schema that describes it.",
    ],
    [
      "a field that is none",
      () => hwrm(bnxt, "FUNC_QCFG", { fed: 1 }),
      'hwrm_func_qcfg_input.fed: is not a field of hwrm_func_qcfg_input. Did you mean "fid"?',
    ],
    [
      "a number beyond its field",
      () => hwrm(bnxt, "FUNC_QCFG", { fid: 65_536 }),
      "hwrm_func_qcfg_input.fid: 65536 does not fit 16 bits (0..65535).",
    ],
    [
      "more bytes than the driver takes",
      () => hwrmBytes(bnxt, "FW_HEALTH_CHECK", new Uint8Array(113)),
      "FW_HEALTH_CHECK: the request has 129 bytes, the driver takes 128.",
    ],
  ])("%s is refused", (_, build, message) => {
    expect(messageOf(build)).toContain(message);
  });

  test("a refused request with a scope of one's own is built", () => {
    expect(hwrmBytes(bnxt, "FUNC_DRV_IF_CHANGE", new Uint8Array(8), { scope: 3 }).scope).toBe(3);
  });
});

describe("what the driver makes of a request", () => {
  const versions = hwrm(bnxt, "VER_GET").in;

  test.each([
    ["enough", versions, 176, 1, undefined, "VER_GET needs scope 1"],
    ["a scope too low", versions, 176, 0, "EPERM", "VER_GET needs scope 1"],
    [
      "a refused request",
      hwrmBytes(bnxt, "FUNC_DRV_IF_CHANGE", new Uint8Array(8), { scope: 0 }).in,
      16,
      3,
      "EPERM",
      "FUNC_DRV_IF_CHANGE is refused at every scope",
    ],
    [
      "a number without a name",
      Uint8Array.of(1, ...new Uint8Array(15)),
      16,
      3,
      "EPERM",
      "request 0x1 is refused at every scope",
    ],
    ["less than a header", versions.subarray(0, 15), 176, 1, "EINVAL", "in_len is 15, not 16 to 128"],
    ["more than it takes", new Uint8Array(129), 176, 1, "EINVAL", "in_len is 129, not 16 to 128"],
    ["no room for a header", versions, 7, 1, "EINVAL", "out_len is 7, below 8"],
  ])("%s", (_, request, outLength, scope, errno, reason) => {
    expect(predictHwrm(bnxt, { in: request, outLength, scope })).toEqual({ errno, reason });
  });

  test("how long it waits", () => {
    expect(permitted.filter((row) => timeoutOf(row.name) !== row.timeout_ms)).toEqual([]);
  });
});

test("a call through a simulated kernel", async () => {
  const device: BnxtModel = { driver: "bnxt", replies: [{ req_type: 0x16, out: `0100${"00".repeat(100)}` }] };
  const kernel = simulatedKernel({ device, policy: scopePolicy(bnxt) });
  const reply = await send(kernel, hwrm(bnxt, "FUNC_QCFG", { fid: 0xffff }));
  expect(reply.decode()).toMatchObject({ error_code: 0, req_type: 0x16, fid: 1 });
});
