/** The wider mailbox: payloads by opcode, raw transfers in pieces, the commands of the character device. */
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../src/bits/index.js";
import {
  capacityInBytes,
  celsius,
  cxl,
  decodeMailbox,
  mailboxLayouts,
  mailboxPayloads,
  memdevCommands,
  memdevIoctls,
  memdevSendErrnos,
  rawFeatureAbort,
  rawFeatureTransfer,
} from "../../src/cxl/index.js";
import { isFwctlFault } from "../../src/fault/index.js";
import { cxlDevice } from "../../src/simulate/index.js";
import { kernelIoctls, recordBytes } from "../support/kernel-record.js";

const bytes = (hex: string): Uint8Array => fromHex(hex.replaceAll(" ", "")) ?? new Uint8Array(0);

describe("payloads by opcode", () => {
  test("27 opcodes have a described payload, and every layout exists", () => {
    const names = [...mailboxPayloads.values()].flatMap(({ request, reply }) => [request, reply]);
    const named = names.filter((name) => name !== undefined);
    expect([mailboxPayloads.size, named.length, named.filter((name) => !cxl.layouts.has(name))]).toEqual([27, 31, []]);
  });

  test("every opcode is a command of the family", () => {
    expect([...mailboxPayloads.keys()].filter((opcode) => cxl.command(opcode) === undefined)).toEqual([]);
  });

  test("Get Log: the command effects log is a list of opcodes with their effects", () => {
    const uuid = "0da9c0b5bf414b788f7996b1623b3f17";
    const decoded = decodeMailbox({
      opcode: 0x401,
      request: bytes(`${uuid} 00000000 08000000`),
      reply: bytes("0040 0000 0205 0200"),
    });
    expect(decoded).toMatchObject({
      name: "GET_LOG",
      request: { uuid: "0da9c0b5-bf41-4b78-8f79-96b1623b3f17", length: 8 },
      reply: {
        data: {
          cxl_cel_entry: [
            { opcode: 0x4000, effect: 0 },
            { opcode: 0x502, effect: 2 },
          ],
        },
      },
    });
  });

  test("Get Log of a vendor: bytes", () => {
    const request = bytes("5e1819d911a9400c811fd60719403d86 00000000 02000000");
    expect(decodeMailbox({ opcode: 0x401, request, reply: bytes("abcd") }).reply).toEqual({ data: bytes("abcd") });
  });

  test("Get Supported Logs", () => {
    const reply = bytes(`0100 000000000000 0da9c0b5bf414b788f7996b1623b3f17 00010000`);
    expect(decodeMailbox({ opcode: 0x400, reply }).reply).toEqual({
      entries: 1,
      entry: [{ uuid: "0da9c0b5-bf41-4b78-8f79-96b1623b3f17", size: 256 }],
    });
  });

  test("Get Feature as it stands in a mailbox, by its request", () => {
    const request = bytes("96dad7d6fde8482ba73375774e06db8a 0000 0400 00");
    expect(decodeMailbox({ opcode: 0x501, request, reply: bytes("030c0100") }).reply).toEqual({
      feat_data: { cxl_scrub_rd_attrbs: { scrub_cycle_cap: 3, scrub_cycle_hours: 0x010c, scrub_flags: 0 } },
    });
  });

  test("an opcode that nobody has named", () => {
    expect(decodeMailbox({ opcode: 0xc000, request: bytes("00"), reply: bytes("00") })).toEqual({
      name: undefined,
      request: undefined,
      reply: undefined,
    });
  });

  test("units", () => {
    expect([capacityInBytes(16n), celsius(0xfffb), celsius(85)]).toEqual([4_294_967_296n, -5, 85]);
  });
});

describe("recorded commands of the character device", () => {
  const sends = kernelIoctls.filter(
    ({ req, ret, in_before }) => req === 0xc030_ce02 && ret === 0 && in_before !== undefined,
  );

  test.each(sends.map((record) => [record.seq, record.name, record] as const))("%d %s", (_seq, _name, record) => {
    const argument = cxl.layout("cxl_send_command").decode(recordBytes(record.arg_after));
    const { id, raw, retval } = argument;
    const opcode = typeof id === "number" ? (memdevCommands.get(id)?.opcode ?? rawOpcode(raw)) : 0;
    const { request } = mailboxLayouts(opcode);
    const input = recordBytes(record.in_before);
    // A payload of the record's length decodes and comes back; of one that is too short the device says so, too.
    const short = request !== undefined && input.length * 8 < request.bits;
    if (request !== undefined && !short) expect(toHex(request.encode(request.decode(input)))).toBe(toHex(input));
    expect(short ? retval !== 0 : true).toBe(true);
  });

  test("there are some", () => {
    expect(sends.length).toBeGreaterThan(10);
  });

  const rawOpcode = (raw: unknown): number =>
    typeof raw === "object" && raw !== null && "opcode" in raw && typeof raw.opcode === "number" ? raw.opcode : 0;
});

describe("the character device", () => {
  test("24 commands, each under the header's id", () => {
    const values = cxl.enumeration("cxl_mem_command_id")?.values ?? {};
    const named = Object.entries(values).filter(([name]) => name !== "INVALID" && name !== "MAX");
    expect([...memdevCommands.values()].map(({ name, id }) => [name, id])).toEqual(named);
  });

  test("every opcode behind an id is the mailbox's command of that name", () => {
    const known = [...memdevCommands.values()].filter((command) => command.opcode !== undefined);
    expect(known.filter(({ name, opcode }) => cxl.command(opcode ?? 0)?.name !== name)).toEqual([]);
  });

  test("five are not offered any more", () => {
    expect([...memdevCommands.values()].filter((command) => command.deprecated).map((command) => command.name)).toEqual(
      ["GET_POISON", "INJECT_POISON", "CLEAR_POISON", "SCAN_MEDIA", "GET_SCAN_MEDIA"],
    );
  });

  test("fixed lengths are those of the records, but for one byte more of Set Partition Info", () => {
    const differing = [...memdevCommands.values()].filter(({ opcode, inBytes, outBytes }) => {
      const { request, reply } = mailboxLayouts(opcode ?? -1);
      const differs = (stated: number | undefined, layout: { readonly bytes: number } | undefined): boolean =>
        stated !== undefined && stated > 0 && layout !== undefined && layout.bytes !== stated;
      return differs(inBytes, request) || differs(outBytes, reply);
    });
    expect(differing.map(({ name, inBytes }) => [name, inBytes])).toEqual([["SET_PARTITION_INFO", 10]]);
  });

  test("ioctl numbers and errnos", () => {
    expect([memdevIoctls.CXL_MEM_QUERY_COMMANDS, memdevIoctls.CXL_MEM_SEND_COMMAND]).toEqual([2148060673, 3224423938]);
    expect([...memdevSendErrnos.keys()]).toEqual(["ENOTTY", "EINVAL", "ENOMEM", "EBUSY", "EPERM", "EFAULT"]);
  });
});

describe("raw transfers", () => {
  const uuid = "f0000001-0001-4001-8001-0102030405e1";
  const data = Uint8Array.from({ length: 7 }, (_, index) => index + 1);
  const shape = (length: number, mailboxBytes: number): (string | number)[][] =>
    rawFeatureTransfer({ uuid, version: 1, data: new Uint8Array(length), mailboxBytes }).map((piece) => {
      const view = new DataView(piece.payload.slice().buffer);
      return [piece.transfer, view.getUint32(16, true), view.getUint16(20, true), piece.payload.length - 32];
    });

  test.each([
    [10, 42, [["FULL", 8, 0, 10]]],
    [
      11,
      42,
      [
        ["INITIATE", 9, 0, 10],
        ["FINISH", 11, 10, 1],
      ],
    ],
    [
      30,
      42,
      [
        ["INITIATE", 9, 0, 10],
        ["CONTINUE", 10, 10, 10],
        ["FINISH", 11, 20, 10],
      ],
    ],
  ])("%d bytes through a mailbox of %d", (length, mailbox, pieces) => {
    expect(shape(length, mailbox)).toEqual(pieces);
  });

  test("the payload is the head and the data", () => {
    const [only] = rawFeatureTransfer({ uuid, version: 1, data, mailboxBytes: 256, savedAcrossReset: false });
    expect([only?.opcode, toHex(only?.payload ?? data)]).toEqual([
      0x502,
      "f00000010001400180010102030405e100000000000001000000000000000000" + "01020304050607",
    ]);
  });

  /** A feature of 25 bytes, written as it is read. */
  const device = (): ReturnType<typeof cxlDevice> =>
    cxlDevice({
      driver: "cxl",
      mailbox: 42,
      features: [
        {
          uuid,
          get_feat_size: 25,
          set_feat_size: 25,
          flags: 1,
          get_feat_ver: 1,
          set_feat_ver: 1,
          effects: 1,
          current: "00".repeat(25),
        },
      ],
    });
  const wanted = Uint8Array.from({ length: 25 }, (_, index) => index);
  const read = bytes(`${uuid.replaceAll("-", "")} 0000 1900 00`);

  test("a device takes the pieces in order, and has the data after the last", () => {
    const mailbox = device();
    const pieces = rawFeatureTransfer({ uuid, version: 1, data: wanted, mailboxBytes: 42 });
    expect(pieces.map(({ opcode, payload }) => mailbox.send(opcode, payload)?.returnCode)).toEqual([0, 0, 0]);
    expect(toHex(mailbox.send(0x501, read)?.out ?? data)).toBe(toHex(wanted));
  });

  test("abort gives an open transfer up: the feature can be read again, unchanged", () => {
    const mailbox = device();
    const [first] = rawFeatureTransfer({ uuid, version: 1, data: wanted, mailboxBytes: 42 });
    mailbox.send(0x502, first?.payload ?? data);
    expect(mailbox.send(0x501, read)?.returnCode).toBe(0x1b);
    const abort = rawFeatureAbort({ uuid, version: 1 }, Uint8Array.of(0));
    expect([abort.transfer, mailbox.send(abort.opcode, abort.payload)?.returnCode]).toEqual(["ABORT", 0]);
    expect(mailbox.send(0x501, read)?.returnCode).toBe(0);
  });

  test("abort without data is the head alone", () => {
    expect(toHex(rawFeatureAbort({ uuid, version: 1 }).payload)).toBe(
      `${uuid.replaceAll("-", "")}04000000000001000000000000000000`,
    );
  });

  test.each([
    ["too small a mailbox", 41, data, "mailboxBytes: a mailbox of 41 bytes leaves 9 for data, 10 are needed."],
    ["no mailbox", Number.NaN, data, "mailboxBytes: a mailbox of NaN bytes leaves NaN for data, 10 are needed."],
    ["no data", 256, new Uint8Array(0), "data: there are no data."],
  ])("%s is refused", (_, mailboxBytes, given, message) => {
    let found = "nothing";
    try {
      rawFeatureTransfer({ uuid, version: 1, data: given, mailboxBytes });
    } catch (error) {
      found = isFwctlFault(error) ? error.message : String(error);
    }
    expect(found).toBe(message);
  });
});
