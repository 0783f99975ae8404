/** The hand-written baseline against bytes and values that compiled C printed, so that the yardstick itself is right. */
import { describe, expect, test } from "vitest";
import { copyCmdHcaCap } from "../../bench/hand/cmd-hca-cap-copy.js";
import { readCmdHcaCap } from "../../bench/hand/cmd-hca-cap-read.js";
import { writeCmdHcaCap } from "../../bench/hand/cmd-hca-cap-write.js";
import { readFwctlRpc, writeFwctlRpc } from "../../bench/hand/fwctl-rpc.js";
import { readOffloadReply, writeOffloadReply } from "../../bench/hand/offload-reply.js";
import { isUuid, uuidText, writeUuid } from "../../bench/hand/uuid.js";
import { fromHex } from "../../src/bits/index.js";
import { vectorLines } from "../support/lines.js";

interface Vector {
  readonly struct: string;
  readonly hex: string;
  /** Every field by path, the elements of an array apart; integers above 2^53 as text. */
  readonly fields: Readonly<Record<string, number | string>>;
}

const vectors = ["mlx5/random.jsonl.gz", "mlx5/ones.jsonl.gz", "mlx5/set.jsonl.gz"].flatMap((file) =>
  vectorLines<Vector>(file),
);

const named = (struct: string): (readonly [string, Vector])[] =>
  vectors.filter((vector) => vector.struct === struct).map((vector, index) => [`vector ${index}`, vector] as const);

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> => fromHex(hex) ?? new Uint8Array(0);

const viewOf = (hex: string): DataView<ArrayBuffer> => new DataView(bytesOf(hex).buffer);

/** The vectors' way of writing a value: one key for each element, big numbers as text. */
function flat(value: object): Record<string, number | string> {
  const entries = Object.entries(value).flatMap(([name, one]: [string, unknown]) =>
    Array.isArray(one) ? one.map((element: unknown, index) => [`${name}[${index}]`, element]) : [[name, one]],
  );
  return Object.fromEntries(
    entries.map(([name, one]) => [
      name,
      typeof one === "bigint" && one > Number.MAX_SAFE_INTEGER ? String(one) : Number(one),
    ]),
  );
}

describe("cmd_hca_cap", () => {
  test.each(named("cmd_hca_cap"))("literal and copied template read %s", (_, { hex, fields }) => {
    expect(flat(readCmdHcaCap(viewOf(hex), 0, 256))).toEqual(fields);
    expect(copyCmdHcaCap(viewOf(hex), 0, 256)).toEqual(readCmdHcaCap(viewOf(hex), 0, 256));
  });

  test("all ones come back but for the reserved bits", () => {
    const written = new DataView(new ArrayBuffer(256));
    writeCmdHcaCap(written, 0, readCmdHcaCap(viewOf("ff".repeat(256)), 0, 256));
    expect(readCmdHcaCap(written, 0, 256)).toEqual(readCmdHcaCap(viewOf("ff".repeat(256)), 0, 256));
  });

  const zero = readCmdHcaCap(viewOf("00".repeat(256)), 0, 256);
  test.each([
    ["a bit that is 2", { ...zero, roce: 2 }],
    ["a negative number", { ...zero, log_max_qp: -1 }],
    ["a fraction", { ...zero, log_max_cq_sz: 0.5 }],
    ["33 bits", { ...zero, num_vhca_ports: 2 ** 32 }],
    ["65 bits", { ...zero, general_obj_types: 1n << 64n }],
  ])("the encoder refuses %s and writes nothing", (_, value) => {
    const view = new DataView(new ArrayBuffer(256));
    expect(() => writeCmdHcaCap(view, 0, value)).toThrow(RangeError);
    expect(new Uint8Array(view.buffer).every((byte) => byte === 0)).toBe(true);
  });
});

describe("per_protocol_networking_offload_caps behind a reply header", () => {
  test.each(named("per_protocol_networking_offload_caps"))("reads %s", (_, { hex, fields }) => {
    const reply = readOffloadReply(viewOf(`${"00".repeat(16)}${hex}`), 0, 272);
    expect(flat(reply.capability.per_protocol_networking_offload_caps)).toEqual(fields);
  });

  test("what it writes reads the same", () => {
    const reply = readOffloadReply(viewOf("ff".repeat(272)), 0, 272);
    const written = new DataView(new ArrayBuffer(272));
    writeOffloadReply(written, 0, reply);
    expect(readOffloadReply(written, 0, 272)).toEqual(reply);
  });
});

describe("fwctl_rpc", () => {
  // size 32, scope 1, in_len 16, out_len 272, in 0x7f0000001000, out 0x7f0000002000: a capability query on x86-64.
  const hex = "2000000001000000100000001001000000100000007f00000020000000 7f0000".replaceAll(" ", "");

  test("reads and writes a call", () => {
    const value = readFwctlRpc(viewOf(hex), 0, 32);
    expect(value).toEqual({ size: 32, scope: 1, in_len: 16, out_len: 272, in: 0x7f0000001000n, out: 0x7f0000002000n });
    const written = new DataView(new ArrayBuffer(32));
    writeFwctlRpc(written, 0, value);
    expect(new Uint8Array(written.buffer)).toEqual(bytesOf(hex));
  });
});

describe("uuid", () => {
  const text = "96ad7d6b-c10f-4f5a-8c5e-0123456789ab";
  const bytes = bytesOf(text.replaceAll("-", ""));

  test("bytes in text order", () => {
    const view = new DataView(new ArrayBuffer(16));
    writeUuid(view, 0, text);
    expect(new Uint8Array(view.buffer)).toEqual(bytes);
    expect(uuidText(view, 0)).toBe(text);
  });

  test.each(["", text.slice(1), text.replace("-", "0"), text.replace("9", "g"), `${text.slice(0, -1)}\u0130`])(
    "%j is none",
    (wrong) => {
      expect(isUuid(wrong)).toBe(false);
    },
  );
});
