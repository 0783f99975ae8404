import { describe, expect, test } from "vitest";
import { mlx5 } from "../../src/mlx5/index.js";
import { indexFields, registerNamed } from "../../src/mlx5/register-layout.js";

describe("index fields of registers that the kernel alone describes, or under names of its own", () => {
  test.each([
    ["QETCR", ["port_number"]],
    ["QTCT", ["port_number", "prio"]],
    ["PUDE", ["local_port"]],
    ["PELC", ["local_port"]],
    ["PVLC", ["local_port"]],
    ["PMPE", ["module"]],
    ["MTPPSE", ["pin"]],
    ["MTCTR", ["first_clock_timestamp_request", "second_clock_timestamp_request"]],
  ])("%s: %j", (name, fields) => {
    expect(indexFields(registerNamed(mlx5, name).layout).map((field) => field.name)).toEqual(fields);
  });
});
