/** A private schema at run time: from JSON to layouts that read and write bytes. */
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../src/bits/index.js";
import { createSchema, loadSchema, parseSchema, parseSchemas } from "../../src/schema/index.js";
import { goodSchema, schemaOf, structOf } from "./corpus.js";

/** ACCESS_REG, method read, of register QPTS (0x4002) with port 1 and trust state 2 behind the header. */
const accessQpts = "0805 0000 0000 0001 0000 4002 00000000 00010000 00000002".replaceAll(" ", "");

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === undefined) throw new Error("no hex");
  return bytes;
}

const files = ["register-access.json", "registers.json"].map((source) => ({ source, json: goodSchema(source) }));

describe("a schema at run time", () => {
  test("decodes and encodes", () => {
    const acme = loadSchema(structOf(32, { name: "kind", bits: 4 }, { name: "value", bits: 28 }));
    const layout = acme.layout("regs");
    expect(layout?.decode(bytesOf("10000002"))).toEqual({ kind: 1, value: 2 });
    expect(layout?.encode({ kind: 1, value: 2 })).toEqual(bytesOf("10000002"));
  });

  test("is empty where the file is", () => {
    const { family, layouts, enums, commands, registers } = loadSchema(schemaOf({}));
    expect(family).toBe("acme");
    expect([layouts, enums, commands, registers].map((map) => map.size)).toEqual([0, 0, 0, 0]);
  });

  test("finds declarations by name, and nothing else", () => {
    const acme = loadSchema(goodSchema("every-feature.json"));
    expect(acme.layout("identity")?.bits).toBe(1936);
    expect(acme.enumeration("entry_flags")?.kind).toBe("flags");
    expect(acme.commands.get("QUERY")?.opcode).toBe(256);
    expect(acme.registers.get("ENTRY")?.layout).toBe("table_entry");
    for (const name of ["toString", "__proto__", "constructor", "nothing"]) {
      expect(acme.layout(name)).toBeUndefined();
      expect(acme.enumeration(name)).toBeUndefined();
    }
  });

  test("every layout of a valid file can be read", () => {
    const acme = loadSchema(goodSchema("every-feature.json"));
    for (const layout of acme.layouts.values()) {
      const zeros = new Uint8Array(layout.bytes);
      expect(layout.inspect(zeros).name).toBe(layout.name);
      expect(layout.encode(layout.decode(zeros))).toEqual(zeros);
    }
  });
});

describe("schemas that refer to each other", () => {
  const expected = { register_data: { qpts_reg: { local_port: 1, trust_state: 2 } } };

  test("are loaded as one family", () => {
    const mlx5 = createSchema(parseSchemas(files));
    expect(mlx5.layout("access_register_in")?.decode(bytesOf(accessQpts))).toMatchObject(expected);
    expect([...mlx5.layouts.keys()]).toEqual(["access_register_in", "access_register_out", "qpts_reg"]);
  });

  test("are loaded one on the other", () => {
    const registers = createSchema(parseSchema(goodSchema("registers.json")));
    const json = goodSchema("register-access.json");
    const mlx5 = loadSchema(json, { with: registers.models, base: registers });
    expect(mlx5.layout("access_register_in")?.decode(bytesOf(accessQpts))).toMatchObject(expected);
    expect(mlx5.layouts.has("qpts_reg")).toBe(false);
    expect(mlx5.layout("qpts_reg")).toBe(registers.layout("qpts_reg"));
  });

  test("need no base when the other is a model", () => {
    const registers = parseSchema(goodSchema("registers.json"));
    const mlx5 = loadSchema(goodSchema("register-access.json"), { with: [registers] });
    const layout = mlx5.layout("access_register_in");
    const value = layout?.decode(bytesOf(accessQpts));
    expect(value).toMatchObject(expected);
    expect(toHex(layout?.encode(value) ?? new Uint8Array())).toBe(accessQpts);
  });
});
