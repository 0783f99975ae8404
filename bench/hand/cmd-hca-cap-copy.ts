/**
 * cmd_hca_cap by hand, the way one writes it after learning what literals of more than 128 keys cost in V8: copy a
 * template that already has the shape, then assign every field.
 */
import type { HandCmdHcaCap } from "./cmd-hca-cap-read.js";

const template: HandCmdHcaCap = {
  page_request_disable: 0,
  abs_native_port_num: 0,
  shared_object_to_user_object_allowed: 0,
  vhca_resource_manager: 0,
  hca_cap_2: 0,
  create_lag_when_not_master_up: 0,
  dtor: 0,
  event_on_vhca_state_teardown_request: 0,
  event_on_vhca_state_in_use: 0,
  event_on_vhca_state_active: 0,
  event_on_vhca_state_allocated: 0,
  event_on_vhca_state_invalid: 0,
  vhca_id: 0,
  log_max_srq_sz: 0,
  log_max_qp_sz: 0,
  event_cap: 0,
  isolate_vl_tc_new: 0,
  prio_tag_required: 0,
  log_max_qp: 0,
  ece_support: 0,
  reg_c_preserve: 0,
  log_max_srq: 0,
  uplink_follow: 0,
  ts_cqe_to_dest_cqn: 0,
  go_back_n: 0,
  max_sgl_for_optimized_performance: 0,
  log_max_cq_sz: 0,
  relaxed_ordering_write_umr: 0,
  relaxed_ordering_read_umr: 0,
  virtio_net_device_emualtion_manager: 0,
  virtio_blk_device_emualtion_manager: 0,
  log_max_cq: 0,
  log_max_eq_sz: 0,
  relaxed_ordering_write: 0,
  relaxed_ordering_read_pci_enabled: 0,
  log_max_mkey: 0,
  terminate_scatter_list_mkey: 0,
  repeated_mkey: 0,
  dump_fill_mkey: 0,
  fast_teardown: 0,
  log_max_eq: 0,
  max_indirection: 0,
  fixed_buffer_size: 0,
  log_max_mrw_sz: 0,
  force_teardown: 0,
  log_max_bsf_list_size: 0,
  umr_extended_translation_offset: 0,
  null_mkey: 0,
  log_max_klm_list_size: 0,
  qpc_extension: 0,
  log_max_ra_req_dc: 0,
  eth_wqe_too_small: 0,
  vnic_env_cq_overrun: 0,
  log_max_ra_res_dc: 0,
  release_all_pages: 0,
  must_not_use: 0,
  roce_accl: 0,
  log_max_ra_req_qp: 0,
  log_max_ra_res_qp: 0,
  end_pad: 0,
  cc_query_allowed: 0,
  cc_modify_allowed: 0,
  start_pad: 0,
  cache_line_128byte: 0,
  rts2rts_qp_counters_set_id: 0,
  vnic_env_int_rq_oob: 0,
  sbcam_reg: 0,
  qcam_reg: 0,
  gid_table_size: 0,
  out_of_seq_cnt: 0,
  vport_counters: 0,
  retransmission_q_counters: 0,
  debug: 0,
  modify_rq_counter_set_id: 0,
  rq_delay_drop: 0,
  max_qp_cnt: 0,
  pkey_table_size: 0,
  vport_group_manager: 0,
  vhca_group_manager: 0,
  ib_virt: 0,
  eth_virt: 0,
  vnic_env_queue_counters: 0,
  ets: 0,
  nic_flow_table: 0,
  eswitch_manager: 0,
  device_memory: 0,
  mcam_reg: 0,
  pcam_reg: 0,
  local_ca_ack_delay: 0,
  port_module_event: 0,
  enhanced_error_q_counters: 0,
  ports_check: 0,
  disable_link_up: 0,
  beacon_led: 0,
  port_type: 0,
  num_ports: 0,
  pps: 0,
  pps_modify: 0,
  log_max_msg: 0,
  max_tc: 0,
  temp_warn_event: 0,
  dcbx: 0,
  general_notification_event: 0,
  fpga: 0,
  rol_s: 0,
  rol_g: 0,
  wol_s: 0,
  wol_g: 0,
  wol_a: 0,
  wol_b: 0,
  wol_m: 0,
  wol_u: 0,
  wol_p: 0,
  stat_rate_support: 0,
  pci_sync_for_fw_update_event: 0,
  init2_lag_tx_port_affinity: 0,
  wqe_based_flow_table_update_cap: 0,
  cqe_version: 0,
  compact_address_vector: 0,
  striding_rq: 0,
  ipoib_enhanced_offloads: 0,
  ipoib_basic_offloads: 0,
  repeated_block_disabled: 0,
  umr_modify_entity_size_disabled: 0,
  umr_modify_atomic_disabled: 0,
  umr_indirect_mkey_disabled: 0,
  umr_fence: 0,
  dc_req_scat_data_cqe: 0,
  drain_sigerr: 0,
  cmdif_checksum: 0,
  sigerr_cqe: 0,
  wq_signature: 0,
  sctr_data_cqe: 0,
  sho: 0,
  tph: 0,
  rf: 0,
  dct: 0,
  qos: 0,
  eth_net_offloads: 0,
  roce: 0,
  atomic: 0,
  cq_oi: 0,
  cq_resize: 0,
  cq_moderation: 0,
  cq_period_mode_modify: 0,
  cq_eq_remap: 0,
  pg: 0,
  block_lb_mc: 0,
  scqe_break_moderation: 0,
  cq_period_start_from_cqe: 0,
  cd: 0,
  apm: 0,
  vector_calc: 0,
  umr_ptr_rlky: 0,
  imaicl: 0,
  qp_packet_based: 0,
  qkv: 0,
  pkv: 0,
  set_deth_sqpn: 0,
  xrc: 0,
  ud: 0,
  uc: 0,
  rc: 0,
  uar_4k: 0,
  fl_rc_qp_when_roce_disabled: 0,
  regexp_params: 0,
  uar_sz: 0,
  port_selection_cap: 0,
  nic_cap_reg: 0,
  umem_uid_0: 0,
  log_pg_sz: 0,
  bf: 0,
  driver_version: 0,
  pad_tx_eth_packet: 0,
  mkey_by_name: 0,
  log_bf_reg_size: 0,
  disciplined_fr_counter: 0,
  qp_error_syndrome: 0,
  lag_dct: 0,
  lag_tx_port_affinity: 0,
  lag_native_fdb_selection: 0,
  lag_master: 0,
  num_lag_ports: 0,
  max_wqe_sz_sq: 0,
  icm_mng_function_id_mode: 0,
  mkey_pcie_tph: 0,
  tis_tir_td_order: 0,
  psp: 0,
  shampo: 0,
  max_wqe_sz_rq: 0,
  max_flow_counter_31_16: 0,
  max_wqe_sz_sq_dc: 0,
  query_host_net_function_num_max: 0,
  max_qp_mcg: 0,
  flow_counter_bulk_alloc: 0,
  log_max_mcg: 0,
  log_max_transport_domain: 0,
  relaxed_ordering_read: 0,
  log_max_pd: 0,
  dp_ordering_ooo_all_ud: 0,
  dp_ordering_ooo_all_uc: 0,
  dp_ordering_ooo_all_xrc: 0,
  dp_ordering_ooo_all_dc: 0,
  dp_ordering_ooo_all_rc: 0,
  pcie_reset_using_hotreset_method: 0,
  pci_sync_for_fw_update_with_driver_unload: 0,
  vnic_env_cnt_steering_fail: 0,
  vport_counter_local_loopback: 0,
  q_counter_aggregation: 0,
  q_counter_other_vport: 0,
  log_max_xrcd: 0,
  nic_receive_steering_discard: 0,
  receive_discard_vport_down: 0,
  transmit_discard_vport_down: 0,
  eq_overrun_count: 0,
  invalid_command_count: 0,
  quota_exceeded_count: 0,
  log_max_flow_counter_bulk: 0,
  max_flow_counter_15_0: 0,
  log_max_rq: 0,
  ft_alias_sw_vhca_id: 0,
  log_max_sq: 0,
  log_max_tir: 0,
  log_max_tis: 0,
  basic_cyclic_rcv_wqe: 0,
  log_max_rmp: 0,
  sd_group_size: 0,
  log_max_rqt: 0,
  log_max_rqt_size: 0,
  tlp_device_emulation_manager: 0,
  vnic_env_cnt_bar_uar_access: 0,
  vnic_env_cnt_odp_page_fault: 0,
  log_max_tis_per_sq: 0,
  ext_stride_num_range: 0,
  roce_rw_supported: 0,
  log_max_current_uc_list_wr_supported: 0,
  log_max_stride_sz_rq: 0,
  log_min_stride_sz_rq: 0,
  log_max_stride_sz_sq: 0,
  log_min_stride_sz_sq: 0,
  hairpin: 0,
  log_max_hairpin_queues: 0,
  log_max_hairpin_wq_data_sz: 0,
  log_max_hairpin_num_packets: 0,
  log_max_wq_sz: 0,
  nic_vport_change_event: 0,
  disable_local_lb_uc: 0,
  disable_local_lb_mc: 0,
  log_min_hairpin_wq_data_sz: 0,
  silent_mode_set: 0,
  vhca_state: 0,
  log_max_vlan_list: 0,
  log_max_current_mc_list: 0,
  silent_mode_query: 0,
  query_host_net_function_v1: 0,
  log_max_current_uc_list: 0,
  general_obj_types: 0n,
  sq_ts_format: 0,
  rq_ts_format: 0,
  steering_format_version: 0,
  create_qp_start_hint: 0,
  ats: 0,
  cross_vhca_rqt: 0,
  log_max_uctx: 0,
  crypto: 0,
  ipsec_offload: 0,
  log_max_umem: 0,
  max_num_eqs: 0,
  tls_tx: 0,
  tls_rx: 0,
  log_max_l2_table: 0,
  log_uar_page_sz: 0,
  device_frequency_mhz: 0,
  device_frequency_khz: 0,
  num_of_uars_per_page: 0,
  flex_parser_protocols: 0,
  max_geneve_tlv_options: 0,
  max_geneve_tlv_option_data_len: 0,
  adv_rdma: 0,
  adv_virtualization: 0,
  log_max_dci_stream_channels: 0,
  log_max_dci_errored_streams: 0,
  enhanced_cqe_compression: 0,
  crossing_vhca_mkey: 0,
  log_max_dek: 0,
  mini_cqe_resp_stride_index: 0,
  cqe_128_always: 0,
  cqe_compression_128: 0,
  cqe_compression: 0,
  cqe_compression_timeout: 0,
  cqe_compression_max_num: 0,
  flex_parser_id_gtpu_dw_0: 0,
  tag_matching: 0,
  rndv_offload_rc: 0,
  rndv_offload_dc: 0,
  log_tag_matching_list_sz: 0,
  log_max_xrq: 0,
  affiliate_nic_vport_criteria: 0,
  native_port_num: 0,
  num_vhca_ports: 0,
  flex_parser_id_gtpu_teid: 0,
  sw_owner_id: 0,
  max_num_of_monitor_counters: 0,
  num_ppcnt_monitor_counters: 0,
  max_num_sf: 0,
  num_q_monitor_counters: 0,
  sf: 0,
  sf_set_partition: 0,
  log_max_sf: 0,
  apu: 0,
  migration: 0,
  log_min_sf_size: 0,
  max_num_sf_partitions: 0,
  uctx_cap: 0,
  flex_parser_id_geneve_tlv_option_0: 0,
  flex_parser_id_icmp_dw1: 0,
  flex_parser_id_icmp_dw0: 0,
  flex_parser_id_icmpv6_dw1: 0,
  flex_parser_id_icmpv6_dw0: 0,
  flex_parser_id_outer_first_mpls_over_gre: 0,
  flex_parser_id_outer_first_mpls_over_udp_label: 0,
  max_num_match_definer: 0,
  sf_base_id: 0,
  flex_parser_id_gtpu_dw_2: 0,
  flex_parser_id_gtpu_first_ext_dw_0: 0,
  num_total_dynamic_vf_msix: 0,
  dynamic_msix_table_size: 0,
  min_dynamic_vf_msix_table_size: 0,
  data_direct: 0,
  max_dynamic_vf_msix_table_size: 0,
  log_max_num_header_modify_argument: 0,
  log_header_modify_argument_granularity_offset: 0,
  log_header_modify_argument_granularity: 0,
  log_header_modify_argument_max_alloc: 0,
  vhca_tunnel_commands: 0n,
  match_definer_format_supported: 0n,
};

/** The same value as `readCmdHcaCap`. */
export function copyCmdHcaCap(view: DataView, at: number, end: number): HandCmdHcaCap {
  if (at + 256 > end) throw new RangeError(`cmd_hca_cap needs 256 bytes, ${end - at} left`);
  const value = { ...template };
  const w0 = view.getUint32(at);
  value.page_request_disable = (w0 >>> 25) & 1;
  value.abs_native_port_num = (w0 >>> 24) & 1;
  value.shared_object_to_user_object_allowed = (w0 >>> 15) & 1;
  value.vhca_resource_manager = w0 & 1;
  const w1 = view.getUint32(at + 4);
  value.hca_cap_2 = w1 >>> 31;
  value.create_lag_when_not_master_up = (w1 >>> 30) & 1;
  value.dtor = (w1 >>> 29) & 1;
  value.event_on_vhca_state_teardown_request = (w1 >>> 28) & 1;
  value.event_on_vhca_state_in_use = (w1 >>> 27) & 1;
  value.event_on_vhca_state_active = (w1 >>> 26) & 1;
  value.event_on_vhca_state_allocated = (w1 >>> 25) & 1;
  value.event_on_vhca_state_invalid = (w1 >>> 24) & 1;
  value.vhca_id = w1 & 0xffff;
  const w4 = view.getUint32(at + 16);
  value.log_max_srq_sz = w4 >>> 24;
  value.log_max_qp_sz = (w4 >>> 16) & 0xff;
  value.event_cap = (w4 >>> 15) & 1;
  value.isolate_vl_tc_new = (w4 >>> 12) & 1;
  value.prio_tag_required = (w4 >>> 7) & 1;
  value.log_max_qp = w4 & 0x1f;
  const w5 = view.getUint32(at + 20);
  value.ece_support = (w5 >>> 28) & 1;
  value.reg_c_preserve = (w5 >>> 22) & 1;
  value.log_max_srq = (w5 >>> 16) & 0x1f;
  value.uplink_follow = (w5 >>> 14) & 1;
  value.ts_cqe_to_dest_cqn = (w5 >>> 13) & 1;
  value.go_back_n = (w5 >>> 6) & 1;
  const w6 = view.getUint32(at + 24);
  value.max_sgl_for_optimized_performance = w6 >>> 24;
  value.log_max_cq_sz = (w6 >>> 16) & 0xff;
  value.relaxed_ordering_write_umr = (w6 >>> 15) & 1;
  value.relaxed_ordering_read_umr = (w6 >>> 14) & 1;
  value.virtio_net_device_emualtion_manager = (w6 >>> 6) & 1;
  value.virtio_blk_device_emualtion_manager = (w6 >>> 5) & 1;
  value.log_max_cq = w6 & 0x1f;
  const w7 = view.getUint32(at + 28);
  value.log_max_eq_sz = w7 >>> 24;
  value.relaxed_ordering_write = (w7 >>> 23) & 1;
  value.relaxed_ordering_read_pci_enabled = (w7 >>> 22) & 1;
  value.log_max_mkey = (w7 >>> 16) & 0x3f;
  value.terminate_scatter_list_mkey = (w7 >>> 9) & 1;
  value.repeated_mkey = (w7 >>> 8) & 1;
  value.dump_fill_mkey = (w7 >>> 7) & 1;
  value.fast_teardown = (w7 >>> 4) & 1;
  value.log_max_eq = w7 & 0xf;
  const w8 = view.getUint32(at + 32);
  value.max_indirection = w8 >>> 24;
  value.fixed_buffer_size = (w8 >>> 23) & 1;
  value.log_max_mrw_sz = (w8 >>> 16) & 0x7f;
  value.force_teardown = (w8 >>> 15) & 1;
  value.log_max_bsf_list_size = (w8 >>> 8) & 0x3f;
  value.umr_extended_translation_offset = (w8 >>> 7) & 1;
  value.null_mkey = (w8 >>> 6) & 1;
  value.log_max_klm_list_size = w8 & 0x3f;
  const w9 = view.getUint32(at + 36);
  value.qpc_extension = (w9 >>> 29) & 1;
  value.log_max_ra_req_dc = (w9 >>> 16) & 0x3f;
  value.eth_wqe_too_small = (w9 >>> 13) & 1;
  value.vnic_env_cq_overrun = (w9 >>> 6) & 1;
  value.log_max_ra_res_dc = w9 & 0x3f;
  const w10 = view.getUint32(at + 40);
  value.release_all_pages = (w10 >>> 26) & 1;
  value.must_not_use = (w10 >>> 25) & 1;
  value.roce_accl = (w10 >>> 22) & 1;
  value.log_max_ra_req_qp = (w10 >>> 16) & 0x3f;
  value.log_max_ra_res_qp = w10 & 0x3f;
  const w11 = view.getUint32(at + 44);
  value.end_pad = w11 >>> 31;
  value.cc_query_allowed = (w11 >>> 30) & 1;
  value.cc_modify_allowed = (w11 >>> 29) & 1;
  value.start_pad = (w11 >>> 28) & 1;
  value.cache_line_128byte = (w11 >>> 27) & 1;
  value.rts2rts_qp_counters_set_id = (w11 >>> 22) & 1;
  value.vnic_env_int_rq_oob = (w11 >>> 19) & 1;
  value.sbcam_reg = (w11 >>> 18) & 1;
  value.qcam_reg = (w11 >>> 16) & 1;
  value.gid_table_size = w11 & 0xffff;
  const w12 = view.getUint32(at + 48);
  value.out_of_seq_cnt = w12 >>> 31;
  value.vport_counters = (w12 >>> 30) & 1;
  value.retransmission_q_counters = (w12 >>> 29) & 1;
  value.debug = (w12 >>> 28) & 1;
  value.modify_rq_counter_set_id = (w12 >>> 27) & 1;
  value.rq_delay_drop = (w12 >>> 26) & 1;
  value.max_qp_cnt = (w12 >>> 16) & 0x3ff;
  value.pkey_table_size = w12 & 0xffff;
  const w13 = view.getUint32(at + 52);
  value.vport_group_manager = w13 >>> 31;
  value.vhca_group_manager = (w13 >>> 30) & 1;
  value.ib_virt = (w13 >>> 29) & 1;
  value.eth_virt = (w13 >>> 28) & 1;
  value.vnic_env_queue_counters = (w13 >>> 27) & 1;
  value.ets = (w13 >>> 26) & 1;
  value.nic_flow_table = (w13 >>> 25) & 1;
  value.eswitch_manager = (w13 >>> 24) & 1;
  value.device_memory = (w13 >>> 23) & 1;
  value.mcam_reg = (w13 >>> 22) & 1;
  value.pcam_reg = (w13 >>> 21) & 1;
  value.local_ca_ack_delay = (w13 >>> 16) & 0x1f;
  value.port_module_event = (w13 >>> 15) & 1;
  value.enhanced_error_q_counters = (w13 >>> 14) & 1;
  value.ports_check = (w13 >>> 13) & 1;
  value.disable_link_up = (w13 >>> 11) & 1;
  value.beacon_led = (w13 >>> 10) & 1;
  value.port_type = (w13 >>> 8) & 3;
  value.num_ports = w13 & 0xff;
  const w14 = view.getUint32(at + 56);
  value.pps = (w14 >>> 30) & 1;
  value.pps_modify = (w14 >>> 29) & 1;
  value.log_max_msg = (w14 >>> 24) & 0x1f;
  value.max_tc = (w14 >>> 16) & 0xf;
  value.temp_warn_event = (w14 >>> 15) & 1;
  value.dcbx = (w14 >>> 14) & 1;
  value.general_notification_event = (w14 >>> 13) & 1;
  value.fpga = (w14 >>> 10) & 1;
  value.rol_s = (w14 >>> 9) & 1;
  value.rol_g = (w14 >>> 8) & 1;
  value.wol_s = (w14 >>> 6) & 1;
  value.wol_g = (w14 >>> 5) & 1;
  value.wol_a = (w14 >>> 4) & 1;
  value.wol_b = (w14 >>> 3) & 1;
  value.wol_m = (w14 >>> 2) & 1;
  value.wol_u = (w14 >>> 1) & 1;
  value.wol_p = w14 & 1;
  const w15 = view.getUint32(at + 60);
  value.stat_rate_support = w15 >>> 16;
  value.pci_sync_for_fw_update_event = (w15 >>> 14) & 1;
  value.init2_lag_tx_port_affinity = (w15 >>> 7) & 1;
  value.wqe_based_flow_table_update_cap = (w15 >>> 4) & 1;
  value.cqe_version = w15 & 0xf;
  const w16 = view.getUint32(at + 64);
  value.compact_address_vector = w16 >>> 31;
  value.striding_rq = (w16 >>> 30) & 1;
  value.ipoib_enhanced_offloads = (w16 >>> 28) & 1;
  value.ipoib_basic_offloads = (w16 >>> 27) & 1;
  value.repeated_block_disabled = (w16 >>> 25) & 1;
  value.umr_modify_entity_size_disabled = (w16 >>> 24) & 1;
  value.umr_modify_atomic_disabled = (w16 >>> 23) & 1;
  value.umr_indirect_mkey_disabled = (w16 >>> 22) & 1;
  value.umr_fence = (w16 >>> 20) & 3;
  value.dc_req_scat_data_cqe = (w16 >>> 19) & 1;
  value.drain_sigerr = (w16 >>> 16) & 1;
  value.cmdif_checksum = (w16 >>> 14) & 3;
  value.sigerr_cqe = (w16 >>> 13) & 1;
  value.wq_signature = (w16 >>> 11) & 1;
  value.sctr_data_cqe = (w16 >>> 10) & 1;
  value.sho = (w16 >>> 8) & 1;
  value.tph = (w16 >>> 7) & 1;
  value.rf = (w16 >>> 6) & 1;
  value.dct = (w16 >>> 5) & 1;
  value.qos = (w16 >>> 4) & 1;
  value.eth_net_offloads = (w16 >>> 3) & 1;
  value.roce = (w16 >>> 2) & 1;
  value.atomic = (w16 >>> 1) & 1;
  const w17 = view.getUint32(at + 68);
  value.cq_oi = w17 >>> 31;
  value.cq_resize = (w17 >>> 30) & 1;
  value.cq_moderation = (w17 >>> 29) & 1;
  value.cq_period_mode_modify = (w17 >>> 28) & 1;
  value.cq_eq_remap = (w17 >>> 25) & 1;
  value.pg = (w17 >>> 24) & 1;
  value.block_lb_mc = (w17 >>> 23) & 1;
  value.scqe_break_moderation = (w17 >>> 21) & 1;
  value.cq_period_start_from_cqe = (w17 >>> 20) & 1;
  value.cd = (w17 >>> 19) & 1;
  value.apm = (w17 >>> 17) & 1;
  value.vector_calc = (w17 >>> 16) & 1;
  value.umr_ptr_rlky = (w17 >>> 15) & 1;
  value.imaicl = (w17 >>> 14) & 1;
  value.qp_packet_based = (w17 >>> 13) & 1;
  value.qkv = (w17 >>> 9) & 1;
  value.pkv = (w17 >>> 8) & 1;
  value.set_deth_sqpn = (w17 >>> 7) & 1;
  value.xrc = (w17 >>> 3) & 1;
  value.ud = (w17 >>> 2) & 1;
  value.uc = (w17 >>> 1) & 1;
  value.rc = w17 & 1;
  const w18 = view.getUint32(at + 72);
  value.uar_4k = w18 >>> 31;
  value.fl_rc_qp_when_roce_disabled = (w18 >>> 23) & 1;
  value.regexp_params = (w18 >>> 22) & 1;
  value.uar_sz = (w18 >>> 16) & 0x3f;
  value.port_selection_cap = (w18 >>> 15) & 1;
  value.nic_cap_reg = (w18 >>> 14) & 1;
  value.umem_uid_0 = (w18 >>> 13) & 1;
  value.log_pg_sz = w18 & 0xff;
  const w19 = view.getUint32(at + 76);
  value.bf = w19 >>> 31;
  value.driver_version = (w19 >>> 30) & 1;
  value.pad_tx_eth_packet = (w19 >>> 29) & 1;
  value.mkey_by_name = (w19 >>> 25) & 1;
  value.log_bf_reg_size = (w19 >>> 16) & 0x1f;
  value.disciplined_fr_counter = (w19 >>> 15) & 1;
  value.qp_error_syndrome = (w19 >>> 12) & 1;
  value.lag_dct = (w19 >>> 8) & 3;
  value.lag_tx_port_affinity = (w19 >>> 7) & 1;
  value.lag_native_fdb_selection = (w19 >>> 6) & 1;
  value.lag_master = (w19 >>> 4) & 1;
  value.num_lag_ports = w19 & 0xf;
  value.max_wqe_sz_sq = view.getUint32(at + 80) & 0xffff;
  const w21 = view.getUint32(at + 84);
  value.icm_mng_function_id_mode = w21 >>> 31;
  value.mkey_pcie_tph = (w21 >>> 24) & 1;
  value.tis_tir_td_order = (w21 >>> 22) & 1;
  value.psp = (w21 >>> 21) & 1;
  value.shampo = (w21 >>> 20) & 1;
  value.max_wqe_sz_rq = w21 & 0xffff;
  const w22 = view.getUint32(at + 88);
  value.max_flow_counter_31_16 = w22 >>> 16;
  value.max_wqe_sz_sq_dc = w22 & 0xffff;
  const w23 = view.getUint32(at + 92);
  value.query_host_net_function_num_max = w23 >>> 27;
  value.max_qp_mcg = w23 & 0x1ffffff;
  const w24 = view.getUint32(at + 96);
  value.flow_counter_bulk_alloc = (w24 >>> 8) & 0xff;
  value.log_max_mcg = w24 & 0xff;
  const w25 = view.getUint32(at + 100);
  value.log_max_transport_domain = (w25 >>> 24) & 0x1f;
  value.relaxed_ordering_read = (w25 >>> 21) & 1;
  value.log_max_pd = (w25 >>> 16) & 0x1f;
  value.dp_ordering_ooo_all_ud = (w25 >>> 15) & 1;
  value.dp_ordering_ooo_all_uc = (w25 >>> 14) & 1;
  value.dp_ordering_ooo_all_xrc = (w25 >>> 13) & 1;
  value.dp_ordering_ooo_all_dc = (w25 >>> 12) & 1;
  value.dp_ordering_ooo_all_rc = (w25 >>> 11) & 1;
  value.pcie_reset_using_hotreset_method = (w25 >>> 10) & 1;
  value.pci_sync_for_fw_update_with_driver_unload = (w25 >>> 9) & 1;
  value.vnic_env_cnt_steering_fail = (w25 >>> 8) & 1;
  value.vport_counter_local_loopback = (w25 >>> 7) & 1;
  value.q_counter_aggregation = (w25 >>> 6) & 1;
  value.q_counter_other_vport = (w25 >>> 5) & 1;
  value.log_max_xrcd = w25 & 0x1f;
  const w26 = view.getUint32(at + 104);
  value.nic_receive_steering_discard = w26 >>> 31;
  value.receive_discard_vport_down = (w26 >>> 30) & 1;
  value.transmit_discard_vport_down = (w26 >>> 29) & 1;
  value.eq_overrun_count = (w26 >>> 28) & 1;
  value.invalid_command_count = (w26 >>> 26) & 1;
  value.quota_exceeded_count = (w26 >>> 25) & 1;
  value.log_max_flow_counter_bulk = (w26 >>> 16) & 0xff;
  value.max_flow_counter_15_0 = w26 & 0xffff;
  const w27 = view.getUint32(at + 108);
  value.log_max_rq = (w27 >>> 24) & 0x1f;
  value.ft_alias_sw_vhca_id = (w27 >>> 23) & 1;
  value.log_max_sq = (w27 >>> 16) & 0x1f;
  value.log_max_tir = (w27 >>> 8) & 0x1f;
  value.log_max_tis = w27 & 0x1f;
  const w28 = view.getUint32(at + 112);
  value.basic_cyclic_rcv_wqe = w28 >>> 31;
  value.log_max_rmp = (w28 >>> 24) & 0x1f;
  value.sd_group_size = (w28 >>> 23) & 1;
  value.log_max_rqt = (w28 >>> 16) & 0x1f;
  value.log_max_rqt_size = (w28 >>> 8) & 0x1f;
  value.tlp_device_emulation_manager = (w28 >>> 7) & 1;
  value.vnic_env_cnt_bar_uar_access = (w28 >>> 6) & 1;
  value.vnic_env_cnt_odp_page_fault = (w28 >>> 5) & 1;
  value.log_max_tis_per_sq = w28 & 0x1f;
  const w29 = view.getUint32(at + 116);
  value.ext_stride_num_range = w29 >>> 31;
  value.roce_rw_supported = (w29 >>> 30) & 1;
  value.log_max_current_uc_list_wr_supported = (w29 >>> 29) & 1;
  value.log_max_stride_sz_rq = (w29 >>> 24) & 0x1f;
  value.log_min_stride_sz_rq = (w29 >>> 16) & 0x1f;
  value.log_max_stride_sz_sq = (w29 >>> 8) & 0x1f;
  value.log_min_stride_sz_sq = w29 & 0x1f;
  const w30 = view.getUint32(at + 120);
  value.hairpin = w30 >>> 31;
  value.log_max_hairpin_queues = (w30 >>> 24) & 0x1f;
  value.log_max_hairpin_wq_data_sz = (w30 >>> 16) & 0x1f;
  value.log_max_hairpin_num_packets = (w30 >>> 8) & 0x1f;
  value.log_max_wq_sz = w30 & 0x1f;
  const w31 = view.getUint32(at + 124);
  value.nic_vport_change_event = w31 >>> 31;
  value.disable_local_lb_uc = (w31 >>> 30) & 1;
  value.disable_local_lb_mc = (w31 >>> 29) & 1;
  value.log_min_hairpin_wq_data_sz = (w31 >>> 24) & 0x1f;
  value.silent_mode_set = (w31 >>> 22) & 1;
  value.vhca_state = (w31 >>> 21) & 1;
  value.log_max_vlan_list = (w31 >>> 16) & 0x1f;
  value.log_max_current_mc_list = (w31 >>> 8) & 0x1f;
  value.silent_mode_query = (w31 >>> 6) & 1;
  value.query_host_net_function_v1 = (w31 >>> 5) & 1;
  value.log_max_current_uc_list = w31 & 0x1f;
  value.general_obj_types = view.getBigUint64(at + 128);
  const w34 = view.getUint32(at + 136);
  value.sq_ts_format = w34 >>> 30;
  value.rq_ts_format = (w34 >>> 28) & 3;
  value.steering_format_version = (w34 >>> 24) & 0xf;
  value.create_qp_start_hint = w34 & 0xffffff;
  const w35 = view.getUint32(at + 140);
  value.ats = (w35 >>> 30) & 1;
  value.cross_vhca_rqt = (w35 >>> 29) & 1;
  value.log_max_uctx = (w35 >>> 24) & 0x1f;
  value.crypto = (w35 >>> 22) & 1;
  value.ipsec_offload = (w35 >>> 21) & 1;
  value.log_max_umem = (w35 >>> 16) & 0x1f;
  value.max_num_eqs = w35 & 0xffff;
  const w36 = view.getUint32(at + 144);
  value.tls_tx = (w36 >>> 30) & 1;
  value.tls_rx = (w36 >>> 29) & 1;
  value.log_max_l2_table = (w36 >>> 24) & 0x1f;
  value.log_uar_page_sz = w36 & 0xffff;
  value.device_frequency_mhz = view.getUint32(at + 152);
  value.device_frequency_khz = view.getUint32(at + 156);
  value.num_of_uars_per_page = view.getUint32(at + 164);
  value.flex_parser_protocols = view.getUint32(at + 168);
  const w43 = view.getUint32(at + 172);
  value.max_geneve_tlv_options = w43 >>> 24;
  value.max_geneve_tlv_option_data_len = (w43 >>> 16) & 0x1f;
  value.adv_rdma = (w43 >>> 14) & 1;
  value.adv_virtualization = (w43 >>> 6) & 1;
  const w44 = view.getUint32(at + 176);
  value.log_max_dci_stream_channels = (w44 >>> 16) & 0x1f;
  value.log_max_dci_errored_streams = (w44 >>> 8) & 0x1f;
  const w45 = view.getUint32(at + 180);
  value.enhanced_cqe_compression = (w45 >>> 15) & 1;
  value.crossing_vhca_mkey = (w45 >>> 13) & 1;
  value.log_max_dek = (w45 >>> 8) & 0x1f;
  value.mini_cqe_resp_stride_index = (w45 >>> 3) & 1;
  value.cqe_128_always = (w45 >>> 2) & 1;
  value.cqe_compression_128 = (w45 >>> 1) & 1;
  value.cqe_compression = w45 & 1;
  const w46 = view.getUint32(at + 184);
  value.cqe_compression_timeout = w46 >>> 16;
  value.cqe_compression_max_num = w46 & 0xffff;
  const w47 = view.getUint32(at + 188);
  value.flex_parser_id_gtpu_dw_0 = (w47 >>> 20) & 0xf;
  value.tag_matching = (w47 >>> 15) & 1;
  value.rndv_offload_rc = (w47 >>> 14) & 1;
  value.rndv_offload_dc = (w47 >>> 13) & 1;
  value.log_tag_matching_list_sz = (w47 >>> 8) & 0x1f;
  value.log_max_xrq = w47 & 0x1f;
  const w48 = view.getUint32(at + 192);
  value.affiliate_nic_vport_criteria = w48 >>> 24;
  value.native_port_num = (w48 >>> 16) & 0xff;
  value.num_vhca_ports = (w48 >>> 8) & 0xff;
  value.flex_parser_id_gtpu_teid = (w48 >>> 4) & 0xf;
  value.sw_owner_id = (w48 >>> 1) & 1;
  const w49 = view.getUint32(at + 196);
  value.max_num_of_monitor_counters = w49 >>> 16;
  value.num_ppcnt_monitor_counters = w49 & 0xffff;
  const w50 = view.getUint32(at + 200);
  value.max_num_sf = w50 >>> 16;
  value.num_q_monitor_counters = w50 & 0xffff;
  const w52 = view.getUint32(at + 208);
  value.sf = w52 >>> 31;
  value.sf_set_partition = (w52 >>> 30) & 1;
  value.log_max_sf = (w52 >>> 24) & 0x1f;
  value.apu = (w52 >>> 23) & 1;
  value.migration = (w52 >>> 18) & 1;
  value.log_min_sf_size = (w52 >>> 8) & 0xff;
  value.max_num_sf_partitions = w52 & 0xff;
  value.uctx_cap = view.getUint32(at + 212);
  const w54 = view.getUint32(at + 216);
  value.flex_parser_id_geneve_tlv_option_0 = (w54 >>> 24) & 0xf;
  value.flex_parser_id_icmp_dw1 = (w54 >>> 20) & 0xf;
  value.flex_parser_id_icmp_dw0 = (w54 >>> 16) & 0xf;
  value.flex_parser_id_icmpv6_dw1 = (w54 >>> 12) & 0xf;
  value.flex_parser_id_icmpv6_dw0 = (w54 >>> 8) & 0xf;
  value.flex_parser_id_outer_first_mpls_over_gre = (w54 >>> 4) & 0xf;
  value.flex_parser_id_outer_first_mpls_over_udp_label = w54 & 0xf;
  const w55 = view.getUint32(at + 220);
  value.max_num_match_definer = w55 >>> 16;
  value.sf_base_id = w55 & 0xffff;
  const w56 = view.getUint32(at + 224);
  value.flex_parser_id_gtpu_dw_2 = w56 >>> 28;
  value.flex_parser_id_gtpu_first_ext_dw_0 = (w56 >>> 24) & 0xf;
  value.num_total_dynamic_vf_msix = w56 & 0xffffff;
  value.dynamic_msix_table_size = view.getUint32(at + 228) & 0xfff;
  const w58 = view.getUint32(at + 232);
  value.min_dynamic_vf_msix_table_size = (w58 >>> 16) & 0xf;
  value.data_direct = (w58 >>> 13) & 1;
  value.max_dynamic_vf_msix_table_size = w58 & 0xfff;
  const w59 = view.getUint32(at + 236);
  value.log_max_num_header_modify_argument = (w59 >>> 24) & 0x1f;
  value.log_header_modify_argument_granularity_offset = (w59 >>> 20) & 0xf;
  value.log_header_modify_argument_granularity = (w59 >>> 16) & 0xf;
  value.log_header_modify_argument_max_alloc = (w59 >>> 8) & 0x1f;
  value.vhca_tunnel_commands = view.getBigUint64(at + 240);
  value.match_definer_format_supported = view.getBigUint64(at + 248);
  return value;
}
