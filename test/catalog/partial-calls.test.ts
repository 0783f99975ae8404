/** What a caller leaves out of a request is 0, all the way down: in unions, in their members, in the elements of lists. */
import { describe, expect, test } from "vitest";
import { type Command, commandNamed, layoutsFor } from "../../src/catalog/index.js";
import { createQp } from "../../src/mlx5/gen/queue-pair.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { families, generatedCommands, namedCommands } from "../support/commands.js";

/** What is wrong with the request that a command makes of some fields; `undefined` when it decodes. */
function wrong(command: Command<object, object>, fields: object = {}): string | undefined {
  try {
    const { in: request } = command.call(fields);
    layoutsFor(command, request).requestLayout?.decode(request);
    return undefined;
  } catch (error) {
    return `${command.name} ${JSON.stringify(fields)}: ${String(error)}`;
  }
}

const wrongOnes = (commands: readonly Command<object, object>[]): string[] =>
  commands.flatMap((command) => wrong(command) ?? []);

describe.each(families.map((family) => [family.name, family] as const))(
  "%s: a call of nothing decodes",
  (name, family) => {
    test("for every command by name", () => {
      expect(wrongOnes(namedCommands(family))).toEqual([]);
    });

    test("for every generated command", async () => {
      expect(wrongOnes(await generatedCommands(name))).toEqual([]);
    });

    test("by name and generated give the same bytes", async () => {
      const bytes = (command: Command<object, object>): string =>
        `${command.name} ${Buffer.from(command.call().in).toString("hex")}`;
      const generated = (await generatedCommands(name)).map(bytes).sort();
      expect(generated).toEqual(namedCommands(family).map(bytes).sort());
    });
  },
);

test("a general object of every type decodes", () => {
  const commands = namedCommands(mlx5).filter(({ name }) => name.endsWith("_GENERAL_OBJECT"));
  const types = commands.flatMap(({ variants }) => variants.flatMap(({ when }) => when.map(({ equals }) => equals)));
  expect(types.length).toBeGreaterThan(30);
  const all = commands.flatMap((command) => types.map((obj_type) => wrong(command, { obj_type })));
  expect(all.filter((one) => one !== undefined)).toEqual([]);
});

describe("what is given stands beside zeros", () => {
  const given: readonly [what: string, command: string, fields: object, decoded: object][] = [
    [
      "a number in a struct that holds a union without a name",
      "CREATE_FLOW_TABLE",
      { flow_table_context: { log_size: 4 } },
      { flow_table_context: { log_size: 4, sws: { sw_owner_icm_root_0: 0n } } },
    ],
    [
      "the member of a union without a name",
      "CREATE_FLOW_TABLE",
      { flow_table_context: { sws: { sw_owner_icm_root_1: 7n } } },
      { flow_table_context: { sws: { sw_owner_icm_root_1: 7n, sw_owner_icm_root_0: 0n } } },
    ],
    [
      "the member of a union",
      "SET_HCA_CAP",
      { op_mod: 0, capability: { cmd_hca_cap: { log_max_qp: 5 } } },
      { capability: { cmd_hca_cap: { log_max_qp: 5, log_max_cq: 0 } } },
    ],
    [
      "the member of a union in a struct",
      "CREATE_SCHEDULING_ELEMENT",
      { scheduling_context: { element_attributes: { tsar: { tsar_type: 1 } } } },
      { scheduling_context: { element_type: 0, element_attributes: { tsar: { tsar_type: 1 } } } },
    ],
    [
      "elements that are unions",
      "SET_FLOW_TABLE_ENTRY",
      {
        flow_context: {
          destination_list_size: 1,
          destination: [{ dest_format_struct: { destination_type: "TIR", destination_id: 5 } }],
        },
      },
      {
        flow_context: {
          destination: [{ dest_format_struct: { destination_type: 2, destination_id: 5, packet_reformat: 0 } }],
        },
      },
    ],
    [
      "elements whose member their first bits choose",
      "ALLOC_MODIFY_HEADER_CONTEXT",
      { num_of_actions: 1, actions: [{ set_action_in: { action_type: "SET", data: 7 } }] },
      { actions: [{ set_action_in: { action_type: 1, field: 0, data: 7 } }] },
    ],
    [
      "a member of a general object's header",
      "CREATE_GENERAL_OBJECT",
      { op_param: { create: { alias_object: 1 } } },
      { hdr: { op_param: { create: { alias_object: 1, log_obj_range: 0 } } } },
    ],
    [
      "a record that is chosen for an open-ended list",
      "ACCESS_REG",
      { register_id: 0x5004, register_data: { ptys_reg: { local_port: 1 } } },
      { register_data: { ptys_reg: { local_port: 1, proto_mask: 0 } } },
    ],
  ];
  const [family] = families;

  test.each(given)("%s: %s", (_what, name, fields, decoded) => {
    const command = commandNamed(family, name);
    const { in: request } = command.call(fields);
    expect(layoutsFor(command, request).requestLayout?.decode(request)).toMatchObject(decoded);
  });
});

describe("zeros hide no mistake", () => {
  const refused: readonly [what: string, command: string, fields: object, message: string][] = [
    [
      "a key that is no field",
      "CREATE_FLOW_TABLE",
      { flow_table_context: { log_sizes: 4 } },
      'create_flow_table_in.flow_table_context.log_sizes: is not a field of flow_table_context. Did you mean "log_size"?',
    ],
    [
      "a key that is no member",
      "SET_HCA_CAP",
      { capability: { cmd_hca_cpa: {} } },
      'set_hca_cap_in.capability.cmd_hca_cpa: is not a field of hca_cap_union. Did you mean "cmd_hca_cap"?',
    ],
    [
      "two members of one union",
      "SET_HCA_CAP",
      { capability: { cmd_hca_cap: {}, odp_cap: {} } },
      "set_hca_cap_in.capability: takes one member, 2 given. Give an object with one key, or bytes.",
    ],
    [
      "a number that does not fit",
      "CREATE_SCHEDULING_ELEMENT",
      { scheduling_context: { element_attributes: { tsar: { tsar_type: 256 } } } },
      "create_scheduling_element_in.scheduling_context.element_attributes.tsar.tsar_type: 256 does not fit 8 bits (0..255).",
    ],
  ];

  test.each(refused)("%s: %s", (_what, name, fields, message) => {
    expect(() => commandNamed(mlx5, name).call(fields)).toThrow(expect.objectContaining({ message }));
  });

  test("a layout's own encode still refuses what is missing", () => {
    expect(() => createQp.request?.encode({})).toThrow(expect.objectContaining({ code: "missing" }));
  });
});
