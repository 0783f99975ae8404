import { describe, expect, test } from "vitest";
import { fromHex } from "../../src/bits/index.js";
import { type CaptureRecord, eventCells, flatColumns, flatRow, readKernelLog } from "../../src/capture/index.js";
import { protocol as cxlProtocol } from "../../src/cxl/protocol.js";
import { protocol as mlx5Protocol } from "../../src/mlx5/protocol.js";

const protocol = (deviceType: number): typeof mlx5Protocol | undefined =>
  deviceType === 1 ? mlx5Protocol : deviceType === 2 ? cxlProtocol : undefined;

/** The cells that are not null. */
const row = (record: CaptureRecord): object =>
  Object.fromEntries(Object.entries(flatRow(record, { protocol })).filter(([, value]) => value !== null));

const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array(0);

describe("flat rows", () => {
  test("every row has every column, in order", () => {
    expect(Object.keys(flatRow({ kind: "lost", notes: [] }))).toEqual([...flatColumns]);
  });

  test("of an mlx5 exchange: what its headers say", () => {
    const record: CaptureRecord = {
      kind: "rpc",
      line: 3,
      ts: 1.5,
      dev: "/dev/fwctl/fwctl0",
      deviceType: 1,
      scope: 1,
      in: bytes("08050000000000010000500400000000"),
      out: bytes("0300000000001e55"),
      outLength: 16,
      notes: [],
    };
    expect(row(record)).toEqual({
      kind: "rpc",
      line: 3,
      ts: 1.5,
      dev: "/dev/fwctl/fwctl0",
      device_type: 1,
      family: "mlx5",
      opcode: 0x805,
      scope: 1,
      status: 3,
      status_name: "MLX5_CMD_STAT_BAD_PARAM_ERR",
      syndrome: 0x1e55,
      delivery: "answered",
      in_bytes: 16,
      out_bytes: 8,
      out_length: 16,
      in: "08050000000000010000500400000000",
      out: "0300000000001e55",
      notes: [],
    });
  });

  test("of an exchange whose family nobody has: lengths and bytes", () => {
    expect(row({ kind: "rpc", deviceType: 9, scope: 0, in: bytes("0102"), errno: "EIO", notes: [] })).toEqual({
      kind: "rpc",
      device_type: 9,
      family: "device type 9",
      scope: 0,
      errno: "EIO",
      in_bytes: 2,
      in: "0102",
      notes: [],
    });
  });

  test("of a request too short for its header", () => {
    expect(row({ kind: "rpc", deviceType: 1, scope: 0, in: bytes("0805"), notes: [] })).not.toHaveProperty("opcode");
  });

  test("of an error line", () => {
    const [record] = readKernelLog(
      "[ 1.000001] mlx5_core 0000:d2:00.0: mlx5_cmd_out_err:838:(pid 1): ACCESS_REG(0x805) op_mod(0x1) failed, status bad operation(0x2), syndrome (0x9a6171), err(-22)",
    );
    expect(record && row(record)).toEqual({
      kind: "error-line",
      line: 1,
      ts: "1.000001",
      dev: "0000:d2:00.0",
      device_type: 1,
      family: "mlx5",
      command: "ACCESS_REG",
      opcode: 0x805,
      op_mod: 1,
      errno: 22,
      status: 2,
      status_name: "bad operation",
      syndrome: 0x9a6171,
      name: "log",
      notes: [],
    });
  });

  test("of an event, its keys on request: 64 bits as text", () => {
    const [record] = readKernelLog(
      "x-1 [0] 1.000001: cxl_overflow: memdev=mem1 host=h serial=-3: log=Warning : 5 records from 10 to 20",
    );
    expect(record && row(record)).toMatchObject({ kind: "event", family: "cxl", name: "cxl_overflow", dev: "mem1" });
    expect(record?.kind === "event" ? eventCells(record) : {}).toEqual({
      event_memdev: "mem1",
      event_host: "h",
      event_serial: "-3",
      event_log: "Warning",
      event_count: 5,
      event_first_ts: "0xa",
      event_last_ts: "0x14",
    });
  });

  test("rows are JSON as they are", () => {
    const record: CaptureRecord = { kind: "bytes", bytes: bytes("0102"), base: 0, format: "raw", notes: [] };
    expect(JSON.parse(JSON.stringify(flatRow(record)))).toEqual(flatRow(record));
  });
});
