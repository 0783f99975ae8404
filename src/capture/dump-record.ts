/** Records made of dumped commands: request and reply, one of them, or rows that nobody claims. */
import type { Note } from "../fault/index.js";
import type { DumpBytes } from "./dump-bytes.js";
import type { DumpHeader } from "./dump-header.js";
import type { DumpedMessage } from "./dump-message.js";
import { captureNote, codedNote } from "./notes.js";
import type { BytesRecord, RpcRecord } from "./record.js";

/** A dump that is complete. */
export interface Side {
  readonly header: DumpHeader;
  readonly message: DumpedMessage;
}

/** fwctl device type of mlx5. */
const mlx5 = 1;

const hex = (value: number): string => `0x${value.toString(16)}`;

/** The opcode in the bytes against the one in the header line. */
function opcodeNote({ header, message }: Side): Note[] {
  const [high, low] = message.bytes;
  if (header.direction === "out" || high === undefined || low === undefined) return [];
  const found = high * 256 + low;
  if (found === header.opcode) return [];
  const what = `the request starts with opcode ${hex(found)}, its header line says ${hex(header.opcode)}`;
  return [codedNote("mismatch", header.line, what, "A byte was changed, or the first row is another command's.")];
}

function lengthNote(header: DumpHeader): Note[] {
  if (header.mode === "full") return [];
  const what =
    "the dump shows whole rows of 16 bytes and no length: up to 15 bytes at the end may lie behind the message";
  return [captureNote(header.line, what)];
}

function record(
  first: Side,
  sides: { in?: Uint8Array; out?: Uint8Array },
  notes: readonly Note[],
  reply?: Side,
): RpcRecord {
  const { header } = first;
  return {
    kind: "rpc",
    deviceType: mlx5,
    dev: header.dev,
    host: header.host,
    ts: header.ts,
    line: header.line,
    ...sides,
    dump: {
      slot: header.slot < 0 ? undefined : header.slot,
      command: header.command,
      opcode: header.opcode,
      mode: header.mode,
      outLine: reply?.header.line,
      outTs: reply?.header.ts,
    },
    notes,
  };
}

/** Request and reply of one command. */
export function bothSides(request: Side, reply: Side): RpcRecord {
  const notes = [...request.message.notes.list, ...opcodeNote(request), ...reply.message.notes.list];
  const { token } = request.message;
  const replyToken = reply.message.token;
  if (token !== undefined && replyToken !== undefined && token !== replyToken) {
    const what = `the reply's queue entry has token ${replyToken}, the request's ${token}`;
    notes.push(codedNote("mismatch", reply.header.line, what, "They may be two commands."));
  }
  if (request.header.mode !== reply.header.mode) {
    notes.push(captureNote(reply.header.line, "request and reply were dumped in different modes"));
  }
  notes.push(...lengthNote(request.header));
  return record(request, { in: request.message.bytes, out: reply.message.bytes }, notes, reply);
}

/** A request without its reply, or the other way round, and why. */
export function oneSide(side: Side, why: string): RpcRecord {
  const { header, message } = side;
  const notes = [...message.notes.list, ...opcodeNote(side), captureNote(header.line, why), ...lengthNote(header)];
  if (header.direction === "in") return record(side, { in: message.bytes }, notes);
  return record(side, { out: message.bytes }, notes, side);
}

/** Rows without a header line. */
export function rowsAlone(rows: DumpBytes, slot: number, line: number): BytesRecord {
  const name = slot < 0 ? "dump rows" : `rows of cmd[${slot}]`;
  const what = `${name} without their header line: device, command and direction are unknown`;
  const notes = [captureNote(line, what), ...rows.notes.list];
  return { kind: "bytes", bytes: rows.bytes.slice(), base: 0, format: "mlx5-dump-rows", line, notes };
}
