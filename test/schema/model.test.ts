/** What a valid file becomes: absolute offsets, shorthands written out, numbers for scopes, docs beside the definitions. */
import { describe, expect, test } from "vitest";
import type { FieldDefinition } from "../../src/layout/definition.js";
import { parseSchema, parseSchemas, type SchemaModel } from "../../src/schema/index.js";
import { goodNames, goodSchema, schemaOf, structOf } from "./corpus.js";

const model: SchemaModel = parseSchema(goodSchema("every-feature.json"));

function field(layout: string, name: string): FieldDefinition | undefined {
  return model.layouts.find((one) => one.name === layout)?.fields.find((one) => one.name === name);
}

describe("a file", () => {
  test("names its family, group, order, source and doc", () => {
    const { family, group, order, source, doc } = model;
    expect({ family, group, order }).toEqual({ family: "acme", group: "every-feature", order: "be" });
    expect(source).toEqual({ header: "acme.h", revision: "1.0", license: "MIT", name: "acme" });
    expect(doc).toMatch(/^A device that does not exist/);
  });

  test("without a group has the family's name as group", () => {
    expect(parseSchema(schemaOf({})).group).toBe("acme");
  });

  test("lists structs, then unions, in its own order", () => {
    const names = model.layouts.map((layout) => layout.name);
    expect(names.slice(0, 4)).toEqual(["query_in", "query_out", "state", "table"]);
    expect(names.slice(-4)).toEqual(["query_out.answer", "identity.@0", "action", "list_entry"]);
  });

  test("is JSON apart from its docs", () => {
    const { docs: _, ...rest } = model;
    expect(JSON.parse(JSON.stringify(rest))).toEqual(rest);
  });
});

describe("fields", () => {
  const rows: [string, string, Partial<FieldDefinition>][] = [
    ["query_in", "limit", { kind: "uint", offset: 64, bits: 32 }],
    ["query_in", "reserved_at_31", { offset: 49, bits: 15, reserved: true }],
    ["query_in", "opcode", { constant: 256, labels: [{ enum: "command_opcode" }] }],
    ["query_out", "answer", { kind: "layout", layout: "query_out.answer", offset: 64, bits: 128 }],
    ["state", "mode_low", { offset: 7, labels: [{ enum: "access_mode", with: { field: "mode_high", shift: 2 } }] }],
    ["identity", "uuid", { kind: "uuid", offset: 0, bits: 128 }],
    ["identity", "mac", { kind: "mac", offset: 128, bits: 48 }],
    ["identity", "port", { kind: "uint", bits: 16, order: "be" }],
    ["identity", "name", { kind: "string", offset: 192, bits: 256 }],
    ["identity", "ports", { kind: "string", offset: 448, bits: 128, count: 8 }],
    ["identity", "magic", { kind: "uint", offset: 1472, bits: 64, constant: "0xfeedfacecafebeef" }],
    ["identity", "serial", { kind: "uint", bits: 8, count: 8 }],
    ["identity", "nibbles", { kind: "uint", bits: 4, count: 4 }],
    ["identity", "@0", { layout: "identity.@0", anonymous: true, select: "words" }],
    ["table_entry", "flags", { bits: 8, labels: [{ enum: "entry_flags", as: "bit" }] }],
    ["table", "entries", { offset: 32, bits: 32, open: { count: { field: "num_entries", most: true } } }],
    ["table", "terminate", { offset: 32, bits: 32 }],
    ["log_in", "log", { offset: 128, bits: 8, open: {} }],
    ["query_out.answer", "raw", { offset: 0, bits: 8, count: 16 }],
  ];
  test.each(rows)("%s.%s", (layout, name, expected) => {
    expect(field(layout, name)).toMatchObject(expected);
  });

  test("text has no count of its own", () => {
    expect(field("identity", "name")).not.toHaveProperty("count");
  });

  test("an order equal to the struct's is not repeated", () => {
    const [layout] = parseSchema(structOf(8, { name: "id", bits: 8, order: "be" })).layouts;
    expect(layout?.fields[0]).toEqual({ name: "id", kind: "uint", offset: 0, bits: 8 });
  });

  test("runs and strides describe an open-ended array", () => {
    expect(field("set_in", "list")?.open).toEqual({
      runs: [
        {
          count: { field: "list_size" },
          select: [{ from: "self", field: "extended", map: { "1": "wide" } }, "narrow"],
        },
        { count: { field: "counter_size" }, select: "counter" },
      ],
      stride: { field: "extended", mask: 1, map: { "0": 32, "1": 64 } },
    });
  });

  test("parts carry their bindings", () => {
    expect(field("state", "config")?.parts).toEqual([
      { name: "hours", lsb: 0, bits: 8 },
      { name: "state", lsb: 8, bits: 4, labels: [{ enum: "port_state" }] },
      { name: "entry", lsb: 8, bits: 8, labels: [{ enum: "entry_flags", as: "bit" }] },
    ]);
  });
});

describe("declarations", () => {
  test("a struct says which source it stands in: the file's", () => {
    expect(model.layouts.find((layout) => layout.name !== "table")?.source).toBe("acme");
  });

  test("or another that it states itself", () => {
    expect(model.layouts.find((layout) => layout.name === "table")?.source).toBe("manual");
  });

  test("enums and flags keep prefix, values and what is partial", () => {
    expect(model.enums.find((one) => one.name === "port_state")).toEqual({
      name: "port_state",
      kind: "enum",
      prefix: "ACME_PORT_",
      values: { DOWN: 1, UP: 2 },
      partial: true,
    });
    expect(model.enums.find((one) => one.name === "entry_flags")?.kind).toBe("flags");
  });

  test("commands have scopes as numbers", () => {
    expect(model.commands.map(({ name, opcode, scope }) => [name, opcode, scope])).toEqual([
      ["QUERY", 256, 1],
      ["SET", 257, "refused"],
      ["CREATE", 258, 0],
      ["RESET", 259, undefined],
    ]);
  });

  test("variants keep their conditions", () => {
    expect(model.commands[2]?.variants?.[0]).toEqual({
      name: "CREATE_METER",
      when: [{ field: "obj_type", equals: 10 }],
      request: "create_meter_in",
      doc: "A meter.",
    });
  });

  test("registers have an id and a layout", () => {
    expect(model.registers).toEqual([
      { name: "STATE", id: 1, layout: "state", doc: "State of the port." },
      { name: "ENTRY", id: 2, layout: "table_entry" },
    ]);
  });

  test("docs are found by layout, field and part", () => {
    expect(model.docs.layouts.get("query_in")?.doc).toBe("Asks for one of several things.");
    expect(model.docs.layouts.get("query_in")?.fields.get("opcode")).toBe("Always QUERY.");
    expect(model.docs.layouts.get("state")?.fields.get("config.hours")).toBe("Hours of a cycle.");
    expect(model.docs.enums.get("entry_flags")).toBe("Bits of an entry.");
    expect(model.docs.layouts.has("empty")).toBe(false);
  });
});

describe("files of one family", () => {
  const files = goodNames.slice(1).map((source) => ({ source, json: goodSchema(source) }));

  test("refer to each other in any order", () => {
    const groups = (models: readonly SchemaModel[]): string[] => models.map((one) => one.group);
    expect(groups(parseSchemas(files))).toEqual(["register-access", "registers"]);
    expect(groups(parseSchemas([...files].reverse()))).toEqual(["registers", "register-access"]);
  });

  test("one alone is dangling", () => {
    expect(() => parseSchema(goodSchema("register-access.json"))).toThrow('no struct or union "qpts_reg"');
  });

  test("a schema may refer to one that is checked already", () => {
    const registers = parseSchema(goodSchema("registers.json"));
    expect(parseSchema(goodSchema("register-access.json"), { with: [registers] }).layouts).toHaveLength(2);
  });

  test("names, opcodes and ids of the other are taken", () => {
    const other = parseSchema(
      schemaOf({
        enums: { state: { values: { A: 1 } } },
        structs: { regs: { bits: 8, fields: [{ name: "id", bits: 8 }] } },
        commands: { READ: { opcode: 1 } },
        registers: { ID: { id: 7, layout: "regs" } },
      }),
    );
    const json = schemaOf({
      enums: { state: { values: { A: 1 } } },
      structs: { regs: { bits: 8, fields: [{ name: "id", bits: 8 }] } },
      commands: { READ: { opcode: 2 }, FETCH: { opcode: 1 } },
      registers: { NUMBER: { id: 7, layout: "regs" } },
    });
    expect(() => parseSchema(json, { with: [other] })).toThrow(
      [
        "schema: 5 problems",
        '  /enums/state  "state" is already declared at another schema that this one is checked with',
        '  /structs/regs  "regs" is already declared at another schema that this one is checked with',
        '  /commands/READ  command "READ" is already declared at another schema that this one is checked with',
        "  /commands/FETCH/opcode  opcode 1 is already declared at another schema that this one is checked with",
        "  /registers/NUMBER/id  register id 7 is already declared at another schema that this one is checked with",
      ].join("\n"),
    );
  });

  test("may describe a register or command that another source describes too", () => {
    const registers = { ID: { id: 7, layout: "regs" }, "ID~adb": { id: 7, layout: "regs" } };
    const commands = { READ: { opcode: 1 }, "READ~ofed": { opcode: 1 } };
    const structs = { regs: { bits: 8, fields: [{ name: "id", bits: 8 }] } };
    expect(parseSchema(schemaOf({ structs, registers, commands })).registers).toHaveLength(2);
  });

  test("of two families do not belong together", () => {
    const strange = { source: "acme.json", json: schemaOf({}) };
    expect(() => parseSchemas([...files, strange])).toThrow(
      'acme.json /family  "acme" is checked together with "mlx5" (register-access.json)',
    );
  });

  test("make one module each", () => {
    const [first] = files;
    const again = { source: "again.json", json: { ...goodSchema("registers.json"), structs: {}, registers: {} } };
    expect(() => parseSchemas([...files, again])).toThrow('again.json /group  group "registers" is already declared');
    expect(first?.source).toBe("register-access.json");
  });
});
