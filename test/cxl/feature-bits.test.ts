/** The attributes of the described features to the bit, against what the kernel's own masks give. */
import { describe, expect, test } from "vitest";
import { protocol } from "../../src/cxl/protocol.js";
import { get, type Layout } from "../../src/layout/index.js";
import { bytesOf } from "../support/c-vectors.js";
import { vectorLines } from "../support/lines.js";
import { schemaFamily } from "../support/schema-family.js";

interface Row {
  readonly struct: string;
  readonly frus?: number;
  readonly hex: string;
  readonly decoded: Readonly<Record<string, number | Readonly<Record<string, number>>>>;
}

const family = schemaFamily(protocol);
const rows = vectorLines<Row>("uapi/cxl_feature_bits.jsonl");

const not = (bit: unknown): number => 1 - Number(bit);

type Reader = (bit: (path: string) => unknown) => object;

/** How each name of the vectors is read. Three bits say the opposite of their name in the vectors, as in the kernel. */
const readers: Readonly<Record<string, Reader>> = {
  cxl_scrub_rd_attrbs: (bit) => ({
    cycle_changeable: bit("scrub_cycle_cap.cycle_changeable"),
    realtime: bit("scrub_cycle_cap.realtime_reporting"),
    cycle_hours: bit("scrub_cycle_hours.cycle_hours"),
    min_cycle_hours: bit("scrub_cycle_hours.min_cycle_hours"),
    enabled: bit("scrub_flags.enable"),
  }),
  cxl_ecs_rd_attrbs: (bit) => ({
    log_entry_type: bit("ecs_log_cap.log_entry_type"),
    ...Object.fromEntries(
      [0, 1].map((unit) => [
        `fru[${unit}]`,
        {
          realtime_report: bit(`fru_attrbs[${unit}].ecs_cap.realtime_report_cap`),
          threshold_index: bit(`fru_attrbs[${unit}].ecs_config.threshold_index`),
          count_mode: bit(`fru_attrbs[${unit}].ecs_config.count_mode`),
          reset_counter: bit(`fru_attrbs[${unit}].ecs_config.reset_counter`),
        },
      ]),
    ),
  }),
  cxl_memdev_sparing_rd_attrbs: (bit) => ({
    safe_in_use_bit: bit("restriction_flags.not_safe_in_use"),
    safe_in_use: not(bit("restriction_flags.not_safe_in_use")),
    hard_sparing: bit("restriction_flags.hard_sparing"),
    soft_sparing: bit("restriction_flags.soft_sparing"),
  }),
  cxl_memdev_ppr_rd_attrbs: (bit) => ({
    dpa_support: bit("ppr_flags.dpa_support"),
    nib_support: bit("ppr_flags.nibble_mask_support"),
    ev_rec_support: bit("ppr_flags.sparing_event_record_support"),
    at_boot_cap: bit("ppr_flags.device_initiated_at_boot_cap"),
    media_accessible_bit: bit("restriction_flags.media_not_accessible"),
    data_retained_bit: bit("restriction_flags.data_not_retained"),
    media_accessible: not(bit("restriction_flags.media_not_accessible")),
    data_retained: not(bit("restriction_flags.data_not_retained")),
  }),
};

describe("feature attributes", () => {
  test.each(rows.map((row) => [row.struct, row.hex, row] as const))("%s %s", (struct, hex, row) => {
    const layout: Layout = family.layout(struct);
    expect(readers[struct]?.((path) => get(layout, bytesOf(hex), path))).toEqual(row.decoded);
  });

  test("16 rows of four records", () => {
    expect([rows.length, new Set(rows.map((row) => row.struct)).size]).toEqual([16, 4]);
  });
});
