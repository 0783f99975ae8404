/** Every invalid schema of the corpus has one problem, and its message is exact: pointer, what is wrong, remedy. */
import { describe, expect, test } from "vitest";
import { isFwctlFault } from "../../src/fault/index.js";
import { checkSchema, parseSchema } from "../../src/schema/index.js";
import { problemLine } from "../../src/schema/problems.js";
import { badSchemas } from "./corpus.js";

const corpus = badSchemas();

describe("invalid schemas", () => {
  test("are many", () => {
    expect(corpus.length).toBeGreaterThanOrEqual(140);
  });

  test.each(corpus)("$name", ({ schema, expected }) => {
    const { problems, more, model } = checkSchema(schema);
    expect(problems.map(problemLine)).toEqual([expected]);
    expect(more).toBe(0);
    expect(model).toBeUndefined();
  });

  test.each(corpus)("$name is one fault", ({ schema, expected }) => {
    let caught: unknown;
    try {
      parseSchema(schema, { source: "acme.json" });
    } catch (error) {
      caught = error;
    }
    expect(isFwctlFault(caught) && caught.code).toBe("schema");
    expect(isFwctlFault(caught) && caught.what).toBe(`1 problem\n  ${expected}`);
  });
});
