/**
 * Queries of everyday objects by their numbers: one row a kind of object, with the command that asks, the numbers that it
 * needs, and the room that its reply takes beyond the fixed part.
 *
 * Source: the `query_*_in` records of include/linux/mlx5/mlx5_ifc.h (Linux 7.2.13); `other_vport` as the kernel sets it in
 * drivers/net/ethernet/mellanox/mlx5/core/vport.c.
 */
import { type Call, type CallOptions, commandNamed, type Family } from "../catalog/index.js";
import { FwctlFault, nearest } from "../fault/index.js";

/** Absent: the caller's own vport. */
interface Vport {
  /** Number of the vport. Given, another one than the caller's own is meant, unless `other_vport` is 0. */
  readonly vport_number?: number;
  readonly other_vport?: number;
}

interface FlowTable {
  /** `NIC_RX`, `NIC_TX`, `FDB`, …, or its number. */
  readonly table_type: number | string;
  readonly table_id: number;
}

/** What each kind of object is asked for by. Names are those of the request's fields, unless stated otherwise. */
export interface ObjectNumbers {
  /** `qpc_ext` 1 asks for the extended context too. */
  readonly qp: { readonly qpn: number; readonly qpc_ext?: number };
  readonly cq: { readonly cqn: number };
  readonly eq: { readonly eq_number: number };
  readonly srq: { readonly srqn: number };
  readonly xrc_srq: { readonly xrc_srqn: number };
  readonly rmp: { readonly rmpn: number };
  readonly rq: { readonly rqn: number };
  readonly rqt: { readonly rqtn: number };
  readonly sq: { readonly sqn: number };
  readonly tir: { readonly tirn: number };
  readonly tis: { readonly tisn: number };
  readonly dct: { readonly dctn: number };
  /** The whole key as applications know it; the device is asked for `mkey_index`, its upper 24 bits. */
  readonly mkey: { readonly mkey: number; readonly pg_access?: number };
  /** `allowed_list_size`: entries of the address list to make room for in the reply. */
  readonly vport_context: Vport & { readonly allowed_list_type?: number | string; readonly allowed_list_size?: number };
  readonly esw_vport_context: Vport;
  readonly hca_vport_context: Vport & { readonly port_num?: number };
  /** `op_mod`: `VNIC_VPORT`, `ESW_VPORT` or `UPLINK`. */
  readonly vport_state: Vport & { readonly op_mod?: number | string };
  /** `clear` 1 sets the counters to zero after reading. */
  readonly vport_counter: Vport & { readonly port_num?: number; readonly clear?: number };
  readonly vnic_env: Vport;
  readonly flow_table: FlowTable;
  readonly flow_group: FlowTable & { readonly group_id: number };
  readonly flow_entry: FlowTable & { readonly flow_index: number };
  /** `num_of_counters` counters from `flow_counter_id` on; 0 and absent are one. */
  readonly flow_counter: {
    readonly flow_counter_id: number;
    readonly num_of_counters?: number;
    readonly clear?: number;
  };
  readonly q_counter: Vport & { readonly counter_set_id: number; readonly aggregate?: number; readonly clear?: number };
  readonly esw_functions: { readonly op_mod?: number };
}

export type ObjectKind = keyof ObjectNumbers;

type Numbers = { readonly [name: string]: unknown };

interface Row {
  readonly command: string;
  /** Numbers without which the query means nothing. */
  readonly needs: readonly string[];
  /** The request's fields, where they are not the numbers as given. */
  readonly fields?: (numbers: Numbers) => Numbers;
  /** Bytes of the reply behind its fixed part. */
  readonly room?: (numbers: Numbers) => number;
}

const traffic = 16;
const macEntry = 8;
const table = ["table_type", "table_id"] as const;

const rows: { readonly [Kind in ObjectKind]: Row } = {
  qp: { command: "QUERY_QP", needs: ["qpn"] },
  cq: { command: "QUERY_CQ", needs: ["cqn"] },
  eq: { command: "QUERY_EQ", needs: ["eq_number"] },
  srq: { command: "QUERY_SRQ", needs: ["srqn"] },
  xrc_srq: { command: "QUERY_XRC_SRQ", needs: ["xrc_srqn"] },
  rmp: { command: "QUERY_RMP", needs: ["rmpn"] },
  rq: { command: "QUERY_RQ", needs: ["rqn"] },
  rqt: { command: "QUERY_RQT", needs: ["rqtn"] },
  sq: { command: "QUERY_SQ", needs: ["sqn"] },
  tir: { command: "QUERY_TIR", needs: ["tirn"] },
  tis: { command: "QUERY_TIS", needs: ["tisn"] },
  dct: { command: "QUERY_DCT", needs: ["dctn"] },
  mkey: { command: "QUERY_MKEY", needs: ["mkey"], fields: mkeyIndex },
  vport_context: {
    command: "QUERY_NIC_VPORT_CONTEXT",
    needs: [],
    fields: ({ allowed_list_size: _, ...numbers }) => otherVport(numbers),
    room: ({ allowed_list_size: entries }) => macEntry * count(entries, 0),
  },
  esw_vport_context: { command: "QUERY_ESW_VPORT_CONTEXT", needs: [], fields: otherVport },
  hca_vport_context: { command: "QUERY_HCA_VPORT_CONTEXT", needs: [], fields: otherVport },
  vport_state: { command: "QUERY_VPORT_STATE", needs: [], fields: otherVport },
  vport_counter: { command: "QUERY_VPORT_COUNTER", needs: [], fields: otherVport },
  vnic_env: { command: "QUERY_VNIC_ENV", needs: [], fields: otherVport },
  flow_table: { command: "QUERY_FLOW_TABLE", needs: table },
  flow_group: { command: "QUERY_FLOW_GROUP", needs: [...table, "group_id"] },
  flow_entry: { command: "QUERY_FLOW_TABLE_ENTRY", needs: [...table, "flow_index"] },
  flow_counter: {
    command: "QUERY_FLOW_COUNTER",
    needs: ["flow_counter_id"],
    room: ({ num_of_counters: counters }) => traffic * count(counters, 1),
  },
  q_counter: { command: "QUERY_Q_COUNTER", needs: ["counter_set_id"], fields: otherVport },
  esw_functions: { command: "QUERY_ESW_FUNCTIONS", needs: [] },
};

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
  if (!Object.hasOwn(rows, kind)) throw unknownKind(kind);
  const row = rows[kind];
  const command = commandNamed(family, row.command);
  const given: Numbers = { ...numbers };
  for (const name of row.needs) {
    if (given[name] !== undefined) continue;
    throw new FwctlFault({ code: "missing", path: `${kind}.${name}`, remedy: `It says which ${kind} is meant.` });
  }
  const call = command.call(row.fields?.(given) ?? given, options);
  const room = row.room?.(given) ?? 0;
  return options.outLength === undefined && room > 0 ? { ...call, outLength: call.outLength + room } : call;
}

function unknownKind(kind: string): FwctlFault {
  const near = nearest(kind, Object.keys(rows));
  return new FwctlFault({
    code: "unknown-command",
    path: "queryObject",
    what: `knows no object ${JSON.stringify(kind.slice(0, 64))}`,
    remedy: near.length === 0 ? undefined : `Nearest: ${near.join(", ")}.`,
  });
}

/** A number that the request's own encode checks; here only its size matters. */
const count = (value: unknown, absent: number): number =>
  typeof value === "number" && Number.isInteger(value) && value > 0 && value < 0x1_0000 ? value : absent;

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
