/** The JSON Schema for editors: it accepts what is valid, and refuses what has the wrong shape. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { jsonSchema } from "../../src/schema/index.js";
import { checkShape } from "../../src/schema/issues.js";
import { badSchemas, goodNames, goodSchema } from "./corpus.js";

const schema = jsonSchema();
const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);

describe("the JSON Schema", () => {
  test("is draft 2020-12", () => {
    expect(schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
  });

  test.each(goodNames)("accepts %s", (name) => {
    expect(validate(goodSchema(name))).toBe(true);
  });

  const shaped = badSchemas().map((bad) => ({ ...bad, fits: checkShape(JSON.parse(JSON.stringify(bad.schema))) }));

  test.each(shaped)("agrees with our own check of $name", ({ schema: bad, fits }) => {
    expect(validate(bad)).toBe(fits?.file !== undefined);
  });

  test("describes every key", () => {
    const bare: string[] = [];
    const visit = (at: string, value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      if ("properties" in value && typeof value.properties === "object" && value.properties !== null) {
        for (const [key, property] of Object.entries(value.properties)) {
          if (typeof property !== "object" || property === null || !("description" in property)) {
            bare.push(`${at}.${key}`);
          }
        }
      }
      for (const [key, inner] of Object.entries(value)) visit(`${at}.${key}`, inner);
    };
    visit("", schema);
    expect(bare).toEqual([]);
  });
});
