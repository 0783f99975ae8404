/**
 * The generated dissector in Wireshark's own tshark: what it prints of a converted capture is what the library says, path by path and
 * value by value. Needs tshark and capinfos.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bnxt } from "../../src/bnxt/index.js";
import { type InfoRecord, type RpcRecord, readCapture } from "../../src/capture/index.js";
import { writePcapng } from "../../src/capture/pcapng.js";
import { createCatalog, createFamily, type Protocol } from "../../src/catalog/index.js";
import { dissectorText } from "../../src/codegen/dissector.js";
import { cxl } from "../../src/cxl/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { mlx5Registers } from "../../src/mlx5/registers.js";
import { pds } from "../../src/pds/index.js";
import { loadSchema } from "../../src/schema/index.js";
import { projectDissector } from "../../tools/dissector.js";
import { filesBelow } from "../../tools/project.js";
import { generatedExchanges, registerExchanges } from "./exchanges.js";
import { expectedSides } from "./expected.js";
import { packetFields, runProgram } from "./tshark.js";

const families = [mlx5.with(mlx5Registers), cxl, bnxt, pds];
const catalog = createCatalog(...families);
const folder = mkdtempSync(join(tmpdir(), "fwctl-wireshark-"));
const script = join(folder, "fwctl.lua");

beforeAll(() => writeFileSync(script, projectDissector()));
afterAll(() => rmSync(folder, { recursive: true }));

function convert(name: string, records: readonly (RpcRecord | InfoRecord)[]): string {
  const path = join(folder, `${name}.pcapng`);
  writeFileSync(path, Buffer.concat([...writePcapng(records)]));
  return path;
}

function session(): (RpcRecord | InfoRecord)[] {
  const text = readFileSync(new URL("../../examples/session.ndjson", import.meta.url), "utf8");
  return [...readCapture(text)].filter((record) => record.kind === "rpc" || record.kind === "info");
}

/** The values that the dissector shows, packet by packet. */
const shown = (file: string): string[][] => packetFields(file, script, ["fwctl.field"]).map(([values = []]) => values);

const sidesOf = (records: readonly RpcRecord[]): string[][] =>
  records.flatMap((record) => expectedSides(catalog, record));

describe("a recorded session", () => {
  test("capinfos accepts it: packets, link type, times", () => {
    const ts = "2026-01-02T03:04:05.123456789Z";
    const records = session().map((record) => ({ ...record, ts }));
    const { lines, complaints } = runProgram("capinfos", ["-TmQ", "-Eca", "-S", convert("times", records)]);
    expect(complaints).toBe("");
    expect(lines.at(-1)).toMatch(/,"user0","15","1767323045\.123456789"$/);
  });

  test("every value that tshark prints is ours", () => {
    const records = session();
    const packets = records.flatMap((record) => (record.kind === "rpc" ? expectedSides(catalog, record) : [[]]));
    expect(shown(convert("session", records))).toEqual(packets);
  });

  test("columns tell the exchange at a glance", () => {
    const cells = packetFields(convert("columns", session()), script, ["_ws.col.Protocol", "_ws.col.Info"]);
    expect(cells.map((cell) => cell.flat().join(" | "))).toEqual([
      "fwctl mlx5 | QUERY_HCA_CAP request",
      "fwctl mlx5 | QUERY_HCA_CAP reply",
      "fwctl mlx5 | ACCESS_REG request",
      "fwctl mlx5 | ACCESS_REG reply",
      "fwctl cxl | FWCTL_INFO",
      "fwctl cxl | GET_SUPPORTED_FEATURES request",
      "fwctl cxl | GET_SUPPORTED_FEATURES reply",
      "fwctl cxl | GET_FEATURE request",
      "fwctl cxl | GET_FEATURE reply",
      "fwctl cxl | SET_FEATURE request",
      "fwctl cxl | SET_FEATURE reply",
      "fwctl cxl | GET_FEATURE request",
      "fwctl cxl | GET_FEATURE reply",
      "fwctl cxl | SET_FEATURE request",
      "fwctl cxl | SET_FEATURE reply, EINVAL",
    ]);
  });

  test("a field of a layout filters: by its own name, as a number", () => {
    const file = convert("filter", session());
    const filter = "fwctl.mlx5.ptys_reg.data_rate_oper == 19241";
    const { lines } = runProgram("tshark", ["-X", `lua_script:${script}`, "-r", file, "-Y", filter]);
    expect(lines.length).toBe(1);
  });

  test("request and reply name each other", () => {
    const cells = packetFields(convert("pairs", session()), script, ["fwctl.request_in", "fwctl.reply_in"]);
    expect(cells[1]?.flat()).toEqual(["1"]);
  });
});

describe("FWCTL_INFO", () => {
  const devices: readonly [string, number, readonly number[], readonly string[]][] = [
    ["mlx5", 1, [7, 0, 0, 0, 0, 0, 0, 0], ["fwctl_info_mlx5.uid = 7", "fwctl_info_mlx5.uctx_caps = 0"]],
    ["bnxt", 3, [0, 0, 0, 0], ["fwctl_info_bnxt.uctx_caps = 0"]],
    ["a device type that nobody knows", 99, [1, 2], []],
  ];
  test.each(devices)("%s", (_name, deviceType, out, values) => {
    const record: InfoRecord = { kind: "info", deviceType, out: Uint8Array.from(out), notes: [] };
    expect(shown(convert("info", [record]))).toEqual([values]);
  });
});

describe("every command of every family", () => {
  test.each(families.map((family) => [family.name, family] as const))("%s", (name, family) => {
    const records = generatedExchanges([family], 3);
    expect(shown(convert(name, records))).toEqual(sidesOf(records));
  });

  test("every register that is described", () => {
    const [family = mlx5] = families;
    const records = registerExchanges(family);
    expect(shown(convert("registers", records))).toEqual(sidesOf(records));
  });

  test("counters in and behind the reserved bits of the DEBUG capability", () => {
    const records = [0, 5, 48, 70, 1008].map((count): RpcRecord => {
      const request = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 27, 0, 0, 0, 0, 0, 0, 0, 0);
      const out = new Uint8Array(4112);
      for (let index = 0; index < count; index += 1) out[16 + 64 + index * 4 + 3] = 1 + (index % 200);
      return { kind: "rpc", deviceType: 1, scope: 0, in: request, out, outLength: out.length, notes: [] };
    });
    expect(shown(convert("counters", records))).toEqual(sidesOf(records));
  });

  test("recorded by a big-endian host", () => {
    const records = generatedExchanges([cxl, pds], 2).map((record): RpcRecord => ({ ...record, byteOrder: "be" }));
    expect(shown(convert("big-endian", records))).toEqual(sidesOf(records));
  });

  test("cut off anywhere", () => {
    const records = generatedExchanges(families, 1).map((record, index): RpcRecord => {
      const { out } = record;
      return { ...record, out: out?.subarray(0, (index * 7) % out.length), outLength: undefined };
    });
    expect(shown(convert("cut", records))).toEqual(sidesOf(records));
  });
});

describe("a family of its own", () => {
  const protocol: Protocol = {
    family: "lanes",
    deviceType: 77,
    requestHeader: "show_in",
    responseHeader: "show_out",
    opcodeField: "opcode",
    leastRequest: 4,
    opcode: (bytes) => bytes[3],
    status: () => undefined,
  };
  const schema = loadSchema({
    family: "lanes",
    order: "be",
    source: { header: "test", revision: "1", license: "MIT" },
    enums: { state: { values: { IDLE: 0, TRAINING: 5, READY: 6 } } },
    flags: { support: { values: { first: 0, last: 15 } } },
    structs: {
      show_in: { bits: 32, fields: [{ name: "opcode", bits: 32 }] },
      show_out: {
        bits: 40,
        fields: [
          { name: "lane", bits: 8, count: 3, enum: "state" },
          { name: "support", bits: 8, count: 2, flags: "support" },
        ],
      },
    },
    commands: { SHOW: { opcode: 1, request: "show_in", response: "show_out" } },
  });
  const family = createFamily(protocol, {
    names: () => schema.layouts.keys(),
    definition: (name) => schema.layouts.get(name)?.definition,
    enumeration: (name) => schema.enums.get(name),
    enumerations: () => schema.enums.keys(),
    commands: [...schema.commands.values()],
    registers: [],
  });

  test("an enumeration names each byte of an array, flags run through all of it", () => {
    const out = Uint8Array.of(5, 6, 9, 0x80, 1);
    const record: RpcRecord = { kind: "rpc", deviceType: 77, in: Uint8Array.of(0, 0, 0, 1), out, notes: [] };
    const own = join(folder, "lanes.lua");
    const program = filesBelow("tools/wireshark", ".lua").map((path) => readFileSync(path, "utf8"));
    writeFileSync(own, dissectorText({ families: [{ family }], scopes: new Map(), errnos: new Map(), program }));
    const [, [reply] = []] = packetFields(convert("lanes", [record]), own, ["fwctl.field"]);
    expect(reply).toEqual([
      "show_out.lane = 050609",
      "show_out.lane[0] = 5 (TRAINING)",
      "show_out.lane[1] = 6 (READY)",
      "show_out.lane[2] = 9",
      "show_out.support = 8001 (first | last)",
    ]);
    expect(reply).toEqual(expectedSides(createCatalog(family), record)[1]);
  });
});
