/**
 * The reply to QUERY_HCA_CAP with the Ethernet offload capability, by hand: 16 bytes of header, 256 bytes of capability.
 * One DataView, constant offsets, each dword once.
 */
import { refuse } from "./refuse.js";

export type HandOffloadCaps = {
  csum_cap: number;
  vlan_cap: number;
  lro_cap: number;
  lro_psh_flag: number;
  lro_time_stamp: number;
  wqe_vlan_insert: number;
  self_lb_en_modifiable: number;
  max_lso_cap: number;
  multi_pkt_send_wqe: number;
  wqe_inline_mode: number;
  rss_ind_tbl_cap: number;
  reg_umr_sq: number;
  scatter_fcs: number;
  enhanced_multi_pkt_send_wqe: number;
  tunnel_lso_const_out_ip_id: number;
  tunnel_lro_gre: number;
  tunnel_lro_vxlan: number;
  tunnel_stateless_gre: number;
  tunnel_stateless_vxlan: number;
  swp: number;
  swp_csum: number;
  swp_lso: number;
  cqe_checksum_full: number;
  tunnel_stateless_geneve_tx: number;
  tunnel_stateless_mpls_over_udp: number;
  tunnel_stateless_mpls_over_gre: number;
  tunnel_stateless_vxlan_gpe: number;
  tunnel_stateless_ipv4_over_vxlan: number;
  tunnel_stateless_ip_over_ip: number;
  insert_trailer: number;
  tunnel_stateless_ip_over_ip_rx: number;
  tunnel_stateless_ip_over_ip_tx: number;
  max_vxlan_udp_ports: number;
  swp_csum_l4_partial: number;
  max_geneve_opt_len: number;
  tunnel_stateless_geneve_rx: number;
  lro_min_mss_size: number;
  lro_timer_supported_periods: number[];
};

export type HandOffloadReply = {
  status: number;
  syndrome: number;
  capability: { per_protocol_networking_offload_caps: HandOffloadCaps };
};

/** Reads the 272 bytes at `at`; the record must end at or before `end`. */
export function readOffloadReply(view: DataView, at: number, end: number): HandOffloadReply {
  if (at + 272 > end) throw new RangeError(`the reply needs 272 bytes, ${end - at} left`);
  const w0 = view.getUint32(at + 16);
  const w1 = view.getUint32(at + 20);
  const w2 = view.getUint32(at + 24);
  return {
    status: view.getUint8(at),
    syndrome: view.getUint32(at + 4),
    capability: {
      per_protocol_networking_offload_caps: {
        csum_cap: w0 >>> 31,
        vlan_cap: (w0 >>> 30) & 1,
        lro_cap: (w0 >>> 29) & 1,
        lro_psh_flag: (w0 >>> 28) & 1,
        lro_time_stamp: (w0 >>> 27) & 1,
        wqe_vlan_insert: (w0 >>> 24) & 1,
        self_lb_en_modifiable: (w0 >>> 23) & 1,
        max_lso_cap: (w0 >>> 16) & 0x1f,
        multi_pkt_send_wqe: (w0 >>> 14) & 3,
        wqe_inline_mode: (w0 >>> 12) & 3,
        rss_ind_tbl_cap: (w0 >>> 8) & 0xf,
        reg_umr_sq: (w0 >>> 7) & 1,
        scatter_fcs: (w0 >>> 6) & 1,
        enhanced_multi_pkt_send_wqe: (w0 >>> 5) & 1,
        tunnel_lso_const_out_ip_id: (w0 >>> 4) & 1,
        tunnel_lro_gre: (w0 >>> 3) & 1,
        tunnel_lro_vxlan: (w0 >>> 2) & 1,
        tunnel_stateless_gre: (w0 >>> 1) & 1,
        tunnel_stateless_vxlan: w0 & 1,
        swp: w1 >>> 31,
        swp_csum: (w1 >>> 30) & 1,
        swp_lso: (w1 >>> 29) & 1,
        cqe_checksum_full: (w1 >>> 28) & 1,
        tunnel_stateless_geneve_tx: (w1 >>> 27) & 1,
        tunnel_stateless_mpls_over_udp: (w1 >>> 26) & 1,
        tunnel_stateless_mpls_over_gre: (w1 >>> 25) & 1,
        tunnel_stateless_vxlan_gpe: (w1 >>> 24) & 1,
        tunnel_stateless_ipv4_over_vxlan: (w1 >>> 23) & 1,
        tunnel_stateless_ip_over_ip: (w1 >>> 22) & 1,
        insert_trailer: (w1 >>> 21) & 1,
        tunnel_stateless_ip_over_ip_rx: (w1 >>> 19) & 1,
        tunnel_stateless_ip_over_ip_tx: (w1 >>> 18) & 1,
        max_vxlan_udp_ports: (w1 >>> 8) & 0xff,
        swp_csum_l4_partial: (w1 >>> 7) & 1,
        max_geneve_opt_len: (w1 >>> 1) & 1,
        tunnel_stateless_geneve_rx: w1 & 1,
        lro_min_mss_size: w2 & 0xffff,
        lro_timer_supported_periods: [
          view.getUint32(at + 64),
          view.getUint32(at + 68),
          view.getUint32(at + 72),
          view.getUint32(at + 76),
        ],
      },
    },
  };
}

/** Writes 272 bytes at `at`. Every field is checked before the first byte is written. */
export function writeOffloadReply(view: DataView, at: number, value: HandOffloadReply): void {
  const status = value.status;
  if ((status & 0xff) !== status) refuse("status", status, 8);
  const syndrome = value.syndrome;
  if (syndrome >>> 0 !== syndrome) refuse("syndrome", syndrome, 32);
  const caps = value.capability.per_protocol_networking_offload_caps;
  const csum_cap = caps.csum_cap;
  if ((csum_cap & 1) !== csum_cap) refuse("csum_cap", csum_cap, 1);
  const vlan_cap = caps.vlan_cap;
  if ((vlan_cap & 1) !== vlan_cap) refuse("vlan_cap", vlan_cap, 1);
  const lro_cap = caps.lro_cap;
  if ((lro_cap & 1) !== lro_cap) refuse("lro_cap", lro_cap, 1);
  const lro_psh_flag = caps.lro_psh_flag;
  if ((lro_psh_flag & 1) !== lro_psh_flag) refuse("lro_psh_flag", lro_psh_flag, 1);
  const lro_time_stamp = caps.lro_time_stamp;
  if ((lro_time_stamp & 1) !== lro_time_stamp) refuse("lro_time_stamp", lro_time_stamp, 1);
  const wqe_vlan_insert = caps.wqe_vlan_insert;
  if ((wqe_vlan_insert & 1) !== wqe_vlan_insert) refuse("wqe_vlan_insert", wqe_vlan_insert, 1);
  const self_lb_en_modifiable = caps.self_lb_en_modifiable;
  if ((self_lb_en_modifiable & 1) !== self_lb_en_modifiable) refuse("self_lb_en_modifiable", self_lb_en_modifiable, 1);
  const max_lso_cap = caps.max_lso_cap;
  if ((max_lso_cap & 0x1f) !== max_lso_cap) refuse("max_lso_cap", max_lso_cap, 5);
  const multi_pkt_send_wqe = caps.multi_pkt_send_wqe;
  if ((multi_pkt_send_wqe & 3) !== multi_pkt_send_wqe) refuse("multi_pkt_send_wqe", multi_pkt_send_wqe, 2);
  const wqe_inline_mode = caps.wqe_inline_mode;
  if ((wqe_inline_mode & 3) !== wqe_inline_mode) refuse("wqe_inline_mode", wqe_inline_mode, 2);
  const rss_ind_tbl_cap = caps.rss_ind_tbl_cap;
  if ((rss_ind_tbl_cap & 0xf) !== rss_ind_tbl_cap) refuse("rss_ind_tbl_cap", rss_ind_tbl_cap, 4);
  const reg_umr_sq = caps.reg_umr_sq;
  if ((reg_umr_sq & 1) !== reg_umr_sq) refuse("reg_umr_sq", reg_umr_sq, 1);
  const scatter_fcs = caps.scatter_fcs;
  if ((scatter_fcs & 1) !== scatter_fcs) refuse("scatter_fcs", scatter_fcs, 1);
  const enhanced_multi_pkt_send_wqe = caps.enhanced_multi_pkt_send_wqe;
  if ((enhanced_multi_pkt_send_wqe & 1) !== enhanced_multi_pkt_send_wqe)
    refuse("enhanced_multi_pkt_send_wqe", enhanced_multi_pkt_send_wqe, 1);
  const tunnel_lso_const_out_ip_id = caps.tunnel_lso_const_out_ip_id;
  if ((tunnel_lso_const_out_ip_id & 1) !== tunnel_lso_const_out_ip_id)
    refuse("tunnel_lso_const_out_ip_id", tunnel_lso_const_out_ip_id, 1);
  const tunnel_lro_gre = caps.tunnel_lro_gre;
  if ((tunnel_lro_gre & 1) !== tunnel_lro_gre) refuse("tunnel_lro_gre", tunnel_lro_gre, 1);
  const tunnel_lro_vxlan = caps.tunnel_lro_vxlan;
  if ((tunnel_lro_vxlan & 1) !== tunnel_lro_vxlan) refuse("tunnel_lro_vxlan", tunnel_lro_vxlan, 1);
  const tunnel_stateless_gre = caps.tunnel_stateless_gre;
  if ((tunnel_stateless_gre & 1) !== tunnel_stateless_gre) refuse("tunnel_stateless_gre", tunnel_stateless_gre, 1);
  const tunnel_stateless_vxlan = caps.tunnel_stateless_vxlan;
  if ((tunnel_stateless_vxlan & 1) !== tunnel_stateless_vxlan)
    refuse("tunnel_stateless_vxlan", tunnel_stateless_vxlan, 1);
  const w0 =
    (csum_cap << 31) |
    (vlan_cap << 30) |
    (lro_cap << 29) |
    (lro_psh_flag << 28) |
    (lro_time_stamp << 27) |
    (wqe_vlan_insert << 24) |
    (self_lb_en_modifiable << 23) |
    (max_lso_cap << 16) |
    (multi_pkt_send_wqe << 14) |
    (wqe_inline_mode << 12) |
    (rss_ind_tbl_cap << 8) |
    (reg_umr_sq << 7) |
    (scatter_fcs << 6) |
    (enhanced_multi_pkt_send_wqe << 5) |
    (tunnel_lso_const_out_ip_id << 4) |
    (tunnel_lro_gre << 3) |
    (tunnel_lro_vxlan << 2) |
    (tunnel_stateless_gre << 1) |
    tunnel_stateless_vxlan;
  const swp = caps.swp;
  if ((swp & 1) !== swp) refuse("swp", swp, 1);
  const swp_csum = caps.swp_csum;
  if ((swp_csum & 1) !== swp_csum) refuse("swp_csum", swp_csum, 1);
  const swp_lso = caps.swp_lso;
  if ((swp_lso & 1) !== swp_lso) refuse("swp_lso", swp_lso, 1);
  const cqe_checksum_full = caps.cqe_checksum_full;
  if ((cqe_checksum_full & 1) !== cqe_checksum_full) refuse("cqe_checksum_full", cqe_checksum_full, 1);
  const tunnel_stateless_geneve_tx = caps.tunnel_stateless_geneve_tx;
  if ((tunnel_stateless_geneve_tx & 1) !== tunnel_stateless_geneve_tx)
    refuse("tunnel_stateless_geneve_tx", tunnel_stateless_geneve_tx, 1);
  const tunnel_stateless_mpls_over_udp = caps.tunnel_stateless_mpls_over_udp;
  if ((tunnel_stateless_mpls_over_udp & 1) !== tunnel_stateless_mpls_over_udp)
    refuse("tunnel_stateless_mpls_over_udp", tunnel_stateless_mpls_over_udp, 1);
  const tunnel_stateless_mpls_over_gre = caps.tunnel_stateless_mpls_over_gre;
  if ((tunnel_stateless_mpls_over_gre & 1) !== tunnel_stateless_mpls_over_gre)
    refuse("tunnel_stateless_mpls_over_gre", tunnel_stateless_mpls_over_gre, 1);
  const tunnel_stateless_vxlan_gpe = caps.tunnel_stateless_vxlan_gpe;
  if ((tunnel_stateless_vxlan_gpe & 1) !== tunnel_stateless_vxlan_gpe)
    refuse("tunnel_stateless_vxlan_gpe", tunnel_stateless_vxlan_gpe, 1);
  const tunnel_stateless_ipv4_over_vxlan = caps.tunnel_stateless_ipv4_over_vxlan;
  if ((tunnel_stateless_ipv4_over_vxlan & 1) !== tunnel_stateless_ipv4_over_vxlan)
    refuse("tunnel_stateless_ipv4_over_vxlan", tunnel_stateless_ipv4_over_vxlan, 1);
  const tunnel_stateless_ip_over_ip = caps.tunnel_stateless_ip_over_ip;
  if ((tunnel_stateless_ip_over_ip & 1) !== tunnel_stateless_ip_over_ip)
    refuse("tunnel_stateless_ip_over_ip", tunnel_stateless_ip_over_ip, 1);
  const insert_trailer = caps.insert_trailer;
  if ((insert_trailer & 1) !== insert_trailer) refuse("insert_trailer", insert_trailer, 1);
  const tunnel_stateless_ip_over_ip_rx = caps.tunnel_stateless_ip_over_ip_rx;
  if ((tunnel_stateless_ip_over_ip_rx & 1) !== tunnel_stateless_ip_over_ip_rx)
    refuse("tunnel_stateless_ip_over_ip_rx", tunnel_stateless_ip_over_ip_rx, 1);
  const tunnel_stateless_ip_over_ip_tx = caps.tunnel_stateless_ip_over_ip_tx;
  if ((tunnel_stateless_ip_over_ip_tx & 1) !== tunnel_stateless_ip_over_ip_tx)
    refuse("tunnel_stateless_ip_over_ip_tx", tunnel_stateless_ip_over_ip_tx, 1);
  const max_vxlan_udp_ports = caps.max_vxlan_udp_ports;
  if ((max_vxlan_udp_ports & 0xff) !== max_vxlan_udp_ports) refuse("max_vxlan_udp_ports", max_vxlan_udp_ports, 8);
  const swp_csum_l4_partial = caps.swp_csum_l4_partial;
  if ((swp_csum_l4_partial & 1) !== swp_csum_l4_partial) refuse("swp_csum_l4_partial", swp_csum_l4_partial, 1);
  const max_geneve_opt_len = caps.max_geneve_opt_len;
  if ((max_geneve_opt_len & 1) !== max_geneve_opt_len) refuse("max_geneve_opt_len", max_geneve_opt_len, 1);
  const tunnel_stateless_geneve_rx = caps.tunnel_stateless_geneve_rx;
  if ((tunnel_stateless_geneve_rx & 1) !== tunnel_stateless_geneve_rx)
    refuse("tunnel_stateless_geneve_rx", tunnel_stateless_geneve_rx, 1);
  const w1 =
    (swp << 31) |
    (swp_csum << 30) |
    (swp_lso << 29) |
    (cqe_checksum_full << 28) |
    (tunnel_stateless_geneve_tx << 27) |
    (tunnel_stateless_mpls_over_udp << 26) |
    (tunnel_stateless_mpls_over_gre << 25) |
    (tunnel_stateless_vxlan_gpe << 24) |
    (tunnel_stateless_ipv4_over_vxlan << 23) |
    (tunnel_stateless_ip_over_ip << 22) |
    (insert_trailer << 21) |
    (tunnel_stateless_ip_over_ip_rx << 19) |
    (tunnel_stateless_ip_over_ip_tx << 18) |
    (max_vxlan_udp_ports << 8) |
    (swp_csum_l4_partial << 7) |
    (max_geneve_opt_len << 1) |
    tunnel_stateless_geneve_rx;
  const lro_min_mss_size = caps.lro_min_mss_size;
  if ((lro_min_mss_size & 0xffff) !== lro_min_mss_size) refuse("lro_min_mss_size", lro_min_mss_size, 16);
  const w2 = lro_min_mss_size;
  const lro_timer_supported_periods = caps.lro_timer_supported_periods;
  if (!Array.isArray(lro_timer_supported_periods) || lro_timer_supported_periods.length !== 4)
    throw new TypeError("lro_timer_supported_periods has 4 elements");
  const p0 = lro_timer_supported_periods[0] ?? -1;
  if (p0 >>> 0 !== p0) refuse("lro_timer_supported_periods[0]", p0, 32);
  const p1 = lro_timer_supported_periods[1] ?? -1;
  if (p1 >>> 0 !== p1) refuse("lro_timer_supported_periods[1]", p1, 32);
  const p2 = lro_timer_supported_periods[2] ?? -1;
  if (p2 >>> 0 !== p2) refuse("lro_timer_supported_periods[2]", p2, 32);
  const p3 = lro_timer_supported_periods[3] ?? -1;
  if (p3 >>> 0 !== p3) refuse("lro_timer_supported_periods[3]", p3, 32);
  view.setUint32(at, status << 24);
  view.setUint32(at + 4, syndrome);
  view.setUint32(at + 8, 0);
  view.setUint32(at + 12, 0);
  view.setUint32(at + 16, w0);
  view.setUint32(at + 20, w1);
  view.setUint32(at + 24, w2);
  for (let word = 12; word < 48; word += 4) view.setUint32(at + 16 + word, 0);
  view.setUint32(at + 64, p0);
  view.setUint32(at + 68, p1);
  view.setUint32(at + 72, p2);
  view.setUint32(at + 76, p3);
  for (let word = 64; word < 256; word += 4) view.setUint32(at + 16 + word, 0);
}
