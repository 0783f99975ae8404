/**
 * Queries of everyday objects by their numbers: one row a kind of object, with the command that asks, the numbers that it
 * needs, and the room that its reply takes beyond the fixed part.
 *
 * Source: the `query_*_in` records of include/linux/mlx5/mlx5_ifc.h (Linux 7.2.13); `other_vport` as the kernel sets it in
 * drivers/net/ethernet/mellanox/mlx5/core/vport.c.
 */
import { type Call, type CallOptions, type Command, commandNamed, type Family } from "../catalog/index.js";
import { FwctlFault, nearest } from "../fault/index.js";
import type { ObjectKind, ObjectNumbers } from "./object-numbers.js";
import { type Numbers, type Room, roomOf } from "./object-room.js";

interface Row {
  readonly command: string;
  /** Numbers without which the query means nothing. */
  readonly needs: readonly string[];
  /** The request's fields, where they are not the numbers as given. */
  readonly fields?: (numbers: Numbers) => Numbers;
  /** What the reply holds behind its fixed part. */
  readonly room?: readonly Room[];
}

/** `MLX5_QUERY_ESW_FUNC_OP_MOD_LAYOUT_V1`: one record a function. */
const recordEach = 0x4000;
const table = ["table_type", "table_id"] as const;

/** Made when a query asks, so that importing costs little. */
const rows = (): { readonly [Kind in ObjectKind]: Row } => ({
  qp: { command: "QUERY_QP", needs: ["qpn"] },
  cq: { command: "QUERY_CQ", needs: ["cqn"] },
  eq: { command: "QUERY_EQ", needs: ["eq_number"] },
  srq: { command: "QUERY_SRQ", needs: ["srqn"] },
  xrc_srq: { command: "QUERY_XRC_SRQ", needs: ["xrc_srqn"] },
  rmp: { command: "QUERY_RMP", needs: ["rmpn"] },
  rq: { command: "QUERY_RQ", needs: ["rqn"] },
  rqt: {
    command: "QUERY_RQT",
    needs: ["rqtn"],
    room: [{ record: "rq_num", count: "rqt_max_size", absent: 256 }],
  },
  sq: { command: "QUERY_SQ", needs: ["sqn"] },
  tir: { command: "QUERY_TIR", needs: ["tirn"] },
  tis: { command: "QUERY_TIS", needs: ["tisn"] },
  dct: { command: "QUERY_DCT", needs: ["dctn"] },
  mkey: { command: "QUERY_MKEY", needs: ["mkey"], fields: mkeyIndex },
  vport_context: {
    command: "QUERY_NIC_VPORT_CONTEXT",
    needs: [],
    fields: otherVport,
    room: [{ record: "mac_address_layout", count: "allowed_list_size", absent: 0 }],
  },
  esw_vport_context: { command: "QUERY_ESW_VPORT_CONTEXT", needs: [], fields: otherVport },
  hca_vport_context: { command: "QUERY_HCA_VPORT_CONTEXT", needs: [], fields: otherVport },
  vport_state: { command: "QUERY_VPORT_STATE", needs: [], fields: otherVport },
  vport_counter: { command: "QUERY_VPORT_COUNTER", needs: [], fields: otherVport },
  vnic_env: { command: "QUERY_VNIC_ENV", needs: [], fields: otherVport },
  flow_table: { command: "QUERY_FLOW_TABLE", needs: table },
  flow_group: { command: "QUERY_FLOW_GROUP", needs: [...table, "group_id"] },
  flow_entry: {
    command: "QUERY_FLOW_TABLE_ENTRY",
    needs: [...table, "flow_index"],
    // Of the two widths of entries the greater: counters are as wide as the destinations in front of them.
    room: [
      { record: "extended_dest_format", count: "destination_list_size", absent: 4 },
      { record: "extended_dest_format", count: "flow_counter_list_size", absent: 1 },
    ],
  },
  flow_counter: {
    command: "QUERY_FLOW_COUNTER",
    needs: ["flow_counter_id"],
    room: [{ record: "traffic_counter", count: "num_of_counters", absent: 1, zero: 1 }],
  },
  q_counter: { command: "QUERY_Q_COUNTER", needs: ["counter_set_id"], fields: otherVport },
  esw_functions: {
    command: "QUERY_ESW_FUNCTIONS",
    needs: [],
    room: [
      {
        record: "network_function_params",
        count: "net_function_num",
        absent: 8,
        held: 1,
        when: ({ op_mod }) => typeof op_mod === "number" && (op_mod & recordEach) !== 0,
      },
    ],
  },
});

/**
 * Asks for one object.
 *
 * @param kind `qp`, `cq`, `mkey`, `vport_state`, `flow_entry`, …: the keys of {@link ObjectNumbers}.
 * @param options `outLength` makes room for page lists behind a context; 4 or 8 bytes an entry, by object.
 * @example
 * const reply = await send(transport, queryObject(mlx5, "qp", { qpn: 0x40121 }));
 * reply.decode().qpc;
 * @throws FwctlFault `missing` for a number that is absent, `range`, `unknown-key` as `Layout.encode`.
 */
export function queryObject<Kind extends ObjectKind>(
  family: Family,
  kind: Kind,
  numbers: ObjectNumbers[Kind],
  options: CallOptions = {},
): Call {
  const known = rows();
  if (!Object.hasOwn(known, kind)) throw unknownKind(kind);
  const row = known[kind];
  const command = commandNamed(family, row.command);
  const given: Numbers = { ...numbers };
  for (const name of row.needs) {
    if (given[name] !== undefined) continue;
    throw new FwctlFault({ code: "missing", path: `${kind}.${name}`, remedy: `It says which ${kind} is meant.` });
  }
  const asked = asksFor(command, row, given);
  const call = command.call(row.fields?.(asked) ?? asked, options);
  const room = (row.room ?? []).reduce((sum, one) => sum + roomOf(family, kind, one, given), 0);
  return options.outLength === undefined && room > 0 ? { ...call, outLength: call.outLength + room } : call;
}

/** The numbers without those that only say how much room the reply takes. */
function asksFor(command: Command, { room = [] }: Row, numbers: Numbers): Numbers {
  const own = room.map(({ count }) => count).filter((name) => command.request?.plan.names.has(name) !== true);
  return Object.fromEntries(Object.entries(numbers).filter(([name]) => !own.includes(name)));
}

function unknownKind(kind: string): FwctlFault {
  const near = nearest(kind, Object.keys(rows()));
  return new FwctlFault({
    code: "unknown-command",
    path: "queryObject",
    what: `knows no object ${JSON.stringify(kind.slice(0, 64))}`,
    remedy: near.length === 0 ? undefined : `Nearest: ${near.join(", ")}.`,
  });
}

/** A vport that is named is another one than the caller's own. */
function otherVport(numbers: Numbers): Numbers {
  return numbers["vport_number"] === undefined ? numbers : { other_vport: 1, ...numbers };
}

/** An mkey is 24 bits of index and 8 bits that its owner chose. */
function mkeyIndex({ mkey, ...numbers }: Numbers): Numbers {
  if (typeof mkey !== "number") throw new FwctlFault({ code: "kind", path: "mkey.mkey", expected: "a number" });
  if (!Number.isInteger(mkey) || mkey < 0 || mkey > 0xffff_ffff) {
    throw new FwctlFault({ code: "range", path: "mkey.mkey", width: 32, received: mkey });
  }
  return { ...numbers, mkey_index: mkey >>> 8 };
}
