/** What the firmware lists of itself, and what FWCTL_INFO does not tell. */
import { describe, expect, test } from "vitest";
import { fromHex } from "../../src/bits/index.js";
import { pds, readCapabilities, readEndpoints, readIdentity, readOperations } from "../../src/pds/index.js";

const bytes = (hex: string): Uint8Array => fromHex(hex.replaceAll(" ", "")) ?? new Uint8Array(0);
/** The driver's buffer has 4,096 bytes, whatever the firmware wrote. */
const buffer = (hex: string): Uint8Array => {
  const data = new Uint8Array(4096);
  data.set(bytes(hex));
  return data;
};

test("identity", () => {
  expect(readIdentity(bytes("0100000000000000 02 000000 00100000 00200000 04 08"))).toEqual({
    features: 1n,
    version: 2,
    mostRequestBytes: 4096,
    mostReplyBytes: 8192,
    mostRequestPieces: 4,
    mostReplyPieces: 8,
  });
});

test("endpoints", () => {
  expect(readEndpoints(buffer("01 000000 02000000 05000000 06000000"))).toEqual({
    version: 1,
    entries: [5, 6],
    notes: [],
  });
});

describe("operations", () => {
  const data = buffer("01 000000 02000000 05000200 02 000000 06000000 04 000000");

  test("on the wire: an attribute of the firmware, and the scope that the driver makes of it", () => {
    expect(readOperations(data).entries).toEqual([
      { id: 0x0002_0005, cmd: 5, version: 2, scope: 2, attribute: "DEBUG_READ", least: 1 },
      { id: 6, cmd: 6, version: 0, scope: 4, attribute: "WRITE", least: 0 },
    ]);
  });

  test("in the driver's memory: the same byte is a scope already", () => {
    expect(readOperations(data, "driver").entries.map(({ attribute, least }) => [attribute, least])).toEqual([
      [undefined, 2],
      [undefined, 4],
    ]);
  });

  test.each([
    ["more entries counted than the data hold", "01 000000 00040000", 511, 1024],
    ["a count of everything", "01 000000 ffffffff", 511, 4_294_967_295],
  ])("%s", (_, hex, there, promised) => {
    const list = readOperations(buffer(hex));
    expect([list.entries.length, list.notes.map((note) => note.message)]).toEqual([
      there,
      [`pds_fwctl_query_data.entries: num_entries is ${promised}, the data hold ${there}.`],
    ]);
  });

  test("data without their head", () => {
    expect(() => readOperations(new Uint8Array(7))).toThrow("pds_fwctl_query_data.num_entries: needs bytes 0x4..0x7");
  });
});

test("a traced command of the admin queue selects what its flags say", () => {
  const request = bytes(
    `47 00 0300 01000000 05000200 ${"00".repeat(16)} 0010000000000000 20000000 00 000000 0020000000000000 40000000 00 000000`,
  );
  expect(pds.layout("pds_fwctl_rpc_cmd").decode(request)).toMatchObject({ req_sz: 32, resp_sz: 64 });
});

describe("capabilities", () => {
  test.each([
    ["as in Linux 7.2: no data", "", undefined, []],
    ["both, as the driver ORs them", "01000000", 1, ["QUERY_CAP", "SEND_CAP"]],
    ["zeros", "00000000", 0, []],
    ["another number", "06000000", 6, []],
  ])("%s", (_, hex, value, names) => {
    expect(readCapabilities(bytes(hex))).toMatchObject({ value, names });
  });

  test("a big-endian host", () => {
    expect(readCapabilities(bytes("00000001"), "be").value).toBe(1);
  });
});
