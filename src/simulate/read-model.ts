/** Device models from files: JSON text in, a checked model out. */
import { FwctlFault } from "../fault/index.js";
import type { DeviceModel } from "./bind.js";
import { type Shape, shapeProblems } from "./shape.js";

const match = { optional: [{ at: "integer", bytes: "text", mask: "text?" }] } satisfies Shape;

const shapes: { readonly [driver in DeviceModel["driver"]]: Shape } = {
  cxl: {
    driver: "text",
    doc: "text?",
    mailbox: "integer?",
    commands: { optional: ["integer"] },
    answers: "boolean?",
    idle: "text?",
    returnCodes: {
      optional: {
        command: "integer?",
        uuid: "integer?",
        selection: "integer?",
        offset: "integer?",
        reach: "integer?",
        version: "integer?",
        length: "integer?",
        transfer: "integer?",
      },
    },
    features: [
      {
        uuid: "text",
        id: "integer?",
        get_feat_size: "integer",
        set_feat_size: "integer",
        flags: "integer",
        get_feat_ver: "integer",
        set_feat_ver: "integer",
        effects: "integer",
        current: "bytes",
        default: "bytes?",
        saved: "bytes?",
        writes: { optional: [{ from: "integer", to: "integer", take: "integer?", keep: "integer?" }] },
      },
    ],
  },
  mlx5: {
    driver: "text",
    doc: "text?",
    uid: "integer?",
    uctx_caps: "integer?",
    capabilities: { optional: [{ type: "integer", current: "bytes", max: "bytes?" }] },
    registers: { optional: [{ id: "integer", match, data: "bytes", writable: "bytes?" }] },
    replies: {
      optional: [
        {
          opcode: "integer",
          op_mod: "integer?",
          match,
          status: "integer?",
          syndrome: "integer?",
          out: "bytes?",
          errno: "text?",
        },
      ],
    },
    otherwise: { optional: { status: "integer", syndrome: "integer" } },
  },
  bnxt: {
    driver: "text",
    doc: "text?",
    stopped: "boolean?",
    uctx_caps: "integer?",
    replies: {
      optional: [{ req_type: "integer", match, error_code: "integer?", out: "bytes?", errno: "text?" }],
    },
  },
  pds: {
    driver: "text",
    doc: "text?",
    max_req_sz: "integer?",
    max_resp_sz: "integer?",
    endpoints: [
      {
        id: "integer",
        operations: {
          optional: [
            {
              id: "integer",
              scope: "integer",
              replies: { optional: [{ match, err: "integer?", data: "bytes?", status: "integer?", errno: "text?" }] },
            },
          ],
        },
      },
    ],
  },
};

/**
 * Reads a device model from JSON text (`--device sim:FILE` of the command line).
 *
 * @throws FwctlFault `schema`, naming every place that is wrong by JSON pointer.
 * @example
 * const kernel = simulatedKernel({ device: readDeviceModel(text) });
 */
export function readDeviceModel(text: string): DeviceModel {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new FwctlFault({ code: "schema", path: "device", what: "is not JSON" }, { cause });
  }
  const problems = modelProblems(value);
  if (problems.length === 0 && isModel(value)) return value;
  throw new FwctlFault({ code: "schema", path: "device", what: problems.join("; ") });
}

function isModel(value: unknown): value is DeviceModel {
  return modelProblems(value).length === 0;
}

function modelProblems(value: unknown): string[] {
  const driver: unknown = typeof value === "object" && value !== null && "driver" in value ? value.driver : undefined;
  const shape = typeof driver === "string" ? Object.entries(shapes).find(([name]) => name === driver)?.[1] : undefined;
  if (shape === undefined) return [`/driver is none of ${Object.keys(shapes).join(", ")}`];
  return shapeProblems(value, shape).map(({ path, what }) => `${path} ${what}`);
}
