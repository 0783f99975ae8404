/** What an operator should know of an HWRM exchange beyond its fields: a reply to something else, a length that lies, an error's own record. */
import { dataView } from "../bits/index.js";
import { type Exchange, readBack } from "../catalog/index.js";
import { type FaultFacts, type Note, note } from "../fault/index.js";
import type { StructValue } from "../layout/index.js";
import { explainErrorCode } from "./errors.js";
import { validByte } from "./valid-byte.js";

const headerBytes = 8;

/** All notes of one exchange. */
export function notesOf(exchange: Exchange, response: StructValue | undefined): Note[] {
  const { in: request, out } = exchange;
  if (out === undefined || out.length < headerBytes) return [];
  return [...answerFacts(request, out), ...lengthFacts(out, response), ...validFacts(out)].map(note);
}

function answerFacts(request: Uint8Array, out: Uint8Array): FaultFacts[] {
  const reply = dataView(out);
  const facts: FaultFacts[] = [];
  const asked = dataView(request).getUint16(0, true);
  const answered = reply.getUint16(2, true);
  if (answered !== asked && answered !== 0) {
    const what = `the reply is to request 0x${answered.toString(16)}, asked was 0x${asked.toString(16)}`;
    facts.push({ code: "mismatch", path: "output.req_type", what, expected: asked, received: answered });
  }
  const code = reply.getUint16(0, true);
  if (code !== 0) facts.push(errorFacts(code, out));
  return facts;
}

/** Where `hwrm_err_output` has its detail. */
const detailAt = 14;

/** With an error the firmware writes `hwrm_err_output`; the driver, when sending failed, writes the code alone. */
function errorFacts(code: number, out: Uint8Array): FaultFacts {
  const { delivery, meaning } = explainErrorCode(code);
  const detail = out[detailAt] ?? 0;
  const own = delivery === "unknown" ? meaning : `the firmware's ${meaning}; cmd_err is ${detail}`;
  return {
    code: "mismatch",
    path: "output.error_code",
    what: `0x${code.toString(16)}: ${own}`,
    remedy: delivery === "unknown" ? readBack : "The reply is read as hwrm_err_output.",
    received: code,
  };
}

/** `resp_len` against the bytes that are there, and against the record that they are read as. */
function lengthFacts(out: Uint8Array, response: StructValue | undefined): FaultFacts[] {
  const reply = dataView(out);
  const length = reply.getUint16(6, true);
  const path = "output.resp_len";
  // The driver writes no length when sending failed.
  if (length === 0 && reply.getUint16(0, true) !== 0) return [];
  if (length > out.length) {
    const what = `says ${length} bytes, the reply holds ${out.length}`;
    return [{ code: "truncated", path, what, remedy: "Only what is there was read." }];
  }
  if (length < headerBytes) {
    return [
      { code: "mismatch", path, what: `says ${length} bytes, the header alone has ${headerBytes}`, received: length },
    ];
  }
  if (response === undefined || reply.getUint16(0, true) !== 0 || length === out.length) return [];
  const what = `the firmware wrote ${length} of the ${out.length} bytes; fields behind them read as 0 and say nothing`;
  return [{ code: "mismatch", path, what, expected: out.length, received: length }];
}

function validFacts(out: Uint8Array): FaultFacts[] {
  const valid = validByte(out);
  if (valid === undefined || valid.expected) return [];
  const what = `byte ${valid.at} is ${valid.value}, 0 through fwctl: ${valid.meaning}`;
  return [{ code: "mismatch", path: "output.valid", what, byteOffset: valid.at, expected: 0, received: valid.value }];
}
