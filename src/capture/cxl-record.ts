/**
 * The 128-byte event record behind a `cxl_generic_event` line. The line prints the 80 data bytes and the header as keys;
 * offsets are those of `struct cxl_event_record_raw` and `struct cxl_event_record_hdr` (include/cxl/event.h): the header
 * starts behind the 16 bytes of the uuid.
 */
import { dataView, fromHex, uuidBytes } from "../bits/index.js";
import type { Note } from "../fault/index.js";
import { captureNote } from "./notes.js";
import type { EventField } from "./record.js";

const recordBytes = 128;
const headerAt = 16;
const dataAt = headerAt + 32;
const dataBytes = 80;

/** Flag names as the event prints them, and their bits (CXL specification, common event record). */
const flagBits: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ["PERMANENT_CONDITION", 1 << 2],
  ["MAINTENANCE_NEEDED", 1 << 3],
  ["PERFORMANCE_DEGRADED", 1 << 4],
  ["HARDWARE_REPLACEMENT_NEEDED", 1 << 5],
  ["MAINT_OP_SUB_CLASS_VALID", 1 << 6],
  ["LD_ID_VALID", 1 << 7],
  ["HEAD_ID_VALID", 1 << 8],
]);

/** Header fields: key of the line, offset in the header, bytes. All little-endian. */
const headerFields: readonly (readonly [name: string, offset: number, bytes: 1 | 2 | 8])[] = [
  ["len", 0, 1],
  ["handle", 4, 2],
  ["related_handle", 6, 2],
  ["time", 8, 8],
  ["maint_op_class", 16, 1],
  ["maint_op_sub_class", 17, 1],
  ["ld_id", 18, 2],
  ["head_id", 20, 1],
];

/** A rebuilt record, or why there is none. */
export interface RebuiltRecord {
  readonly bytes?: Uint8Array;
  readonly notes: readonly Note[];
}

/** Bits of `A | B | 0x200`, and the words that name none. */
function flagsOf(text: string): { bits: number; unknown: string[] } {
  const words = text
    .split("|")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  const unknown: string[] = [];
  let bits = 0;
  for (const word of words) {
    const bit = flagBits.get(word) ?? (/^0x[0-9a-f]{1,6}$/i.test(word) ? Number(word) : undefined);
    if (bit === undefined) unknown.push(word);
    else bits |= bit;
  }
  return { bits, unknown };
}

/** Writes a value into the header. False when it does not fit. */
function put(view: DataView, offset: number, bytes: 1 | 2 | 8, value: EventField["value"]): boolean {
  if (typeof value === "string" || value < 0 || value >= 2n ** BigInt(bytes * 8)) return false;
  if (bytes === 8) view.setBigUint64(headerAt + offset, BigInt(value), true);
  else if (bytes === 2) view.setUint16(headerAt + offset, Number(value), true);
  else view.setUint8(headerAt + offset, Number(value));
  return true;
}

/** Rebuilds the record from the keys of the line and its data bytes (`00 01 …`). */
export function rebuildGenericRecord(fields: readonly EventField[], data: string, line: number): RebuiltRecord {
  const byName = new Map(fields.map((one) => [one.name, one]));
  const uuid = uuidBytes(byName.get("uuid")?.text ?? "");
  const payload = fromHex(data.replaceAll(" ", ""));
  if (uuid === undefined || payload?.length !== dataBytes) {
    const found = payload === undefined ? "no hex bytes" : `${payload.length} bytes`;
    const what = `the line has ${uuid === undefined ? "no uuid" : found}, so the record cannot be rebuilt`;
    return { notes: [captureNote(line, what, `It takes a uuid and ${dataBytes} data bytes.`)] };
  }
  const bytes = new Uint8Array(recordBytes);
  bytes.set(uuid);
  bytes.set(payload, dataAt);
  const notes = [
    captureNote(line, "bytes 0x25..0x2f of the record are reserved and not in the line; they are shown as zero"),
  ];
  const view = dataView(bytes);
  const missing = headerFields.filter(([name, offset, size]) => {
    const value = byName.get(name)?.value;
    return value === undefined || !put(view, offset, size, value);
  });
  const flags = flagsOf(String(byName.get("flags")?.value ?? ""));
  for (let index = 0; index < 3; index += 1) view.setUint8(headerAt + 1 + index, (flags.bits >> (index * 8)) & 0xff);
  if (missing.length > 0) {
    const names = missing.map(([name]) => name).join(", ");
    notes.push(captureNote(line, `the line does not tell ${names}; shown as zero`));
  }
  if (flags.unknown.length > 0) {
    notes.push(captureNote(line, `flags ${flags.unknown.join(", ").slice(0, 64)} have no known bit and are left out`));
  }
  return { bytes, notes };
}
