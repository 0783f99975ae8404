/** Coverage of the family, printed; it may grow and must not fall. */
import { expect, test } from "vitest";
import { protocol } from "../../src/pds/protocol.js";
import { coverageLine, coverageOf, fallen } from "../support/coverage.js";
import { schemaFamily } from "../support/schema-family.js";

test("commands, layouts and fields that are described", () => {
  const coverage = coverageOf(schemaFamily(protocol));
  console.info(coverageLine("pds", coverage));
  const least = { commands: 4, permitted: 1, described: 1, layouts: 20, fields: 69, named: 10, enumerations: 5 };
  expect(fallen(coverage, least)).toEqual([]);
});
