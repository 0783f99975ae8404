/** The JSON Schema of a `fwctl-capture` line, for editors and for checks in other languages. */
import { captureVersion } from "./capture-keys.js";
import type { JsonObject } from "./record.js";

const u32: JsonObject = { type: "integer", minimum: 0, maximum: 4294967295 };
const hex: JsonObject = { type: "string", pattern: "^([0-9a-fA-F]{2})*$" };

const pointer: JsonObject = {
  type: "object",
  description: "A user-space buffer whose address stands inside a message.",
  required: ["at", "direction", "length"],
  additionalProperties: false,
  properties: {
    at: { ...u32, description: "Byte offset of the address in the containing buffer." },
    direction: { enum: ["in", "out", "inout"] },
    length: { ...u32, description: "Bytes of the buffer behind the address." },
    data: { ...hex, description: "Its bytes before the call." },
    after: { ...hex, description: "Its bytes after the call." },
    pointers: { type: "array", items: { $ref: "#/$defs/pointer" } },
  },
};

const properties: JsonObject = {
  v: { const: captureVersion, description: "Version of the format." },
  ioctl: { enum: ["info", "rpc"], description: "FWCTL_INFO or FWCTL_RPC." },
  deviceType: { ...u32, description: "fwctl_info.out_device_type: 1 mlx5, 2 CXL, 3 bnxt, 4 pds; others exist." },
  scope: { ...u32, description: "fwctl_rpc.scope. Only with rpc." },
  in: { ...hex, description: "Request, in memory order. Only with rpc." },
  out: { ...hex, description: "Reply, or the device data of info. Absent when the call failed or it is unknown." },
  outLength: { ...u32, description: "Length that the driver reported; may exceed out." },
  errno: {
    description: "Set when the call failed.",
    anyOf: [
      { type: "integer", minimum: 1, maximum: 4095 },
      { type: "string", pattern: "^E[A-Z0-9]{1,31}$" },
    ],
  },
  ts: { type: ["string", "number"], description: "Time, as the recorder counts it." },
  dev: { type: "string", description: "Device node, for instance /dev/fwctl/fwctl0." },
  byteOrder: { enum: ["le", "be"], default: "le", description: "Byte order of the recording host." },
  meta: { type: "object", description: "Free words: kernel, firmware, PSID." },
  pointers: { type: "array", items: { $ref: "#/$defs/pointer" }, description: "Only with rpc." },
};

/**
 * The JSON Schema (draft 2020-12) of one line. Keys that it does not name are allowed: readers keep them.
 *
 * @example
 * JSON.stringify(captureJsonSchema(), undefined, 2);
 */
export function captureJsonSchema(): JsonObject {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `fwctl-capture version ${captureVersion}, one line`,
    type: "object",
    required: ["v", "ioctl"],
    properties,
    if: { properties: { ioctl: { const: "rpc" } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ["deviceType", "scope", "in"] },
    $defs: { pointer },
  };
}
