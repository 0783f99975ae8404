/**
 * Every struct that a C program wrote, four ways: fields out of bytes, bytes out of fields, and both back again. The layouts are
 * those of the schema files, loaded at run time.
 */
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import { bytesOf, type CVector, encodable, fieldsIn } from "../support/c-vectors.js";
import { vectorLines } from "../support/lines.js";
import { layoutIn, schemaFolder } from "../support/schema-family.js";

const schemas = ["uapi", "cxl", "pds"].map(schemaFolder);
const realistic = vectorLines<CVector>("uapi/semantic.jsonl");
const vectors = [...vectorLines<CVector>("uapi/structs.jsonl.gz"), ...realistic];
const structs = [...new Set(vectors.map((vector) => vector.struct))];

/** One row a struct: a struct's hundred vectors fail for one reason. */
describe.each(structs)("%s", (struct) => {
  const layout = layoutIn(schemas, struct);
  const own = vectors.filter((vector) => vector.struct === struct);
  const named = own.map((vector, index) => [`${vector.variant ?? vector.kind} #${index}`, vector] as const);
  const all = <T>(of: (vector: CVector) => T): Record<string, T> =>
    Object.fromEntries(named.map(([name, vector]) => [name, of(vector)]));

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

test("492 vectors of 16 structs and more", () => {
  expect([vectors.length, structs.length]).toEqual([492, 18]);
});
