/** What each kind of object is asked for by, as types: `query_*_in` of include/linux/mlx5/mlx5_ifc.h (Linux 7.2.13). */

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
  /** `rqt_max_size`: entries of the table to make room for in the reply; 256 when absent. */
  readonly rqt: { readonly rqtn: number; readonly rqt_max_size?: number };
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
  /** Entries to make room for in the reply: 4 destinations and 1 counter when absent. */
  readonly flow_entry: FlowTable & {
    readonly flow_index: number;
    readonly destination_list_size?: number;
    readonly flow_counter_list_size?: number;
  };
  /** `num_of_counters` counters from `flow_counter_id` on; 0 and absent are one. */
  readonly flow_counter: {
    readonly flow_counter_id: number;
    readonly num_of_counters?: number;
    readonly clear?: number;
  };
  readonly q_counter: Vport & { readonly counter_set_id: number; readonly aggregate?: number; readonly clear?: number };
  /** With bit 14 of `op_mod`, `net_function_num`: functions to make room for in the reply; 8 when absent. */
  readonly esw_functions: { readonly op_mod?: number; readonly net_function_num?: number };
}

export type ObjectKind = keyof ObjectNumbers;
