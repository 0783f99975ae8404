/** Coverage of the family, printed; it may grow and must not fall. */
import { expect, test } from "vitest";
import { protocol } from "../../src/cxl/protocol.js";
import { coverageLine, coverageOf, fallen } from "../support/coverage.js";
import { schemaFamily } from "../support/schema-family.js";

test("commands, layouts and fields that are described", () => {
  const coverage = coverageOf(schemaFamily(protocol));
  console.info(coverageLine("cxl", coverage));
  const least = { commands: 42, permitted: 3, described: 3, layouts: 71, fields: 259, named: 60, enumerations: 43 };
  expect(fallen(coverage, least)).toEqual([]);
});
