/** Every message, word for word: path, what happened, numbers, remedy; one line. */
import { describe, expect, test } from "vitest";
import {
  type FaultFacts,
  FwctlFault,
  faultCodes,
  isFwctlFault,
  message,
  nearest,
  note,
} from "../../src/fault/index.js";

const messages: readonly [FaultFacts, string][] = [
  [
    { code: "truncated", path: "query_hca_cap_out.capability", byteOffset: 16, width: 32768, received: 16 },
    "query_hca_cap_out.capability: needs bytes 0x10..0x100f (4096), buffer ends at 0x10 (16 bytes).",
  ],
  [
    { code: "truncated", path: "mbox_out.status", byteOffset: 0, width: 8, received: 0 },
    "mbox_out.status: needs byte 0x0 (1), buffer ends at 0x0 (0 bytes).",
  ],
  [
    { code: "trailing", path: "mbox_in", what: "4 bytes behind the layout, which ends at 0x10. Kept" },
    "mbox_in: 4 bytes behind the layout, which ends at 0x10. Kept.",
  ],
  [
    {
      code: "reserved",
      path: "query_hca_cap_in.reserved_at_60",
      byteOffset: 12,
      bitOffset: 96,
      width: 32,
      received: 4,
    },
    "query_hca_cap_in.reserved_at_60: reserved, expected 0, found 0x4 at byte 0xc (bits 0x60..0x7f). Value kept.",
  ],
  [
    { code: "unknown-enum", path: "fwctl_info.out_device_type", expected: "fwctl_device_type", received: 9 },
    "fwctl_info.out_device_type: 9 has no name in fwctl_device_type. Value kept as 9.",
  ],
  [
    {
      code: "unknown-enum",
      path: "fwctl_rpc.scope",
      expected: "fwctl_rpc_scope",
      received: "DEBUG_READ",
      remedy: 'Did you mean "DEBUG_READ_ONLY" (1)?',
    },
    'fwctl_rpc.scope: "DEBUG_READ" is not a fwctl_rpc_scope. Did you mean "DEBUG_READ_ONLY" (1)?',
  ],
  [
    { code: "range", path: "query_hca_cap_in.op_mod", width: 16, received: 65536 },
    "query_hca_cap_in.op_mod: 65536 does not fit 16 bits (0..65535).",
  ],
  [
    { code: "kind", path: "x.y", expected: "a bigint (64 bits)", received: "the number 5", remedy: "Write 5n." },
    "x.y: expects a bigint (64 bits), received the number 5. Write 5n.",
  ],
  [
    { code: "count", path: "cxl_get_sup_feats_out.ents", what: "num_entries says 4, 3 given" },
    "cxl_get_sup_feats_out.ents: num_entries says 4, 3 given.",
  ],
  [{ code: "missing", path: "fwctl_rpc.scope" }, "fwctl_rpc.scope: is missing."],
  [
    { code: "unknown-key", path: "fwctl_rpc.scop", expected: "fwctl_rpc", remedy: 'Did you mean "scope"?' },
    'fwctl_rpc.scop: is not a field of fwctl_rpc. Did you mean "scope"?',
  ],
  [
    { code: "unknown-command", path: "mlx5", what: 'has no command "QUERY_HCA"', remedy: "Nearest: QUERY_HCA_CAP." },
    'mlx5: has no command "QUERY_HCA". Nearest: QUERY_HCA_CAP.',
  ],
  [{ code: "selector", path: "a.b", what: "not valid here, as flags says" }, "a.b: not valid here, as flags says."],
  [
    { code: "integrity", path: "block 1", what: "signature 0x5a, computed 0x5b" },
    "block 1: signature 0x5a, computed 0x5b.",
  ],
  [
    { code: "mismatch", path: "output.req_type", what: "the reply is to request 0x11" },
    "output.req_type: the reply is to request 0x11.",
  ],
  [
    { code: "duplicate", path: "mlx5", what: "is stated twice", remedy: "Rename one." },
    "mlx5: is stated twice. Rename one.",
  ],
  [
    { code: "schema", path: "acme.json", what: "2 problems\n  /order  missing" },
    "acme.json: 2 problems\n  /order  missing.",
  ],
  [{ code: "capture", path: "line 3", what: "no JSON" }, "line 3: no JSON."],
  [{ code: "transport", what: "FWCTL_RPC failed" }, "FWCTL_RPC failed."],
  [{ code: "aborted", what: "the call was aborted" }, "the call was aborted."],
];

describe("messages", () => {
  test.each(messages)("%j", (facts, expected) => {
    expect(message(facts)).toBe(expected);
  });

  test("every code has one", () => {
    expect([...new Set(messages.map(([facts]) => facts.code))].sort()).toEqual([...faultCodes].sort());
  });
});

describe("FwctlFault", () => {
  test("carries its facts as properties", () => {
    const fault = new FwctlFault({ code: "range", path: "a.b", width: 8, received: 256 });
    expect({ ...fault, message: fault.message }).toMatchObject({ code: "range", path: "a.b", width: 8, received: 256 });
  });

  test("is known across copies of the package by a registered symbol", () => {
    expect(isFwctlFault({ [Symbol.for("fwctl-codec.fault")]: true })).toBe(true);
    expect(isFwctlFault(new Error("no"))).toBe(false);
  });

  test("keeps its cause", () => {
    const cause = new Error("inner");
    expect(new FwctlFault({ code: "transport", what: "no" }, { cause }).cause).toBe(cause);
  });

  test("a note has the same words and is not thrown", () => {
    const facts: FaultFacts = { code: "capture", path: "line 3", what: "no JSON" };
    expect(note(facts)).toEqual({ ...facts, message: "line 3: no JSON." });
  });
});

describe("did you mean", () => {
  const words: readonly [string, readonly string[], readonly string[]][] = [
    ["DEBUG_READ", ["CONFIGURATION", "DEBUG_READ_ONLY"], ["DEBUG_READ_ONLY"]],
    ["op_mode", ["opcode", "op_mod"], ["op_mod", "opcode"]],
    ["zzz", ["opcode"], []],
    ["x".repeat(100_000), ["opcode"], []],
  ];
  test.each(words)("%.20s", (word, known, expected) => {
    expect(nearest(word, known)).toEqual(expected);
  });
});
