/**
 * The QUERY_HCA_CAP reply with the Ethernet offload capability,
 * in the form that the Kaitai Struct compiler gives a class: `_read` in the constructor, one stream call a field,
 * bits most significant first, one-bit fields as booleans. The properties are `declare`d so that no class-field
 * definition runs before `_read`.
 * Reserved ranges of whole bytes are read as one run of bytes each.
 */
import type { KaitaiStream } from "./stream.js";

/** per_protocol_networking_offload_caps: 38 named fields. */
export class PerProtocolNetworkingOffloadCaps {
  declare _io: KaitaiStream;
  declare _parent: unknown;
  declare _root: unknown;
  declare csum_cap: boolean;
  declare vlan_cap: boolean;
  declare lro_cap: boolean;
  declare lro_psh_flag: boolean;
  declare lro_time_stamp: boolean;
  declare reserved_at_5: number;
  declare wqe_vlan_insert: boolean;
  declare self_lb_en_modifiable: boolean;
  declare reserved_at_9: number;
  declare max_lso_cap: number;
  declare multi_pkt_send_wqe: number;
  declare wqe_inline_mode: number;
  declare rss_ind_tbl_cap: number;
  declare reg_umr_sq: boolean;
  declare scatter_fcs: boolean;
  declare enhanced_multi_pkt_send_wqe: boolean;
  declare tunnel_lso_const_out_ip_id: boolean;
  declare tunnel_lro_gre: boolean;
  declare tunnel_lro_vxlan: boolean;
  declare tunnel_stateless_gre: boolean;
  declare tunnel_stateless_vxlan: boolean;
  declare swp: boolean;
  declare swp_csum: boolean;
  declare swp_lso: boolean;
  declare cqe_checksum_full: boolean;
  declare tunnel_stateless_geneve_tx: boolean;
  declare tunnel_stateless_mpls_over_udp: boolean;
  declare tunnel_stateless_mpls_over_gre: boolean;
  declare tunnel_stateless_vxlan_gpe: boolean;
  declare tunnel_stateless_ipv4_over_vxlan: boolean;
  declare tunnel_stateless_ip_over_ip: boolean;
  declare insert_trailer: boolean;
  declare reserved_at_2b: boolean;
  declare tunnel_stateless_ip_over_ip_rx: boolean;
  declare tunnel_stateless_ip_over_ip_tx: boolean;
  declare reserved_at_2e: number;
  declare max_vxlan_udp_ports: number;
  declare swp_csum_l4_partial: boolean;
  declare reserved_at_39: number;
  declare max_geneve_opt_len: boolean;
  declare tunnel_stateless_geneve_rx: boolean;
  declare reserved_at_40: number;
  declare lro_min_mss_size: number;
  declare reserved_at_60: Uint8Array;
  declare lro_timer_supported_periods: number[];
  declare reserved_at_200: Uint8Array;

  constructor(io: KaitaiStream, parent?: unknown, root?: unknown) {
    this._io = io;
    this._parent = parent;
    this._root = root ?? this;
    this._read();
  }

  _read(): void {
    this.csum_cap = this._io.readBitsIntBe(1) !== 0;
    this.vlan_cap = this._io.readBitsIntBe(1) !== 0;
    this.lro_cap = this._io.readBitsIntBe(1) !== 0;
    this.lro_psh_flag = this._io.readBitsIntBe(1) !== 0;
    this.lro_time_stamp = this._io.readBitsIntBe(1) !== 0;
    this.reserved_at_5 = this._io.readBitsIntBe(2);
    this.wqe_vlan_insert = this._io.readBitsIntBe(1) !== 0;
    this.self_lb_en_modifiable = this._io.readBitsIntBe(1) !== 0;
    this.reserved_at_9 = this._io.readBitsIntBe(2);
    this.max_lso_cap = this._io.readBitsIntBe(5);
    this.multi_pkt_send_wqe = this._io.readBitsIntBe(2);
    this.wqe_inline_mode = this._io.readBitsIntBe(2);
    this.rss_ind_tbl_cap = this._io.readBitsIntBe(4);
    this.reg_umr_sq = this._io.readBitsIntBe(1) !== 0;
    this.scatter_fcs = this._io.readBitsIntBe(1) !== 0;
    this.enhanced_multi_pkt_send_wqe = this._io.readBitsIntBe(1) !== 0;
    this.tunnel_lso_const_out_ip_id = this._io.readBitsIntBe(1) !== 0;
    this.tunnel_lro_gre = this._io.readBitsIntBe(1) !== 0;
    this.tunnel_lro_vxlan = this._io.readBitsIntBe(1) !== 0;
    this.tunnel_stateless_gre = this._io.readBitsIntBe(1) !== 0;
    this.tunnel_stateless_vxlan = this._io.readBitsIntBe(1) !== 0;
    this.swp = this._io.readBitsIntBe(1) !== 0;
    this.swp_csum = this._io.readBitsIntBe(1) !== 0;
    this.swp_lso = this._io.readBitsIntBe(1) !== 0;
    this.cqe_checksum_full = this._io.readBitsIntBe(1) !== 0;
    this.tunnel_stateless_geneve_tx = this._io.readBitsIntBe(1) !== 0;
    this.tunnel_stateless_mpls_over_udp = this._io.readBitsIntBe(1) !== 0;
    this.tunnel_stateless_mpls_over_gre = this._io.readBitsIntBe(1) !== 0;
    this.tunnel_stateless_vxlan_gpe = this._io.readBitsIntBe(1) !== 0;
    this.tunnel_stateless_ipv4_over_vxlan = this._io.readBitsIntBe(1) !== 0;
    this.tunnel_stateless_ip_over_ip = this._io.readBitsIntBe(1) !== 0;
    this.insert_trailer = this._io.readBitsIntBe(1) !== 0;
    this.reserved_at_2b = this._io.readBitsIntBe(1) !== 0;
    this.tunnel_stateless_ip_over_ip_rx = this._io.readBitsIntBe(1) !== 0;
    this.tunnel_stateless_ip_over_ip_tx = this._io.readBitsIntBe(1) !== 0;
    this.reserved_at_2e = this._io.readBitsIntBe(2);
    this._io.alignToByte();
    this.max_vxlan_udp_ports = this._io.readU1();
    this.swp_csum_l4_partial = this._io.readBitsIntBe(1) !== 0;
    this.reserved_at_39 = this._io.readBitsIntBe(5);
    this.max_geneve_opt_len = this._io.readBitsIntBe(1) !== 0;
    this.tunnel_stateless_geneve_rx = this._io.readBitsIntBe(1) !== 0;
    this.reserved_at_40 = this._io.readBitsIntBe(16);
    this._io.alignToByte();
    this.lro_min_mss_size = this._io.readU2be();
    this.reserved_at_60 = this._io.readBytes(36);
    this.lro_timer_supported_periods = [];
    for (let i = 0; i < 4; i++) {
      this.lro_timer_supported_periods.push(this._io.readU4be());
    }
    this.reserved_at_200 = this._io.readBytes(192);
  }
}

/** The reply header with the capability that the request asked for. */
export class QueryHcaCapOut {
  declare _io: KaitaiStream;
  declare _parent: unknown;
  declare _root: unknown;
  declare status: number;
  declare reserved_at_8: Uint8Array;
  declare syndrome: number;
  declare reserved_at_40: Uint8Array;
  declare capability: PerProtocolNetworkingOffloadCaps;

  constructor(io: KaitaiStream, parent?: unknown, root?: unknown) {
    this._io = io;
    this._parent = parent;
    this._root = root ?? this;
    this._read();
  }

  _read(): void {
    this.status = this._io.readU1();
    this.reserved_at_8 = this._io.readBytes(3);
    this.syndrome = this._io.readU4be();
    this.reserved_at_40 = this._io.readBytes(8);
    this.capability = new PerProtocolNetworkingOffloadCaps(this._io, this, this._root);
  }
}
