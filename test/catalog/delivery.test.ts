/**
 * Three outcomes, not two: delivered, not delivered, and delivery unknown. An exchange names the third, says so in a note, and
 * recommends to read back, whichever driver hides it wherever.
 */
import { describe, expect, test } from "vitest";
import { decodeRpc, type Exchange, inspectRpc } from "../../src/catalog/index.js";
import { catalog } from "../support/commands.js";
import { hex } from "../support/schema.js";

/** A request of each family: QUERY_QP, Set Feature, FUNC_QCFG, an envelope. */
const requests: { readonly [deviceType: number]: Uint8Array } = {
  1: hex("050b 0000 0000 0000 00000001 00000000"),
  2: hex(`02050000 00000000 20000000 00000000 ${"f0".repeat(16)} 00000000 0000 01 000000000000000000`),
  3: hex("1600 ffff 0000 ffff 0000000000000000 0000000000000000"),
  4: new Uint8Array(48),
};

const exchange = (deviceType: number, ended: Partial<Exchange>): Exchange => ({
  deviceType,
  in: requests[deviceType] ?? new Uint8Array(0),
  ...ended,
});

const aborted = hex("fe000000 badd00de 00000000 00000000");
const advice = /[Rr]ead the (state|feature) back/;

describe("delivery unknown", () => {
  const hidden: readonly [where: string, deviceType: number, ended: Partial<Exchange>][] = [
    ["mlx5: the driver's own status", 1, { out: aborted }],
    ["mlx5: a time-out", 1, { errno: "ETIMEDOUT" }],
    ["mlx5: EFAULT, when the reply could not be written", 1, { errno: 14 }],
    ["cxl: success without data", 2, { out: new Uint8Array(8) }],
    ["cxl: EFAULT", 2, { errno: "EFAULT" }],
    ["bnxt: the driver's errno in the firmware's field", 3, { out: hex("92ff 0000 0000 0000") }],
    ["bnxt: a code that may be either's", 3, { out: hex("ffff 0000 0000 0000") }],
    ["bnxt: EFAULT", 3, { errno: "EFAULT" }],
    ["pds: a time-out", 4, { errno: "ETIMEDOUT" }],
    ["pds: EFAULT", 4, { errno: "EFAULT" }],
  ];

  test.each(hidden)("%s", (_where, deviceType, ended) => {
    expect(decodeRpc(catalog, exchange(deviceType, ended)).delivery?.outcome).toBe("unknown");
  });

  test.each(hidden)("%s: one note recommends to read back", (_where, deviceType, ended) => {
    const { notes } = decodeRpc(catalog, exchange(deviceType, ended));
    expect(notes.filter(({ message }) => advice.test(message))).toHaveLength(1);
  });

  test.each(hidden.filter(([, , { out }]) => out !== undefined))(
    "%s: the status says so",
    (_where, deviceType, ended) => {
      expect(decodeRpc(catalog, exchange(deviceType, ended)).status?.delivery).toBe("unknown");
    },
  );

  test("a note says what the driver did", () => {
    expect(decodeRpc(catalog, exchange(1, { out: aborted })).notes.map(({ message }) => message)).toEqual([
      "mbox_out.status: delivery unknown, 0xfe with syndrome 0xbadd00de is what the driver writes for a command it gave up. Read the state back before trying again.",
    ]);
    expect(decodeRpc(catalog, exchange(1, { errno: "EFAULT" })).notes.map(({ message }) => message)).toEqual([
      "QUERY_QP: delivery unknown, the errno does not tell whether the command ran. Read the state back before trying again.",
    ]);
  });
});

describe("known outcomes have no such note", () => {
  const known: readonly [what: string, deviceType: number, ended: Partial<Exchange>, outcome: string | undefined][] = [
    ["an answer", 1, { out: new Uint8Array(16) }, "delivered"],
    ["a refusal", 1, { out: hex("05000000 0065b500 00000000 00000000") }, "delivered"],
    ["0xfe without the driver's syndrome", 1, { out: hex("fe000000 00000001 00000000 00000000") }, "delivered"],
    ["an errno of before the command", 1, { errno: "EBADMSG" }, "not delivered"],
    ["errno 0 is none", 3, { errno: 0, out: hex("0000 1600 0000 0800") }, "delivered"],
    ["nothing recorded", 4, {}, undefined],
  ];

  test.each(known)("%s", (_what, deviceType, ended, outcome) => {
    const { delivery, notes } = decodeRpc(catalog, exchange(deviceType, ended));
    expect([delivery?.outcome, notes.filter(({ message }) => advice.test(message))]).toEqual([outcome, []]);
  });
});

describe("the row of a status", () => {
  const row = (ended: Partial<Exchange>) => inspectRpc(catalog, exchange(1, ended)).responseTree?.children[0];

  test("has the name that the status has", () => {
    expect(row({ out: aborted })).toMatchObject({ name: "status", label: "MLX5_DRIVER_STATUS_ABORTED", notes: [] });
  });

  test("keeps its note when the status has no name", () => {
    const notes = row({ out: hex("fe000000 00000001 00000000 00000000") })?.notes.map(({ message }) => message);
    expect(notes).toEqual(["mbox_out.status: 254 has no name in command_status. Value kept as 254."]);
  });
});
