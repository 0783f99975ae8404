/** Records made of devlink health dumps, the same for text and JSON. */
import { captureNote } from "./notes.js";
import type { BytesRecord, EventField, EventRecord } from "./record.js";

/** A dump of configuration space (`crdump_data`). */
export function crDump(bytes: Uint8Array, dev: string | undefined, line: number | undefined): BytesRecord {
  const what = "a CR dump is pairs of address and value of the device's configuration space, no mailbox: kept as bytes";
  return { kind: "bytes", bytes, base: 0, format: "cr-dump", dev, line, notes: [captureNote(line, what)] };
}

/** One entry of a firmware trace, as text. */
export interface TraceFields {
  readonly timestamp: string;
  readonly lost: string;
  readonly event_id: string;
  readonly msg: string;
}

function field(name: string, text: string): EventField {
  if (!/^\d{1,20}$/.test(text)) return { name, value: text, text };
  return { name, value: name === "timestamp" ? BigInt(text) : Number(text), text };
}

/** An event of the firmware tracer (mlx5 reporter `fw`). Its time counts the device's clock. */
export function traceEvent(fields: TraceFields, dev: string | undefined, line: number | undefined): EventRecord {
  const list = [
    field("timestamp", fields.timestamp),
    field("lost", fields.lost),
    field("event_id", fields.event_id),
    { name: "msg", value: fields.msg, text: fields.msg },
  ];
  return { kind: "event", family: "mlx5", name: "fw-trace", fields: list, text: fields.msg, dev, line, notes: [] };
}
