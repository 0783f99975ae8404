/**
 * The QUERY_HCA_CAP reply with the Ethernet offload capability,
 * in the form that the Kaitai Struct compiler gives a class: `_read` in the constructor, one stream call a field,
 * bits most significant first, one-bit fields as booleans. The properties are `declare`d so that no class-field
 * definition runs before `_read`.
 * Every reserved range is read as fields of at most 32 bits, as a mechanical translation of the header has it.
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
  declare reserved_at_60: number;
  declare reserved_at_80: number;
  declare reserved_at_a0: number;
  declare reserved_at_c0: number;
  declare reserved_at_e0: number;
  declare reserved_at_100: number;
  declare reserved_at_120: number;
  declare reserved_at_140: number;
  declare reserved_at_160: number;
  declare lro_timer_supported_periods: number[];
  declare reserved_at_200: number;
  declare reserved_at_220: number;
  declare reserved_at_240: number;
  declare reserved_at_260: number;
  declare reserved_at_280: number;
  declare reserved_at_2a0: number;
  declare reserved_at_2c0: number;
  declare reserved_at_2e0: number;
  declare reserved_at_300: number;
  declare reserved_at_320: number;
  declare reserved_at_340: number;
  declare reserved_at_360: number;
  declare reserved_at_380: number;
  declare reserved_at_3a0: number;
  declare reserved_at_3c0: number;
  declare reserved_at_3e0: number;
  declare reserved_at_400: number;
  declare reserved_at_420: number;
  declare reserved_at_440: number;
  declare reserved_at_460: number;
  declare reserved_at_480: number;
  declare reserved_at_4a0: number;
  declare reserved_at_4c0: number;
  declare reserved_at_4e0: number;
  declare reserved_at_500: number;
  declare reserved_at_520: number;
  declare reserved_at_540: number;
  declare reserved_at_560: number;
  declare reserved_at_580: number;
  declare reserved_at_5a0: number;
  declare reserved_at_5c0: number;
  declare reserved_at_5e0: number;
  declare reserved_at_600: number;
  declare reserved_at_620: number;
  declare reserved_at_640: number;
  declare reserved_at_660: number;
  declare reserved_at_680: number;
  declare reserved_at_6a0: number;
  declare reserved_at_6c0: number;
  declare reserved_at_6e0: number;
  declare reserved_at_700: number;
  declare reserved_at_720: number;
  declare reserved_at_740: number;
  declare reserved_at_760: number;
  declare reserved_at_780: number;
  declare reserved_at_7a0: number;
  declare reserved_at_7c0: number;
  declare reserved_at_7e0: number;

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
    this.reserved_at_60 = this._io.readBitsIntBe(32);
    this.reserved_at_80 = this._io.readBitsIntBe(32);
    this.reserved_at_a0 = this._io.readBitsIntBe(32);
    this.reserved_at_c0 = this._io.readBitsIntBe(32);
    this.reserved_at_e0 = this._io.readBitsIntBe(32);
    this.reserved_at_100 = this._io.readBitsIntBe(32);
    this.reserved_at_120 = this._io.readBitsIntBe(32);
    this.reserved_at_140 = this._io.readBitsIntBe(32);
    this.reserved_at_160 = this._io.readBitsIntBe(32);
    this._io.alignToByte();
    this.lro_timer_supported_periods = [];
    for (let i = 0; i < 4; i++) {
      this.lro_timer_supported_periods.push(this._io.readU4be());
    }
    this.reserved_at_200 = this._io.readBitsIntBe(32);
    this.reserved_at_220 = this._io.readBitsIntBe(32);
    this.reserved_at_240 = this._io.readBitsIntBe(32);
    this.reserved_at_260 = this._io.readBitsIntBe(32);
    this.reserved_at_280 = this._io.readBitsIntBe(32);
    this.reserved_at_2a0 = this._io.readBitsIntBe(32);
    this.reserved_at_2c0 = this._io.readBitsIntBe(32);
    this.reserved_at_2e0 = this._io.readBitsIntBe(32);
    this.reserved_at_300 = this._io.readBitsIntBe(32);
    this.reserved_at_320 = this._io.readBitsIntBe(32);
    this.reserved_at_340 = this._io.readBitsIntBe(32);
    this.reserved_at_360 = this._io.readBitsIntBe(32);
    this.reserved_at_380 = this._io.readBitsIntBe(32);
    this.reserved_at_3a0 = this._io.readBitsIntBe(32);
    this.reserved_at_3c0 = this._io.readBitsIntBe(32);
    this.reserved_at_3e0 = this._io.readBitsIntBe(32);
    this.reserved_at_400 = this._io.readBitsIntBe(32);
    this.reserved_at_420 = this._io.readBitsIntBe(32);
    this.reserved_at_440 = this._io.readBitsIntBe(32);
    this.reserved_at_460 = this._io.readBitsIntBe(32);
    this.reserved_at_480 = this._io.readBitsIntBe(32);
    this.reserved_at_4a0 = this._io.readBitsIntBe(32);
    this.reserved_at_4c0 = this._io.readBitsIntBe(32);
    this.reserved_at_4e0 = this._io.readBitsIntBe(32);
    this.reserved_at_500 = this._io.readBitsIntBe(32);
    this.reserved_at_520 = this._io.readBitsIntBe(32);
    this.reserved_at_540 = this._io.readBitsIntBe(32);
    this.reserved_at_560 = this._io.readBitsIntBe(32);
    this.reserved_at_580 = this._io.readBitsIntBe(32);
    this.reserved_at_5a0 = this._io.readBitsIntBe(32);
    this.reserved_at_5c0 = this._io.readBitsIntBe(32);
    this.reserved_at_5e0 = this._io.readBitsIntBe(32);
    this.reserved_at_600 = this._io.readBitsIntBe(32);
    this.reserved_at_620 = this._io.readBitsIntBe(32);
    this.reserved_at_640 = this._io.readBitsIntBe(32);
    this.reserved_at_660 = this._io.readBitsIntBe(32);
    this.reserved_at_680 = this._io.readBitsIntBe(32);
    this.reserved_at_6a0 = this._io.readBitsIntBe(32);
    this.reserved_at_6c0 = this._io.readBitsIntBe(32);
    this.reserved_at_6e0 = this._io.readBitsIntBe(32);
    this.reserved_at_700 = this._io.readBitsIntBe(32);
    this.reserved_at_720 = this._io.readBitsIntBe(32);
    this.reserved_at_740 = this._io.readBitsIntBe(32);
    this.reserved_at_760 = this._io.readBitsIntBe(32);
    this.reserved_at_780 = this._io.readBitsIntBe(32);
    this.reserved_at_7a0 = this._io.readBitsIntBe(32);
    this.reserved_at_7c0 = this._io.readBitsIntBe(32);
    this.reserved_at_7e0 = this._io.readBitsIntBe(32);
  }
}

/** The reply header with the capability that the request asked for. */
export class QueryHcaCapOut {
  declare _io: KaitaiStream;
  declare _parent: unknown;
  declare _root: unknown;
  declare status: number;
  declare reserved_at_8: number;
  declare syndrome: number;
  declare reserved_at_40: number;
  declare reserved_at_60: number;
  declare capability: PerProtocolNetworkingOffloadCaps;

  constructor(io: KaitaiStream, parent?: unknown, root?: unknown) {
    this._io = io;
    this._parent = parent;
    this._root = root ?? this;
    this._read();
  }

  _read(): void {
    this.status = this._io.readU1();
    this.reserved_at_8 = this._io.readBitsIntBe(24);
    this._io.alignToByte();
    this.syndrome = this._io.readU4be();
    this.reserved_at_40 = this._io.readBitsIntBe(32);
    this.reserved_at_60 = this._io.readBitsIntBe(32);
    this._io.alignToByte();
    this.capability = new PerProtocolNetworkingOffloadCaps(this._io, this, this._root);
  }
}
