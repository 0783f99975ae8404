/**
 * The header of a CXL exchange is in the byte order of the machine that has the device, the payload always little-endian:
 * every recorded exchange, with its header turned round, says the same.
 */
import { describe, expect, test } from "vitest";
import { createCatalog, decodeRpc, type Exchange, type Rpc } from "../../src/catalog/index.js";
import { cxl, getFeature, readFeaturePage, readFeatureReply } from "../../src/cxl/index.js";
import { type KernelIoctl, kernelIoctls, recordBytes } from "../support/kernel-record.js";

const catalog = createCatalog(cxl);

/** The first `words` numbers of 32 bits, last byte first. */
function turned(bytes: Uint8Array, words: number): Uint8Array {
  const copy = bytes.slice();
  for (let at = 0; at < words * 4; at += 4) copy.subarray(at, at + 4).reverse();
  return copy;
}

const answered = kernelIoctls.filter(
  (record) => record.req === 0x9a01 && record.ret === 0 && recordBytes(record.in_before).length >= 16,
);

function exchangeOf(record: KernelIoctl): Exchange & { readonly out: Uint8Array } {
  const offered = new DataView(recordBytes(record.arg_before).buffer).getUint32(12, true);
  const outLength = new DataView(recordBytes(record.arg_after).buffer).getUint32(12, true);
  const out = recordBytes(record.out_after).subarray(0, Math.min(outLength, offered));
  return { deviceType: 2, in: recordBytes(record.in_before), out, outLength };
}

const readings = ({ header, command, status, request, response, notes, faults }: Rpc): object => ({
  header,
  command: command?.name,
  status,
  request,
  response,
  notes: notes.map((note) => note.message),
  faults: faults.map((fault) => fault.message),
});

test.each(answered.map((record) => [record.seq, record.name, record] as const))("%d %s", (_seq, _name, record) => {
  const little = exchangeOf(record);
  const words = Math.min(2, Math.floor(little.out.length / 4));
  const big: Exchange = { ...little, in: turned(little.in, 4), out: turned(little.out, words), hostOrder: "be" };
  expect(readings(decodeRpc(catalog, big))).toEqual(readings(decodeRpc(catalog, little)));
});

describe("readers of replies", () => {
  const out = Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 3, 12, 1, 0, 0, 0, 0, 0);

  test("take the byte order of the header", () => {
    expect(readFeatureReply(out, "be")).toMatchObject({ size: 4, data: Uint8Array.of(3, 12, 1, 0), silent: false });
    const page = Uint8Array.of(0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0);
    expect(readFeaturePage(page, "be")).toMatchObject({ promised: 0, supported: 5 });
  });

  test("so does a call, which finds the end of the data by `size`", () => {
    const call = getFeature({ uuid: "96dad7d6-fde8-482b-a733-75774e06db8a", count: 4 });
    expect(call.decode(out, { hostOrder: "be" })).toMatchObject({
      size: 4,
      payload: { cxl_scrub_rd_attrbs: { scrub_cycle_cap: 3, scrub_cycle_hours: 0x010c, scrub_flags: 0 } },
    });
  });
});
