/** The pds envelope with its two payloads: building, sending, reading, and payloads that are not there. */
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../src/bits/index.js";
import { callFromJson, callToJson, createCatalog, decodeRpc, type Pointer } from "../../src/catalog/index.js";
import { isFwctlFault } from "../../src/fault/index.js";
import { operationId, payloadRegistry, pds, pdsCall, readPayloads } from "../../src/pds/index.js";
import { loadSchema } from "../../src/schema/index.js";
import { type PdsModel, simulatedKernel } from "../../src/simulate/index.js";
import { send } from "../../src/transport/index.js";

const bytes = (hex: string): Uint8Array => fromHex(hex.replaceAll(" ", "")) ?? new Uint8Array(0);

/** A private schema for a product's firmware. */
const acme = loadSchema({
  family: "acme",
  order: "le",
  source: { header: "acme firmware", revision: "1" },
  structs: {
    statistics_in: {
      bits: 32,
      fields: [
        { name: "queue", type: "u16" },
        { name: "clear", type: "u16" },
      ],
    },
    statistics_out: {
      bits: 96,
      fields: [
        { name: "packets", type: "u64" },
        { name: "drops", type: "u32" },
      ],
    },
  },
});
const registry = payloadRegistry([
  {
    ep: 1,
    op: operationId(5, 2),
    name: "statistics",
    request: acme.layouts.get("statistics_in"),
    reply: acme.layouts.get("statistics_out"),
  },
]);

const messageOf = (build: () => unknown): string => {
  try {
    build();
  } catch (error) {
    return isFwctlFault(error) ? error.message : String(error);
  }
  return "nothing";
};

describe("building", () => {
  test("the envelope, and the buffers its addresses point to", () => {
    const call = pdsCall(
      { ep: 7, op: { cmd: 5, version: 2 }, request: bytes("aabbcc"), replyLength: 64 },
      { scope: 1 },
    );
    expect([toHex(call.in), call.scope, call.outLength]).toEqual([
      `05000200 07000000 00000000 03000000 ${"00".repeat(8)} ${"00".repeat(12)} 40000000 ${"00".repeat(8)}`.replaceAll(
        " ",
        "",
      ),
      1,
      48,
    ]);
    expect(call.pointers).toEqual([
      { at: 16, direction: "in", data: bytes("aabbcc"), length: 3 },
      { at: 40, direction: "out", length: 64 },
    ]);
  });

  test("a side without bytes has no buffer", () => {
    expect(pdsCall({ ep: 1, op: 5 }).pointers).toEqual([]);
  });

  test("fields of a payload that the registry describes, in an older version too", () => {
    const call = pdsCall({ ep: 1, op: { cmd: 5, version: 1 }, request: { queue: 3, clear: 1 } }, { registry });
    expect(call.pointers?.[0]?.data).toEqual(bytes("03000100"));
  });

  test("the scope of an operation as the firmware lists it", () => {
    const operations = [
      { id: operationId(5, 2), scope: 2 },
      { id: operationId(6, 0), scope: 8 },
    ];
    const scopeOf = (cmd: number): number => pdsCall({ ep: 1, op: { cmd, version: 0 } }, { operations }).scope;
    expect([scopeOf(5), scopeOf(6), pdsCall({ ep: 1, op: 5 }).scope]).toEqual([1, 2, 0]);
  });

  test.each<[string, () => unknown, string]>([
    [
      "fields of a payload that nobody has described",
      () => pdsCall({ ep: 1, op: operationId(9, 0), request: { queue: 3 } }, { registry }),
      "fwctl_rpc_pds.in.payload: expects bytes: nobody has described this operation, received an object. Give a registry that describes it.",
    ],
    [
      "an operation that the firmware does not list",
      () => pdsCall({ ep: 1, op: operationId(9, 0) }, { operations: [] }),
      "fwctl_rpc_pds.in.op: the endpoint has no command 9 of version 0 or newer.",
    ],
    [
      "a length beyond its field",
      () => pdsCall({ ep: 1, op: 5, replyLength: 2 ** 32 }),
      "fwctl_rpc_pds.out.len: 4294967296 does not fit 32 bits (0..4294967295).",
    ],
    [
      "an operation described twice",
      () => payloadRegistry([...registry.operations, ...registry.operations]),
      "statistics: operation 1:5 is described twice.",
    ],
  ])("%s is refused", (_, build, message) => {
    expect(messageOf(build)).toBe(message);
  });
});

describe("sending", () => {
  const device: PdsModel = {
    driver: "pds",
    endpoints: [
      {
        id: 1,
        operations: [
          {
            id: operationId(5, 2),
            scope: 2,
            replies: [{ err: 3, data: "0100000000000000 02000000".replaceAll(" ", "") }],
          },
        ],
      },
    ],
  };

  test("the reply's payload, by its record, and the operation's own result", async () => {
    const call = pdsCall(
      { ep: 1, op: operationId(5, 0), request: { queue: 1, clear: 0 }, replyLength: 16 },
      { scope: 1, registry },
    );
    const reply = (await send(simulatedKernel({ device }), call)).decode();
    expect([reply.retval, reply.payload.value, reply.notes, reply.faults]).toEqual([
      3,
      { packets: 1n, drops: 2, "@tail": bytes("00000000") },
      [],
      [],
    ]);
  });

  test("undescribed: the whole buffer, since the true length does not come back", async () => {
    const call = pdsCall({ ep: 1, op: operationId(5, 0), replyLength: 16 }, { scope: 1 });
    const reply = (await send(simulatedKernel({ device }), call)).decode();
    expect([toHex(reply.payload.bytes ?? new Uint8Array(0)), reply.payload.value]).toEqual([
      "01000000000000000200000000000000",
      undefined,
    ]);
  });
});

describe("reading", () => {
  const call = pdsCall({ ep: 1, op: operationId(5, 0), request: bytes("03000100"), replyLength: 12 });
  const out: Pointer = { at: 40, direction: "out", length: 12, data: bytes("070000000000000001000000") };
  const both: readonly Pointer[] = [{ at: 16, direction: "in", length: 4, data: bytes("03000100") }, out];

  test("both payloads of a recorded exchange", () => {
    const payloads = readPayloads({ in: call.in, pointers: both }, registry);
    expect([payloads.operation?.name, payloads.request.value, payloads.reply.value, payloads.notes]).toEqual([
      "statistics",
      { queue: 3, clear: 1 },
      { packets: 7n, drops: 1 },
      [],
    ]);
  });

  test.each<[string, readonly Pointer[] | undefined, readonly string[]]>([
    [
      "no buffers at all",
      undefined,
      [
        "fwctl_rpc_pds.in.payload: 4 bytes stand behind this address; they are not part of what was given. Record the buffer as a pointer of the exchange.",
        "fwctl_rpc_pds.out.payload: 12 bytes stand behind this address; they are not part of what was given. Record the buffer as a pointer of the exchange.",
      ],
    ],
    [
      "a buffer without its data",
      [{ at: 16, direction: "in", length: 4 }, out],
      ["fwctl_rpc_pds.in.payload: the buffer of 4 bytes behind this address has no data."],
    ],
    [
      "a buffer that is too short",
      [{ at: 16, direction: "in", length: 2, data: bytes("0300") }, out],
      ["fwctl_rpc_pds.in.payload: len says 4 bytes, the buffer has 2 (it starts with 0300)."],
    ],
    [
      "pointers at other places",
      [{ at: 8, direction: "in", length: 4, data: bytes("03000100") }, out],
      [
        "fwctl_rpc_pds.in.payload: 4 bytes stand behind this address; they are not part of what was given. Record the buffer as a pointer of the exchange.",
      ],
    ],
  ])("%s: a note, and no value", (_, pointers, messages) => {
    const payloads = readPayloads({ in: call.in, pointers }, registry);
    expect([payloads.notes.map((note) => note.message), payloads.request.value]).toEqual([messages, undefined]);
  });

  test("a payload shorter than its record is a fault beside its bytes", () => {
    const short = pdsCall({ ep: 1, op: operationId(5, 0), request: bytes("0300") });
    const payloads = readPayloads({ in: short.in, pointers: short.pointers }, registry);
    expect([payloads.request.bytes, payloads.request.value, payloads.faults.map((fault) => fault.message)]).toEqual([
      bytes("0300"),
      undefined,
      ["statistics_in.clear: needs bytes 0x2..0x3 (2), buffer ends at 0x2 (2 bytes)."],
    ]);
  });

  test("a message below 48 bytes", () => {
    expect(messageOf(() => readPayloads({ in: new Uint8Array(47) }))).toBe(
      "fwctl_rpc_pds: needs bytes 0x0..0x2f (48), buffer ends at 0x2f (47 bytes).",
    );
  });

  test("a big-endian host", () => {
    const message = new Uint8Array(48);
    new DataView(message.buffer).setUint32(12, 4);
    new DataView(message.buffer).setUint32(4, 1);
    new DataView(message.buffer).setUint32(0, 5);
    const pointers: readonly Pointer[] = [{ at: 16, direction: "in", length: 4, data: bytes("03000100") }];
    const payloads = readPayloads({ in: message, pointers, hostOrder: "be" }, registry);
    expect([payloads.operation?.name, payloads.request.value]).toEqual(["statistics", { queue: 3, clear: 1 }]);
  });
});

describe("in a catalog", () => {
  const catalog = createCatalog(pds);
  const call = pdsCall({ ep: 1, op: operationId(5, 0), request: bytes("03000100") });

  test("the one command, both ways", () => {
    const reply = call.in.slice();
    reply[24] = 3;
    const rpc = decodeRpc(catalog, { deviceType: 4, in: call.in, out: reply });
    expect([rpc.command?.name, rpc.request, rpc.response?.["out"], rpc.status]).toMatchObject([
      "FWCTL_RPC",
      { in: { op: 5, ep: 1, len: 4 } },
      { retval: 3 },
      { code: 3, ok: false, name: undefined },
    ]);
  });

  test("payloads that are not part of the exchange are noted", () => {
    const notes = decodeRpc(catalog, { deviceType: 4, in: call.in }).notes.map((note) => [note.code, note.path]);
    expect(notes).toEqual([["missing", "fwctl_rpc_pds.in.payload"]]);
  });

  test("with its buffers there is nothing to note", () => {
    const exchange = { deviceType: 4, in: call.in, pointers: call.pointers };
    expect(decodeRpc(catalog, exchange).notes).toEqual([]);
  });

  test("admin queue commands are named and refused", () => {
    expect(["IDENT", "RPC", "QUERY"].map((name) => pds.commands.get(name)?.scope)).toEqual([
      "refused",
      "refused",
      "refused",
    ]);
  });

  test("a call is JSON and back, buffers too", () => {
    const again = callFromJson(catalog, JSON.parse(JSON.stringify(callToJson(call))));
    expect([toHex(again.in), again.pointers]).toEqual([
      toHex(call.in),
      [{ ...call.pointers?.[0], pointers: undefined }],
    ]);
  });
});
