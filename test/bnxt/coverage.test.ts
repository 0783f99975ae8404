/** Coverage of the family, printed; it may grow and must not fall. */
import { expect, test } from "vitest";
import { protocol } from "../../src/bnxt/protocol.js";
import { coverageLine, coverageOf, fallen } from "../support/coverage.js";
import { schemaFamily } from "../support/schema-family.js";

test("commands, layouts and fields that are described", () => {
  const coverage = coverageOf(schemaFamily(protocol));
  console.info(coverageLine("bnxt", coverage));
  const least = {
    commands: 477,
    permitted: 71,
    described: 44,
    layouts: 98,
    fields: 1107,
    named: 364,
    enumerations: 131,
  };
  expect(fallen(coverage, least)).toEqual([]);
});
