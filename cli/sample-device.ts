/**
 * The devices that `--device sim` simulates without a model of one's own. Capabilities ETHERNET_OFFLOADS and ROCE have the values that
 * the README of mlx5ctl prints of a ConnectX-6 Dx; everything else is made up.
 */
import { toHex } from "../src/bits/index.js";
import { defineCommand, type Family, type Protocol } from "../src/catalog/index.js";
import { hcaCapTypes } from "../src/mlx5/capability-types.js";
import { mlx5 } from "../src/mlx5/index.js";
import { mlx5Registers } from "../src/mlx5/registers.js";
import type { DeviceModel, Mlx5Model } from "../src/simulate/index.js";

export const sampleNames = ["mlx5", "cxl"] as const;

export type SampleName = (typeof sampleNames)[number];

/** A device to try commands on. */
export function sampleDevice(name: SampleName): DeviceModel {
  return name === "mlx5" ? sampleMlx5() : sampleCxl;
}

/** A struct's bytes from some of its fields, the rest 0: what a command without an opcode does. */
function hexOf(family: Family, layout: string, fields: object): string {
  const protocol: Protocol = {
    family: family.name,
    deviceType: family.deviceType,
    requestHeader: family.protocol.requestHeader,
    leastRequest: 0,
    opcode: () => undefined,
    status: () => undefined,
  };
  const command = defineCommand(protocol, { name: layout, opcode: 0, request: family.layout(layout) });
  return toHex(command.call(fields).in);
}

const general = {
  log_max_qp: 18,
  log_max_cq: 24,
  log_max_mkey: 24,
  log_max_pd: 24,
  log_max_srq: 23,
  log_max_eq: 8,
  log_max_qp_sz: 15,
  log_max_cq_sz: 22,
  num_ports: 1,
  port_type: 1,
  log_pg_sz: 12,
  cqe_version: 1,
  roce: 1,
  vport_counters: 1,
};

const ethernet = {
  csum_cap: 1,
  vlan_cap: 1,
  lro_cap: 1,
  lro_time_stamp: 1,
  self_lb_en_modifiable: 1,
  max_lso_cap: 18,
  multi_pkt_send_wqe: 1,
  wqe_inline_mode: 2,
  rss_ind_tbl_cap: 11,
  reg_umr_sq: 1,
  scatter_fcs: 1,
  enhanced_multi_pkt_send_wqe: 1,
  tunnel_stateless_gre: 1,
  tunnel_stateless_vxlan: 1,
  swp: 1,
  swp_csum: 1,
  swp_lso: 1,
  tunnel_stateless_geneve_tx: 1,
  tunnel_stateless_vxlan_gpe: 1,
  tunnel_stateless_ipv4_over_vxlan: 1,
  tunnel_stateless_ip_over_ip: 1,
  insert_trailer: 1,
  tunnel_stateless_ip_over_ip_rx: 1,
  tunnel_stateless_ip_over_ip_tx: 1,
  max_geneve_opt_len: 1,
  tunnel_stateless_geneve_rx: 1,
  lro_min_mss_size: 1348,
  lro_timer_supported_periods: [8, 16, 32, 1024],
};

const roce = {
  sw_r_roce_src_udp_port: 1,
  fl_rc_qp_when_roce_disabled: 1,
  fl_rc_qp_when_roce_enabled: 1,
  l3_type: 7,
  roce_version: 5,
  r_roce_dest_udp_port: 4791,
  r_roce_max_src_udp_port: 65535,
  r_roce_min_src_udp_port: 49152,
  roce_address_table_size: 255,
};

/** Port 1: Ethernet, 100 Gbit/s over two lanes, able to do 200. */
const link = {
  local_port: 1,
  proto_mask: 4,
  ext_eth_proto_capability: 0x1cca,
  ext_eth_proto_admin: 0x0cca,
  ext_eth_proto_oper: 0x0400,
};

function sampleMlx5(): Mlx5Model {
  const family = mlx5.with(mlx5Registers);
  return {
    driver: "mlx5",
    capabilities: [
      {
        type: hcaCapTypes.GENERAL,
        current: hexOf(family, "cmd_hca_cap", general),
        max: hexOf(family, "cmd_hca_cap", { ...general, log_max_qp: 20, log_max_srq: 24 }),
      },
      { type: hcaCapTypes.ETHERNET_OFFLOADS, current: hexOf(family, "per_protocol_networking_offload_caps", ethernet) },
      { type: hcaCapTypes.ROCE, current: hexOf(family, "roce_cap", roce) },
    ],
    registers: [
      // local_port is the second byte of the register.
      { id: 0x5004, match: [{ at: 1, bytes: "01" }], data: hexOf(family, "ptys_reg", link) },
    ],
  };
}

/** Patrol scrub, which the kernel keeps to itself, and one feature of a vendor. */
const sampleCxl: DeviceModel = {
  driver: "cxl",
  features: [
    {
      uuid: "96dad7d6-fde8-482b-a733-75774e06db8a",
      get_feat_size: 4,
      set_feat_size: 2,
      flags: 0x01,
      get_feat_ver: 1,
      set_feat_ver: 1,
      effects: 0x0202,
      current: "030c0101",
    },
    {
      uuid: "f0000001-0001-4001-8001-0102030405e1",
      get_feat_size: 8,
      set_feat_size: 8,
      flags: 0x41,
      get_feat_ver: 1,
      set_feat_ver: 1,
      effects: 0x0600,
      current: "0102030405060708",
      saved: "0102030405060708",
    },
  ],
};
