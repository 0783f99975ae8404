import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import { type CaptureRecord, type EventRecord, readKernelLog } from "../../src/capture/index.js";
import { messages } from "../support/capture.js";

const read = (text: string): EventRecord[] =>
  [...readKernelLog(text, { topics: ["cxl"] })].filter((one: CaptureRecord) => one.kind === "event");
const values = (record: EventRecord | undefined): Record<string, unknown> =>
  Object.fromEntries((record?.fields ?? []).map((field) => [field.name, field.value]));

const header =
  "memdev=mem0 host=0000:38:00.0 serial=-5 log=Informational : time=18446744073709551615 uuid=fbcd0a77-c260-417f-85a9-088b1621eba6 len=128 flags='MAINTENANCE_NEEDED | PERFORMANCE_DEGRADED' handle=1a related_handle=10 maint_op_class=2 maint_op_sub_class=3";

describe("CXL trace events", () => {
  test("cxl_general_media: keys in order, numbers typed by name", () => {
    const body =
      "dpa=1fc0 dpa_flags='VOLATILE' descriptor='UNCORRECTABLE_EVENT|THRESHOLD_EVENT' type='Data Path Error' transaction_type='Host Read' channel=1 rank=2 device=ab validity_flags='' comp_id=03 74 c5 08 9a 1a 0b fc d2 7e 2f 31 9b 3c 81 4d hpa=ffffffffffffffff region= region_uuid=00000000-0000-0000-0000-000000000000 cme_count=7";
    const [record] = read(`  kworker/0:1-9       [000] .....    12.345678: cxl_general_media: ${header} : ${body}\n`);
    expect(record).toMatchObject({
      family: "cxl",
      name: "cxl_general_media",
      ts: "12.345678",
      dev: "mem0",
      line: 1,
      notes: [],
    });
    expect(values(record)).toEqual({
      memdev: "mem0",
      host: "0000:38:00.0",
      serial: -5n,
      log: "Informational",
      time: 18446744073709551615n,
      uuid: "fbcd0a77-c260-417f-85a9-088b1621eba6",
      len: 128,
      flags: "MAINTENANCE_NEEDED | PERFORMANCE_DEGRADED",
      handle: 0x1a,
      related_handle: 0x10,
      maint_op_class: 2,
      maint_op_sub_class: 3,
      dpa: 0x1fc0n,
      dpa_flags: "VOLATILE",
      descriptor: "UNCORRECTABLE_EVENT|THRESHOLD_EVENT",
      type: "Data Path Error",
      transaction_type: "Host Read",
      channel: 1,
      rank: 2,
      device: 0xab,
      validity_flags: "",
      comp_id: "03 74 c5 08 9a 1a 0b fc d2 7e 2f 31 9b 3c 81 4d",
      hpa: 0xffffffffffffffffn,
      region: "",
      region_uuid: "00000000-0000-0000-0000-000000000000",
      cme_count: 7,
    });
  });

  test("a key that nobody knows yet is kept as text", () => {
    const [record] = read(`x-1 [0] 1.000001: cxl_dram: ${header} : dpa=40 future_key=0x12 other='a b' last=end\n`);
    expect(record?.fields.slice(-3)).toEqual([
      { name: "future_key", value: "0x12", text: "0x12" },
      { name: "other", value: "a b", text: "'a b'" },
      { name: "last", value: "end", text: "end" },
    ]);
  });

  test("cxl_overflow: the words behind the colon become numbers", () => {
    const [record] = read(
      "x-1 [0] 1.000001: cxl_overflow: memdev=mem1 host=cxl_mem.0 serial=3: log=Warning : 5 records from 10 to 20\n",
    );
    expect(values(record)).toEqual({
      memdev: "mem1",
      host: "cxl_mem.0",
      serial: 3n,
      log: "Warning",
      count: 5,
      first_ts: 10n,
      last_ts: 20n,
    });
  });

  test("cxl_aer_uncorrectable_error: status and first_error in quotes, whatever they hold", () => {
    const [record] = read(
      "x-1 [0] 1.000001: cxl_aer_uncorrectable_error: memdev=mem1 host=0000:38:00.0 serial=0: status: 'Cache Byte Enable Parity Error | a=b' first_error: 'x'\n",
    );
    expect(values(record)).toMatchObject({ status: "Cache Byte Enable Parity Error | a=b", first_error: "x" });
  });

  test("cxl_poison: numbers with 0x", () => {
    const [record] = read(
      "x-1 [0] 1.000001: cxl:cxl_poison: memdev=mem1 host=a serial=0 trace_type=List region= region_uuid=00000000-0000-0000-0000-000000000000 hpa=0xffffffffffffffff dpa=0x40 dpa_length=0x40 source=Injected flags= overflow_time=0\n",
    );
    expect(values(record)).toMatchObject({
      hpa: 0xffffffffffffffffn,
      dpa: 0x40n,
      dpa_length: 0x40,
      source: "Injected",
      overflow_time: 0n,
    });
  });

  test("a line of the driver that is no event is passed over", () => {
    expect(read("[ 1.000000] cxl_pci 0000:38:00.0: mailbox ready\n")).toEqual([]);
  });
});

describe("cxl_generic_event", () => {
  const data = Array.from({ length: 80 }, (_, index) => index.toString(16).padStart(2, "0")).join(" ");
  const line = (flags: string, rest: string): string =>
    `x-1 [0] 1.000001: cxl_generic_event: memdev=mem0 host=h serial=0 log=Fatal : time=258 uuid=01020304-0506-0708-090a-0b0c0d0e0f10 len=128 flags='${flags}' handle=201 related_handle=403 maint_op_class=5 maint_op_sub_class=6 : ${rest}\n`;

  test("the record is rebuilt from the header keys and the data bytes", () => {
    const [record] = read(line("PERMANENT_CONDITION | 0x200", data));
    expect(record?.struct).toBe("cxl_event_record_raw");
    expect(toHex(record?.bytes ?? new Uint8Array(0))).toBe(
      `0102030405060708090a0b0c0d0e0f10${"80"}${"040200"}${"0102"}${"0304"}${"0201000000000000"}${"0506"}${"0000"}${"00"}${"00".repeat(11)}${data.replaceAll(" ", "")}`,
    );
    expect(messages(record)).toEqual([
      "line 1: bytes 0x25..0x2f of the record are reserved and not in the line; they are shown as zero.",
      "line 1: the line does not tell ld_id, head_id; shown as zero.",
    ]);
  });

  test("newer kernels name the logical device and the head", () => {
    const [record] = read(
      line("LD_ID_VALID", data).replace("maint_op_sub_class=6", "maint_op_sub_class=6 ld_id=1ff head_id=a"),
    );
    expect(toHex(record?.bytes?.subarray(34, 37) ?? new Uint8Array(0))).toBe("ff010a");
    expect(messages(record).length).toBe(1);
  });

  test("a flag without a known bit is said, not guessed", () => {
    expect(messages(read(line("NEW_FLAG", data))[0])).toContain(
      "line 1: flags NEW_FLAG have no known bit and are left out.",
    );
  });

  test.each([
    [
      "too few data bytes",
      data.slice(0, -3),
      "line 1: the line has 79 bytes, so the record cannot be rebuilt. It takes a uuid and 80 data bytes.",
    ],
    [
      "no data",
      "",
      "line 1: the line has 0 bytes, so the record cannot be rebuilt. It takes a uuid and 80 data bytes.",
    ],
    [
      "other words",
      "hello",
      "line 1: the line has no hex bytes, so the record cannot be rebuilt. It takes a uuid and 80 data bytes.",
    ],
  ])("%s: no record", (_, rest, message) => {
    const [record] = read(line("", rest));
    expect(record?.bytes).toBeUndefined();
    expect(messages(record)).toEqual([message]);
  });
});
