/** What a line of a log says, for records that have no bytes. */
import {
  type CaptureRecord,
  driverLineMeanings,
  type ErrorLineRecord,
  type EventRecord,
} from "../src/capture/index.js";
import { explainStatus } from "../src/mlx5/status.js";
import { errnoName } from "../src/uapi/explain.js";
import { hex } from "./phrases.js";
import { shortName } from "./status.js";

/** A name and its value in words. */
export type Fact = readonly [name: string, value: string];

/** `BAD_OP_ERR (0x2), syndrome 0x9a6171, EINVAL`. */
export function errorText({ status, statusText, syndrome, errno }: ErrorLineRecord): string {
  const name = shortName(explainStatus(status).name) ?? statusText;
  const refused = errno === undefined ? "" : `, ${errnoName(errno)}`;
  return `${name} (${hex(status)}), syndrome ${hex(syndrome)}${refused}`;
}

/** The keys of an event, and what an error line says in full; nothing for other records. */
export function lineFacts(record: CaptureRecord): readonly Fact[] {
  if (record.kind === "event") return eventRows(record);
  if (record.kind !== "error-line") return [];
  const { opcode, opMod, status, statusText, syndrome, errno } = record;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["opcode", hex(opcode, 4)],
    ["op_mod", hex(opMod, 4)],
    ["status", `${hex(status, 2)} ${statusText}: ${explainStatus(status).meaning}`],
    ["syndrome", hex(syndrome, 8)],
    ["errno", errno === undefined ? undefined : `${errno} ${errnoName(errno)}`],
    ["printed by", printedBy(record)],
    ["pid", record.pid?.toString()],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function eventRows({ name, fields }: EventRecord): readonly Fact[] {
  const meaning = driverLineMeanings.get(name);
  const rows = fields.map((field) => [field.name, field.text] as const);
  return meaning === undefined ? rows : [...rows, ["meaning", meaning]];
}

function printedBy({ function: name, sourceLine, via }: ErrorLineRecord): string | undefined {
  if (name === undefined) return via === "trace" ? "trace event mlx5:mlx5_cmd" : undefined;
  return sourceLine === undefined ? name : `${name}, source line ${sourceLine}`;
}
