/** Every HWRM record that a C program wrote, four ways, through layouts loaded from the schema files at run time. */
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import { bytesOf, type CVector, encodable, fieldsIn } from "../support/c-vectors.js";
import { vectorLines } from "../support/lines.js";
import { layoutIn, schemaFolder } from "../support/schema-family.js";

const schemas = [schemaFolder("bnxt")];
const vectors = vectorLines<CVector>("bnxt/structs.jsonl.gz");
const structs = [...new Set(vectors.map((vector) => vector.struct))];

/** One row a struct: its vectors fail for one reason. */
describe.each(structs)("%s", (struct) => {
  const layout = layoutIn(schemas, struct);
  const own = vectors.filter((vector) => vector.struct === struct);
  const all = <T>(of: (vector: CVector) => T): Record<string, T> =>
    Object.fromEntries(own.map((vector, index) => [`${vector.kind} #${index}`, of(vector)]));

  test("bytes to fields", () => {
    expect(all((vector) => fieldsIn(layout, bytesOf(vector.hex), vector))).toEqual(all((vector) => vector.fields));
  });

  test("fields to bytes", () => {
    expect(all((vector) => toHex(layout.encode(encodable(layout, vector))))).toEqual(all((vector) => vector.hex));
  });

  test("bytes to a value to bytes", () => {
    const again = (vector: CVector): string => toHex(layout.encode(layout.decode(bytesOf(vector.hex))));
    expect(all(again)).toEqual(all((vector) => vector.hex));
  });

  test("fields to bytes to fields", () => {
    const again = (vector: CVector): object => fieldsIn(layout, layout.encode(encodable(layout, vector)), vector);
    expect(all(again)).toEqual(all((vector) => vector.fields));
  });
});

test("491 vectors of 24 records", () => {
  expect([vectors.length, structs.length]).toEqual([491, 24]);
});
