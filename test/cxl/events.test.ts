/** Event records: what their validity bits let through, component ids, and the words. */
import { describe, expect, test } from "vitest";
import { fromHex, uuidBytes } from "../../src/bits/index.js";
import { cxl, eventInWords, invalidFields, readComponentId } from "../../src/cxl/index.js";
import { isFwctlFault } from "../../src/fault/index.js";

const bytes = (hex: string): Uint8Array => fromHex(hex.replaceAll(" ", "")) ?? new Uint8Array(0);

const uuids = {
  gen_media: "fbcd0a77-c260-417f-85a9-088b1621eba6",
  dram: "601dcbb3-9c06-4eab-b8af-4e9bfb5c9624",
  mem_module: "fe927475-dd59-4339-a586-79bab113b774",
  mem_sparing: "e71f3a40-2d29-4092-8a39-4d1c966c7c65",
} as const;

/** A record of 128 bytes: `fill` everywhere, the common header, and what stands at an offset behind the UUID. */
function record(
  kind: keyof typeof uuids | "unknown",
  parts: readonly (readonly [at: number, hex: string])[],
  fill = 0,
): Uint8Array {
  const out = new Uint8Array(128).fill(fill);
  out.set(uuidBytes(kind === "unknown" ? "01234567-89ab-4def-8123-456789abcdef" : uuids[kind]) ?? new Uint8Array(16));
  for (const [at, hex] of parts) out.set(bytes(hex), 16 + at);
  return out;
}

/** length 128, flags, handle 0x1234, related 0, timestamp 2024-01-01T00:00:00Z. */
const header = (flags: string): readonly [number, string] => [0, `80 ${flags} 3412 0000 0000 2c3e 8f1c a617`];
const facts = (of: Uint8Array): Record<string, unknown> =>
  Object.fromEntries(eventInWords(of).facts.map((fact) => [fact.name, fact.label ?? fact.value]));

describe("the common header", () => {
  test.each([
    ["000000", "INFO", []],
    ["010000", "WARN", []],
    ["060000", "FAIL", ["PERMANENT"]],
    ["7b0000", "FATAL", ["MAINT_NEEDED", "PERF_DEGRADED", "HW_REPLACE", "MAINT_OP_SUB_CLASS_VALID"]],
    ["800100", "INFO", ["LD_ID_VALID", "HEAD_ID_VALID"]],
  ])("flags %s: %s", (flags, severity, names) => {
    const words = eventInWords(record("mem_module", [header(flags)]));
    expect([words.severity, words.flags, words.handle]).toEqual([severity, names, 0x1234]);
  });

  test("time: of a set clock, of none, and beyond every calendar", () => {
    const at = (hex: string): string | undefined => eventInWords(record("dram", [[8, hex]])).time;
    expect([at("00002c3e8f1ca617"), at("0000000000000000"), at("ffffffffffffffff")]).toEqual([
      expect.stringMatching(/^20\d\d-/),
      undefined,
      expect.stringMatching(/^2554-/),
    ]);
  });

  test("logical device, head and sub class appear with their flags alone", () => {
    const plain = Object.keys(facts(record("mem_module", [])));
    const all = Object.keys(facts(record("mem_module", [[1, "c00100"]])));
    expect(all.filter((name) => !plain.includes(name))).toEqual(["maint_op_sub_class", "ld_id", "head_id"]);
  });
});

describe("general media", () => {
  const base = [header("000000"), [32, "4110000000000000"], [40, "00 00 04"]] as const;

  test("an address with its flags; nothing else valid", () => {
    const words = eventInWords(record("gen_media", base));
    expect([words.kind, words.address, words.component]).toEqual([
      "general media",
      { dpa: 0x1040n, volatile: true, repairable: true },
      undefined,
    ]);
    expect(words.omitted).toEqual([
      "maint_op_sub_class",
      "ld_id",
      "head_id",
      "channel",
      "rank",
      "device",
      "component_id",
      "cme_count",
    ]);
  });

  test("each validity bit lets its field through", () => {
    const words = facts(record("gen_media", [...base, [43, "0700 0203"], [47, "010203"]]));
    expect(words).toMatchObject({ channel: 2, rank: 3, device: 0x030201, transaction_type: "HOST_INJECT_POISON" });
  });

  test("the count of corrected errors belongs to threshold events", () => {
    const count = (descriptor: string): unknown =>
      facts(
        record("gen_media", [
          [40, descriptor],
          [67, "100000"],
        ]),
      )["cme_count"];
    expect([count("02"), count("01")]).toEqual([16, undefined]);
  });

  test("the type is named by the record's own list", () => {
    const type = (kind: "gen_media" | "dram"): unknown => facts(record(kind, [[41, "01"]]))["type"];
    expect([type("gen_media"), type("dram")]).toEqual(["INV_ADDR", "SCRUB_MEDIA_ECC_ERROR"]);
  });
});

describe("DRAM", () => {
  test("bank, row and column as numbers, however the header declares them", () => {
    const words = facts(
      record("dram", [
        [43, "7f00"],
        [47, "010000 02 03 040000 0500"],
      ]),
    );
    expect(words).toMatchObject({ nibble_mask: 1, bank_group: 2, bank: 3, row: 4, column: 5 });
  });

  test("without its bit a field is no fact, whatever its bytes are", () => {
    expect(Object.keys(facts(record("dram", [[43, "0000"]], 0xff)))).not.toContain("bank_group");
  });
});

describe("memory module", () => {
  test("health, with a temperature below zero", () => {
    const words = facts(
      record("mem_module", [
        [32, "03"],
        [33, "05 02 06 32 fbff"],
      ]),
    );
    expect(words).toMatchObject({
      event_type: "TEMP_CHANGE",
      "info.health_status": "MAINTENANCE_NEEDED | HW_REPLACEMENT_NEEDED",
      "info.media_status": "WRITE_PERSISTENCY_LOST",
      "info.life_used": 50,
      "info.device_temp": "-5 degrees Celsius",
    });
  });
});

test("memory sparing", () => {
  const words = eventInWords(
    record("mem_sparing", [
      [34, "06 00 0200"],
      [46, "09 04"],
    ]),
  );
  expect([words.kind, words.facts.find((fact) => fact.name === "rank")?.value]).toEqual([
    "memory sparing",
    expect.any(Number),
  ]);
});

test("a kind that nobody knows keeps its data as they are", () => {
  const words = eventInWords(record("unknown", [[32, "abcd"]]));
  expect([words.kind, words.uuid, words.facts.at(-1)]).toEqual([
    "unknown",
    "01234567-89ab-4def-8123-456789abcdef",
    { name: "data", value: `abcd${"00".repeat(78)}`, label: undefined },
  ]);
});

test("a record that is too short", () => {
  let message = "nothing";
  try {
    eventInWords(new Uint8Array(127));
  } catch (error) {
    message = isFwctlFault(error) ? error.message : String(error);
  }
  expect(message).toBe("cxl_event_record_raw: needs bytes 0x0..0x7f (128), buffer ends at 0x7f (127 bytes).");
});

describe("component ids", () => {
  const id = bytes("03 010203040506 0708090a 0000000000");

  test.each([
    ["of a vendor", id, false, { format: "vendor", entityId: undefined, resourceId: undefined }],
    ["PLDM, both", id, true, { format: "PLDM", entityId: "010203040506", resourceId: "0708090a" }],
    [
      "PLDM, the entity alone",
      Uint8Array.of(1, ...id.subarray(1)),
      true,
      { format: "PLDM", entityId: "010203040506", resourceId: undefined },
    ],
    ["PLDM, neither", new Uint8Array(16), true, { format: "PLDM", entityId: undefined, resourceId: undefined }],
  ])("%s", (_, given, pldm, expected) => {
    expect(readComponentId(given, pldm)).toMatchObject(expected);
  });

  test.each([
    ["gen_media", [43, "1800"], [50, "01 aabbccddeeff"]],
    ["dram", [43, "0003"], [89, "01 aabbccddeeff"]],
    ["mem_module", [51, "0300"], [53, "01 aabbccddeeff"]],
  ] as const)("in a %s record, when its bits say so", (kind, flags, place) => {
    expect(eventInWords(record(kind, [flags, place])).component?.entityId).toBe("aabbccddeeff");
    expect(eventInWords(record(kind, [place])).component).toBeUndefined();
  });
});

test("which fields mean nothing can be asked of any record", () => {
  const layout = cxl.layout("cxl_memdev_sparing_in_payload");
  expect([...invalidFields(layout, new Uint8Array(14))]).toEqual(["nibble_mask", "sub_channel"]);
  expect([...invalidFields(layout, Uint8Array.of(12, ...new Uint8Array(13)))]).toEqual([]);
});
