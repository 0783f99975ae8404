/**
 * cmd_hca_cap by hand: one DataView, constant offsets, each dword read once, one object literal. This is what a careful
 * engineer writes without a library, and the baseline that the other contestants are measured against.
 */

export type HandCmdHcaCap = {
  page_request_disable: number;
  abs_native_port_num: number;
  shared_object_to_user_object_allowed: number;
  vhca_resource_manager: number;
  hca_cap_2: number;
  create_lag_when_not_master_up: number;
  dtor: number;
  event_on_vhca_state_teardown_request: number;
  event_on_vhca_state_in_use: number;
  event_on_vhca_state_active: number;
  event_on_vhca_state_allocated: number;
  event_on_vhca_state_invalid: number;
  vhca_id: number;
  log_max_srq_sz: number;
  log_max_qp_sz: number;
  event_cap: number;
  isolate_vl_tc_new: number;
  prio_tag_required: number;
  log_max_qp: number;
  ece_support: number;
  reg_c_preserve: number;
  log_max_srq: number;
  uplink_follow: number;
  ts_cqe_to_dest_cqn: number;
  go_back_n: number;
  max_sgl_for_optimized_performance: number;
  log_max_cq_sz: number;
  relaxed_ordering_write_umr: number;
  relaxed_ordering_read_umr: number;
  virtio_net_device_emualtion_manager: number;
  virtio_blk_device_emualtion_manager: number;
  log_max_cq: number;
  log_max_eq_sz: number;
  relaxed_ordering_write: number;
  relaxed_ordering_read_pci_enabled: number;
  log_max_mkey: number;
  terminate_scatter_list_mkey: number;
  repeated_mkey: number;
  dump_fill_mkey: number;
  fast_teardown: number;
  log_max_eq: number;
  max_indirection: number;
  fixed_buffer_size: number;
  log_max_mrw_sz: number;
  force_teardown: number;
  log_max_bsf_list_size: number;
  umr_extended_translation_offset: number;
  null_mkey: number;
  log_max_klm_list_size: number;
  qpc_extension: number;
  log_max_ra_req_dc: number;
  eth_wqe_too_small: number;
  vnic_env_cq_overrun: number;
  log_max_ra_res_dc: number;
  release_all_pages: number;
  must_not_use: number;
  roce_accl: number;
  log_max_ra_req_qp: number;
  log_max_ra_res_qp: number;
  end_pad: number;
  cc_query_allowed: number;
  cc_modify_allowed: number;
  start_pad: number;
  cache_line_128byte: number;
  rts2rts_qp_counters_set_id: number;
  vnic_env_int_rq_oob: number;
  sbcam_reg: number;
  qcam_reg: number;
  gid_table_size: number;
  out_of_seq_cnt: number;
  vport_counters: number;
  retransmission_q_counters: number;
  debug: number;
  modify_rq_counter_set_id: number;
  rq_delay_drop: number;
  max_qp_cnt: number;
  pkey_table_size: number;
  vport_group_manager: number;
  vhca_group_manager: number;
  ib_virt: number;
  eth_virt: number;
  vnic_env_queue_counters: number;
  ets: number;
  nic_flow_table: number;
  eswitch_manager: number;
  device_memory: number;
  mcam_reg: number;
  pcam_reg: number;
  local_ca_ack_delay: number;
  port_module_event: number;
  enhanced_error_q_counters: number;
  ports_check: number;
  disable_link_up: number;
  beacon_led: number;
  port_type: number;
  num_ports: number;
  pps: number;
  pps_modify: number;
  log_max_msg: number;
  max_tc: number;
  temp_warn_event: number;
  dcbx: number;
  general_notification_event: number;
  fpga: number;
  rol_s: number;
  rol_g: number;
  wol_s: number;
  wol_g: number;
  wol_a: number;
  wol_b: number;
  wol_m: number;
  wol_u: number;
  wol_p: number;
  stat_rate_support: number;
  pci_sync_for_fw_update_event: number;
  init2_lag_tx_port_affinity: number;
  wqe_based_flow_table_update_cap: number;
  cqe_version: number;
  compact_address_vector: number;
  striding_rq: number;
  ipoib_enhanced_offloads: number;
  ipoib_basic_offloads: number;
  repeated_block_disabled: number;
  umr_modify_entity_size_disabled: number;
  umr_modify_atomic_disabled: number;
  umr_indirect_mkey_disabled: number;
  umr_fence: number;
  dc_req_scat_data_cqe: number;
  drain_sigerr: number;
  cmdif_checksum: number;
  sigerr_cqe: number;
  wq_signature: number;
  sctr_data_cqe: number;
  sho: number;
  tph: number;
  rf: number;
  dct: number;
  qos: number;
  eth_net_offloads: number;
  roce: number;
  atomic: number;
  cq_oi: number;
  cq_resize: number;
  cq_moderation: number;
  cq_period_mode_modify: number;
  cq_eq_remap: number;
  pg: number;
  block_lb_mc: number;
  scqe_break_moderation: number;
  cq_period_start_from_cqe: number;
  cd: number;
  apm: number;
  vector_calc: number;
  umr_ptr_rlky: number;
  imaicl: number;
  qp_packet_based: number;
  qkv: number;
  pkv: number;
  set_deth_sqpn: number;
  xrc: number;
  ud: number;
  uc: number;
  rc: number;
  uar_4k: number;
  fl_rc_qp_when_roce_disabled: number;
  regexp_params: number;
  uar_sz: number;
  port_selection_cap: number;
  nic_cap_reg: number;
  umem_uid_0: number;
  log_pg_sz: number;
  bf: number;
  driver_version: number;
  pad_tx_eth_packet: number;
  mkey_by_name: number;
  log_bf_reg_size: number;
  disciplined_fr_counter: number;
  qp_error_syndrome: number;
  lag_dct: number;
  lag_tx_port_affinity: number;
  lag_native_fdb_selection: number;
  lag_master: number;
  num_lag_ports: number;
  max_wqe_sz_sq: number;
  icm_mng_function_id_mode: number;
  mkey_pcie_tph: number;
  tis_tir_td_order: number;
  psp: number;
  shampo: number;
  max_wqe_sz_rq: number;
  max_flow_counter_31_16: number;
  max_wqe_sz_sq_dc: number;
  query_host_net_function_num_max: number;
  max_qp_mcg: number;
  flow_counter_bulk_alloc: number;
  log_max_mcg: number;
  log_max_transport_domain: number;
  relaxed_ordering_read: number;
  log_max_pd: number;
  dp_ordering_ooo_all_ud: number;
  dp_ordering_ooo_all_uc: number;
  dp_ordering_ooo_all_xrc: number;
  dp_ordering_ooo_all_dc: number;
  dp_ordering_ooo_all_rc: number;
  pcie_reset_using_hotreset_method: number;
  pci_sync_for_fw_update_with_driver_unload: number;
  vnic_env_cnt_steering_fail: number;
  vport_counter_local_loopback: number;
  q_counter_aggregation: number;
  q_counter_other_vport: number;
  log_max_xrcd: number;
  nic_receive_steering_discard: number;
  receive_discard_vport_down: number;
  transmit_discard_vport_down: number;
  eq_overrun_count: number;
  invalid_command_count: number;
  quota_exceeded_count: number;
  log_max_flow_counter_bulk: number;
  max_flow_counter_15_0: number;
  log_max_rq: number;
  ft_alias_sw_vhca_id: number;
  log_max_sq: number;
  log_max_tir: number;
  log_max_tis: number;
  basic_cyclic_rcv_wqe: number;
  log_max_rmp: number;
  sd_group_size: number;
  log_max_rqt: number;
  log_max_rqt_size: number;
  tlp_device_emulation_manager: number;
  vnic_env_cnt_bar_uar_access: number;
  vnic_env_cnt_odp_page_fault: number;
  log_max_tis_per_sq: number;
  ext_stride_num_range: number;
  roce_rw_supported: number;
  log_max_current_uc_list_wr_supported: number;
  log_max_stride_sz_rq: number;
  log_min_stride_sz_rq: number;
  log_max_stride_sz_sq: number;
  log_min_stride_sz_sq: number;
  hairpin: number;
  log_max_hairpin_queues: number;
  log_max_hairpin_wq_data_sz: number;
  log_max_hairpin_num_packets: number;
  log_max_wq_sz: number;
  nic_vport_change_event: number;
  disable_local_lb_uc: number;
  disable_local_lb_mc: number;
  log_min_hairpin_wq_data_sz: number;
  silent_mode_set: number;
  vhca_state: number;
  log_max_vlan_list: number;
  log_max_current_mc_list: number;
  silent_mode_query: number;
  query_host_net_function_v1: number;
  log_max_current_uc_list: number;
  general_obj_types: bigint;
  sq_ts_format: number;
  rq_ts_format: number;
  steering_format_version: number;
  create_qp_start_hint: number;
  ats: number;
  cross_vhca_rqt: number;
  log_max_uctx: number;
  crypto: number;
  ipsec_offload: number;
  log_max_umem: number;
  max_num_eqs: number;
  tls_tx: number;
  tls_rx: number;
  log_max_l2_table: number;
  log_uar_page_sz: number;
  device_frequency_mhz: number;
  device_frequency_khz: number;
  num_of_uars_per_page: number;
  flex_parser_protocols: number;
  max_geneve_tlv_options: number;
  max_geneve_tlv_option_data_len: number;
  adv_rdma: number;
  adv_virtualization: number;
  log_max_dci_stream_channels: number;
  log_max_dci_errored_streams: number;
  enhanced_cqe_compression: number;
  crossing_vhca_mkey: number;
  log_max_dek: number;
  mini_cqe_resp_stride_index: number;
  cqe_128_always: number;
  cqe_compression_128: number;
  cqe_compression: number;
  cqe_compression_timeout: number;
  cqe_compression_max_num: number;
  flex_parser_id_gtpu_dw_0: number;
  tag_matching: number;
  rndv_offload_rc: number;
  rndv_offload_dc: number;
  log_tag_matching_list_sz: number;
  log_max_xrq: number;
  affiliate_nic_vport_criteria: number;
  native_port_num: number;
  num_vhca_ports: number;
  flex_parser_id_gtpu_teid: number;
  sw_owner_id: number;
  max_num_of_monitor_counters: number;
  num_ppcnt_monitor_counters: number;
  max_num_sf: number;
  num_q_monitor_counters: number;
  sf: number;
  sf_set_partition: number;
  log_max_sf: number;
  apu: number;
  migration: number;
  log_min_sf_size: number;
  max_num_sf_partitions: number;
  uctx_cap: number;
  flex_parser_id_geneve_tlv_option_0: number;
  flex_parser_id_icmp_dw1: number;
  flex_parser_id_icmp_dw0: number;
  flex_parser_id_icmpv6_dw1: number;
  flex_parser_id_icmpv6_dw0: number;
  flex_parser_id_outer_first_mpls_over_gre: number;
  flex_parser_id_outer_first_mpls_over_udp_label: number;
  max_num_match_definer: number;
  sf_base_id: number;
  flex_parser_id_gtpu_dw_2: number;
  flex_parser_id_gtpu_first_ext_dw_0: number;
  num_total_dynamic_vf_msix: number;
  dynamic_msix_table_size: number;
  min_dynamic_vf_msix_table_size: number;
  data_direct: number;
  max_dynamic_vf_msix_table_size: number;
  log_max_num_header_modify_argument: number;
  log_header_modify_argument_granularity_offset: number;
  log_header_modify_argument_granularity: number;
  log_header_modify_argument_max_alloc: number;
  vhca_tunnel_commands: bigint;
  match_definer_format_supported: bigint;
};

/** Reads the 256 bytes at `at`; the record must end at or before `end`. */
export function readCmdHcaCap(view: DataView, at: number, end: number): HandCmdHcaCap {
  if (at + 256 > end) throw new RangeError(`cmd_hca_cap needs 256 bytes, ${end - at} left`);
  const w0 = view.getUint32(at);
  const w1 = view.getUint32(at + 4);
  const w4 = view.getUint32(at + 16);
  const w5 = view.getUint32(at + 20);
  const w6 = view.getUint32(at + 24);
  const w7 = view.getUint32(at + 28);
  const w8 = view.getUint32(at + 32);
  const w9 = view.getUint32(at + 36);
  const w10 = view.getUint32(at + 40);
  const w11 = view.getUint32(at + 44);
  const w12 = view.getUint32(at + 48);
  const w13 = view.getUint32(at + 52);
  const w14 = view.getUint32(at + 56);
  const w15 = view.getUint32(at + 60);
  const w16 = view.getUint32(at + 64);
  const w17 = view.getUint32(at + 68);
  const w18 = view.getUint32(at + 72);
  const w19 = view.getUint32(at + 76);
  const w20 = view.getUint32(at + 80);
  const w21 = view.getUint32(at + 84);
  const w22 = view.getUint32(at + 88);
  const w23 = view.getUint32(at + 92);
  const w24 = view.getUint32(at + 96);
  const w25 = view.getUint32(at + 100);
  const w26 = view.getUint32(at + 104);
  const w27 = view.getUint32(at + 108);
  const w28 = view.getUint32(at + 112);
  const w29 = view.getUint32(at + 116);
  const w30 = view.getUint32(at + 120);
  const w31 = view.getUint32(at + 124);
  const w34 = view.getUint32(at + 136);
  const w35 = view.getUint32(at + 140);
  const w36 = view.getUint32(at + 144);
  const w38 = view.getUint32(at + 152);
  const w39 = view.getUint32(at + 156);
  const w41 = view.getUint32(at + 164);
  const w42 = view.getUint32(at + 168);
  const w43 = view.getUint32(at + 172);
  const w44 = view.getUint32(at + 176);
  const w45 = view.getUint32(at + 180);
  const w46 = view.getUint32(at + 184);
  const w47 = view.getUint32(at + 188);
  const w48 = view.getUint32(at + 192);
  const w49 = view.getUint32(at + 196);
  const w50 = view.getUint32(at + 200);
  const w52 = view.getUint32(at + 208);
  const w53 = view.getUint32(at + 212);
  const w54 = view.getUint32(at + 216);
  const w55 = view.getUint32(at + 220);
  const w56 = view.getUint32(at + 224);
  const w57 = view.getUint32(at + 228);
  const w58 = view.getUint32(at + 232);
  const w59 = view.getUint32(at + 236);
  return {
    page_request_disable: (w0 >>> 25) & 1,
    abs_native_port_num: (w0 >>> 24) & 1,
    shared_object_to_user_object_allowed: (w0 >>> 15) & 1,
    vhca_resource_manager: w0 & 1,
    hca_cap_2: w1 >>> 31,
    create_lag_when_not_master_up: (w1 >>> 30) & 1,
    dtor: (w1 >>> 29) & 1,
    event_on_vhca_state_teardown_request: (w1 >>> 28) & 1,
    event_on_vhca_state_in_use: (w1 >>> 27) & 1,
    event_on_vhca_state_active: (w1 >>> 26) & 1,
    event_on_vhca_state_allocated: (w1 >>> 25) & 1,
    event_on_vhca_state_invalid: (w1 >>> 24) & 1,
    vhca_id: w1 & 0xffff,
    log_max_srq_sz: w4 >>> 24,
    log_max_qp_sz: (w4 >>> 16) & 0xff,
    event_cap: (w4 >>> 15) & 1,
    isolate_vl_tc_new: (w4 >>> 12) & 1,
    prio_tag_required: (w4 >>> 7) & 1,
    log_max_qp: w4 & 0x1f,
    ece_support: (w5 >>> 28) & 1,
    reg_c_preserve: (w5 >>> 22) & 1,
    log_max_srq: (w5 >>> 16) & 0x1f,
    uplink_follow: (w5 >>> 14) & 1,
    ts_cqe_to_dest_cqn: (w5 >>> 13) & 1,
    go_back_n: (w5 >>> 6) & 1,
    max_sgl_for_optimized_performance: w6 >>> 24,
    log_max_cq_sz: (w6 >>> 16) & 0xff,
    relaxed_ordering_write_umr: (w6 >>> 15) & 1,
    relaxed_ordering_read_umr: (w6 >>> 14) & 1,
    virtio_net_device_emualtion_manager: (w6 >>> 6) & 1,
    virtio_blk_device_emualtion_manager: (w6 >>> 5) & 1,
    log_max_cq: w6 & 0x1f,
    log_max_eq_sz: w7 >>> 24,
    relaxed_ordering_write: (w7 >>> 23) & 1,
    relaxed_ordering_read_pci_enabled: (w7 >>> 22) & 1,
    log_max_mkey: (w7 >>> 16) & 0x3f,
    terminate_scatter_list_mkey: (w7 >>> 9) & 1,
    repeated_mkey: (w7 >>> 8) & 1,
    dump_fill_mkey: (w7 >>> 7) & 1,
    fast_teardown: (w7 >>> 4) & 1,
    log_max_eq: w7 & 0xf,
    max_indirection: w8 >>> 24,
    fixed_buffer_size: (w8 >>> 23) & 1,
    log_max_mrw_sz: (w8 >>> 16) & 0x7f,
    force_teardown: (w8 >>> 15) & 1,
    log_max_bsf_list_size: (w8 >>> 8) & 0x3f,
    umr_extended_translation_offset: (w8 >>> 7) & 1,
    null_mkey: (w8 >>> 6) & 1,
    log_max_klm_list_size: w8 & 0x3f,
    qpc_extension: (w9 >>> 29) & 1,
    log_max_ra_req_dc: (w9 >>> 16) & 0x3f,
    eth_wqe_too_small: (w9 >>> 13) & 1,
    vnic_env_cq_overrun: (w9 >>> 6) & 1,
    log_max_ra_res_dc: w9 & 0x3f,
    release_all_pages: (w10 >>> 26) & 1,
    must_not_use: (w10 >>> 25) & 1,
    roce_accl: (w10 >>> 22) & 1,
    log_max_ra_req_qp: (w10 >>> 16) & 0x3f,
    log_max_ra_res_qp: w10 & 0x3f,
    end_pad: w11 >>> 31,
    cc_query_allowed: (w11 >>> 30) & 1,
    cc_modify_allowed: (w11 >>> 29) & 1,
    start_pad: (w11 >>> 28) & 1,
    cache_line_128byte: (w11 >>> 27) & 1,
    rts2rts_qp_counters_set_id: (w11 >>> 22) & 1,
    vnic_env_int_rq_oob: (w11 >>> 19) & 1,
    sbcam_reg: (w11 >>> 18) & 1,
    qcam_reg: (w11 >>> 16) & 1,
    gid_table_size: w11 & 0xffff,
    out_of_seq_cnt: w12 >>> 31,
    vport_counters: (w12 >>> 30) & 1,
    retransmission_q_counters: (w12 >>> 29) & 1,
    debug: (w12 >>> 28) & 1,
    modify_rq_counter_set_id: (w12 >>> 27) & 1,
    rq_delay_drop: (w12 >>> 26) & 1,
    max_qp_cnt: (w12 >>> 16) & 0x3ff,
    pkey_table_size: w12 & 0xffff,
    vport_group_manager: w13 >>> 31,
    vhca_group_manager: (w13 >>> 30) & 1,
    ib_virt: (w13 >>> 29) & 1,
    eth_virt: (w13 >>> 28) & 1,
    vnic_env_queue_counters: (w13 >>> 27) & 1,
    ets: (w13 >>> 26) & 1,
    nic_flow_table: (w13 >>> 25) & 1,
    eswitch_manager: (w13 >>> 24) & 1,
    device_memory: (w13 >>> 23) & 1,
    mcam_reg: (w13 >>> 22) & 1,
    pcam_reg: (w13 >>> 21) & 1,
    local_ca_ack_delay: (w13 >>> 16) & 0x1f,
    port_module_event: (w13 >>> 15) & 1,
    enhanced_error_q_counters: (w13 >>> 14) & 1,
    ports_check: (w13 >>> 13) & 1,
    disable_link_up: (w13 >>> 11) & 1,
    beacon_led: (w13 >>> 10) & 1,
    port_type: (w13 >>> 8) & 3,
    num_ports: w13 & 0xff,
    pps: (w14 >>> 30) & 1,
    pps_modify: (w14 >>> 29) & 1,
    log_max_msg: (w14 >>> 24) & 0x1f,
    max_tc: (w14 >>> 16) & 0xf,
    temp_warn_event: (w14 >>> 15) & 1,
    dcbx: (w14 >>> 14) & 1,
    general_notification_event: (w14 >>> 13) & 1,
    fpga: (w14 >>> 10) & 1,
    rol_s: (w14 >>> 9) & 1,
    rol_g: (w14 >>> 8) & 1,
    wol_s: (w14 >>> 6) & 1,
    wol_g: (w14 >>> 5) & 1,
    wol_a: (w14 >>> 4) & 1,
    wol_b: (w14 >>> 3) & 1,
    wol_m: (w14 >>> 2) & 1,
    wol_u: (w14 >>> 1) & 1,
    wol_p: w14 & 1,
    stat_rate_support: w15 >>> 16,
    pci_sync_for_fw_update_event: (w15 >>> 14) & 1,
    init2_lag_tx_port_affinity: (w15 >>> 7) & 1,
    wqe_based_flow_table_update_cap: (w15 >>> 4) & 1,
    cqe_version: w15 & 0xf,
    compact_address_vector: w16 >>> 31,
    striding_rq: (w16 >>> 30) & 1,
    ipoib_enhanced_offloads: (w16 >>> 28) & 1,
    ipoib_basic_offloads: (w16 >>> 27) & 1,
    repeated_block_disabled: (w16 >>> 25) & 1,
    umr_modify_entity_size_disabled: (w16 >>> 24) & 1,
    umr_modify_atomic_disabled: (w16 >>> 23) & 1,
    umr_indirect_mkey_disabled: (w16 >>> 22) & 1,
    umr_fence: (w16 >>> 20) & 3,
    dc_req_scat_data_cqe: (w16 >>> 19) & 1,
    drain_sigerr: (w16 >>> 16) & 1,
    cmdif_checksum: (w16 >>> 14) & 3,
    sigerr_cqe: (w16 >>> 13) & 1,
    wq_signature: (w16 >>> 11) & 1,
    sctr_data_cqe: (w16 >>> 10) & 1,
    sho: (w16 >>> 8) & 1,
    tph: (w16 >>> 7) & 1,
    rf: (w16 >>> 6) & 1,
    dct: (w16 >>> 5) & 1,
    qos: (w16 >>> 4) & 1,
    eth_net_offloads: (w16 >>> 3) & 1,
    roce: (w16 >>> 2) & 1,
    atomic: (w16 >>> 1) & 1,
    cq_oi: w17 >>> 31,
    cq_resize: (w17 >>> 30) & 1,
    cq_moderation: (w17 >>> 29) & 1,
    cq_period_mode_modify: (w17 >>> 28) & 1,
    cq_eq_remap: (w17 >>> 25) & 1,
    pg: (w17 >>> 24) & 1,
    block_lb_mc: (w17 >>> 23) & 1,
    scqe_break_moderation: (w17 >>> 21) & 1,
    cq_period_start_from_cqe: (w17 >>> 20) & 1,
    cd: (w17 >>> 19) & 1,
    apm: (w17 >>> 17) & 1,
    vector_calc: (w17 >>> 16) & 1,
    umr_ptr_rlky: (w17 >>> 15) & 1,
    imaicl: (w17 >>> 14) & 1,
    qp_packet_based: (w17 >>> 13) & 1,
    qkv: (w17 >>> 9) & 1,
    pkv: (w17 >>> 8) & 1,
    set_deth_sqpn: (w17 >>> 7) & 1,
    xrc: (w17 >>> 3) & 1,
    ud: (w17 >>> 2) & 1,
    uc: (w17 >>> 1) & 1,
    rc: w17 & 1,
    uar_4k: w18 >>> 31,
    fl_rc_qp_when_roce_disabled: (w18 >>> 23) & 1,
    regexp_params: (w18 >>> 22) & 1,
    uar_sz: (w18 >>> 16) & 0x3f,
    port_selection_cap: (w18 >>> 15) & 1,
    nic_cap_reg: (w18 >>> 14) & 1,
    umem_uid_0: (w18 >>> 13) & 1,
    log_pg_sz: w18 & 0xff,
    bf: w19 >>> 31,
    driver_version: (w19 >>> 30) & 1,
    pad_tx_eth_packet: (w19 >>> 29) & 1,
    mkey_by_name: (w19 >>> 25) & 1,
    log_bf_reg_size: (w19 >>> 16) & 0x1f,
    disciplined_fr_counter: (w19 >>> 15) & 1,
    qp_error_syndrome: (w19 >>> 12) & 1,
    lag_dct: (w19 >>> 8) & 3,
    lag_tx_port_affinity: (w19 >>> 7) & 1,
    lag_native_fdb_selection: (w19 >>> 6) & 1,
    lag_master: (w19 >>> 4) & 1,
    num_lag_ports: w19 & 0xf,
    max_wqe_sz_sq: w20 & 0xffff,
    icm_mng_function_id_mode: w21 >>> 31,
    mkey_pcie_tph: (w21 >>> 24) & 1,
    tis_tir_td_order: (w21 >>> 22) & 1,
    psp: (w21 >>> 21) & 1,
    shampo: (w21 >>> 20) & 1,
    max_wqe_sz_rq: w21 & 0xffff,
    max_flow_counter_31_16: w22 >>> 16,
    max_wqe_sz_sq_dc: w22 & 0xffff,
    query_host_net_function_num_max: w23 >>> 27,
    max_qp_mcg: w23 & 0x1ffffff,
    flow_counter_bulk_alloc: (w24 >>> 8) & 0xff,
    log_max_mcg: w24 & 0xff,
    log_max_transport_domain: (w25 >>> 24) & 0x1f,
    relaxed_ordering_read: (w25 >>> 21) & 1,
    log_max_pd: (w25 >>> 16) & 0x1f,
    dp_ordering_ooo_all_ud: (w25 >>> 15) & 1,
    dp_ordering_ooo_all_uc: (w25 >>> 14) & 1,
    dp_ordering_ooo_all_xrc: (w25 >>> 13) & 1,
    dp_ordering_ooo_all_dc: (w25 >>> 12) & 1,
    dp_ordering_ooo_all_rc: (w25 >>> 11) & 1,
    pcie_reset_using_hotreset_method: (w25 >>> 10) & 1,
    pci_sync_for_fw_update_with_driver_unload: (w25 >>> 9) & 1,
    vnic_env_cnt_steering_fail: (w25 >>> 8) & 1,
    vport_counter_local_loopback: (w25 >>> 7) & 1,
    q_counter_aggregation: (w25 >>> 6) & 1,
    q_counter_other_vport: (w25 >>> 5) & 1,
    log_max_xrcd: w25 & 0x1f,
    nic_receive_steering_discard: w26 >>> 31,
    receive_discard_vport_down: (w26 >>> 30) & 1,
    transmit_discard_vport_down: (w26 >>> 29) & 1,
    eq_overrun_count: (w26 >>> 28) & 1,
    invalid_command_count: (w26 >>> 26) & 1,
    quota_exceeded_count: (w26 >>> 25) & 1,
    log_max_flow_counter_bulk: (w26 >>> 16) & 0xff,
    max_flow_counter_15_0: w26 & 0xffff,
    log_max_rq: (w27 >>> 24) & 0x1f,
    ft_alias_sw_vhca_id: (w27 >>> 23) & 1,
    log_max_sq: (w27 >>> 16) & 0x1f,
    log_max_tir: (w27 >>> 8) & 0x1f,
    log_max_tis: w27 & 0x1f,
    basic_cyclic_rcv_wqe: w28 >>> 31,
    log_max_rmp: (w28 >>> 24) & 0x1f,
    sd_group_size: (w28 >>> 23) & 1,
    log_max_rqt: (w28 >>> 16) & 0x1f,
    log_max_rqt_size: (w28 >>> 8) & 0x1f,
    tlp_device_emulation_manager: (w28 >>> 7) & 1,
    vnic_env_cnt_bar_uar_access: (w28 >>> 6) & 1,
    vnic_env_cnt_odp_page_fault: (w28 >>> 5) & 1,
    log_max_tis_per_sq: w28 & 0x1f,
    ext_stride_num_range: w29 >>> 31,
    roce_rw_supported: (w29 >>> 30) & 1,
    log_max_current_uc_list_wr_supported: (w29 >>> 29) & 1,
    log_max_stride_sz_rq: (w29 >>> 24) & 0x1f,
    log_min_stride_sz_rq: (w29 >>> 16) & 0x1f,
    log_max_stride_sz_sq: (w29 >>> 8) & 0x1f,
    log_min_stride_sz_sq: w29 & 0x1f,
    hairpin: w30 >>> 31,
    log_max_hairpin_queues: (w30 >>> 24) & 0x1f,
    log_max_hairpin_wq_data_sz: (w30 >>> 16) & 0x1f,
    log_max_hairpin_num_packets: (w30 >>> 8) & 0x1f,
    log_max_wq_sz: w30 & 0x1f,
    nic_vport_change_event: w31 >>> 31,
    disable_local_lb_uc: (w31 >>> 30) & 1,
    disable_local_lb_mc: (w31 >>> 29) & 1,
    log_min_hairpin_wq_data_sz: (w31 >>> 24) & 0x1f,
    silent_mode_set: (w31 >>> 22) & 1,
    vhca_state: (w31 >>> 21) & 1,
    log_max_vlan_list: (w31 >>> 16) & 0x1f,
    log_max_current_mc_list: (w31 >>> 8) & 0x1f,
    silent_mode_query: (w31 >>> 6) & 1,
    query_host_net_function_v1: (w31 >>> 5) & 1,
    log_max_current_uc_list: w31 & 0x1f,
    general_obj_types: view.getBigUint64(at + 128),
    sq_ts_format: w34 >>> 30,
    rq_ts_format: (w34 >>> 28) & 3,
    steering_format_version: (w34 >>> 24) & 0xf,
    create_qp_start_hint: w34 & 0xffffff,
    ats: (w35 >>> 30) & 1,
    cross_vhca_rqt: (w35 >>> 29) & 1,
    log_max_uctx: (w35 >>> 24) & 0x1f,
    crypto: (w35 >>> 22) & 1,
    ipsec_offload: (w35 >>> 21) & 1,
    log_max_umem: (w35 >>> 16) & 0x1f,
    max_num_eqs: w35 & 0xffff,
    tls_tx: (w36 >>> 30) & 1,
    tls_rx: (w36 >>> 29) & 1,
    log_max_l2_table: (w36 >>> 24) & 0x1f,
    log_uar_page_sz: w36 & 0xffff,
    device_frequency_mhz: w38,
    device_frequency_khz: w39,
    num_of_uars_per_page: w41,
    flex_parser_protocols: w42,
    max_geneve_tlv_options: w43 >>> 24,
    max_geneve_tlv_option_data_len: (w43 >>> 16) & 0x1f,
    adv_rdma: (w43 >>> 14) & 1,
    adv_virtualization: (w43 >>> 6) & 1,
    log_max_dci_stream_channels: (w44 >>> 16) & 0x1f,
    log_max_dci_errored_streams: (w44 >>> 8) & 0x1f,
    enhanced_cqe_compression: (w45 >>> 15) & 1,
    crossing_vhca_mkey: (w45 >>> 13) & 1,
    log_max_dek: (w45 >>> 8) & 0x1f,
    mini_cqe_resp_stride_index: (w45 >>> 3) & 1,
    cqe_128_always: (w45 >>> 2) & 1,
    cqe_compression_128: (w45 >>> 1) & 1,
    cqe_compression: w45 & 1,
    cqe_compression_timeout: w46 >>> 16,
    cqe_compression_max_num: w46 & 0xffff,
    flex_parser_id_gtpu_dw_0: (w47 >>> 20) & 0xf,
    tag_matching: (w47 >>> 15) & 1,
    rndv_offload_rc: (w47 >>> 14) & 1,
    rndv_offload_dc: (w47 >>> 13) & 1,
    log_tag_matching_list_sz: (w47 >>> 8) & 0x1f,
    log_max_xrq: w47 & 0x1f,
    affiliate_nic_vport_criteria: w48 >>> 24,
    native_port_num: (w48 >>> 16) & 0xff,
    num_vhca_ports: (w48 >>> 8) & 0xff,
    flex_parser_id_gtpu_teid: (w48 >>> 4) & 0xf,
    sw_owner_id: (w48 >>> 1) & 1,
    max_num_of_monitor_counters: w49 >>> 16,
    num_ppcnt_monitor_counters: w49 & 0xffff,
    max_num_sf: w50 >>> 16,
    num_q_monitor_counters: w50 & 0xffff,
    sf: w52 >>> 31,
    sf_set_partition: (w52 >>> 30) & 1,
    log_max_sf: (w52 >>> 24) & 0x1f,
    apu: (w52 >>> 23) & 1,
    migration: (w52 >>> 18) & 1,
    log_min_sf_size: (w52 >>> 8) & 0xff,
    max_num_sf_partitions: w52 & 0xff,
    uctx_cap: w53,
    flex_parser_id_geneve_tlv_option_0: (w54 >>> 24) & 0xf,
    flex_parser_id_icmp_dw1: (w54 >>> 20) & 0xf,
    flex_parser_id_icmp_dw0: (w54 >>> 16) & 0xf,
    flex_parser_id_icmpv6_dw1: (w54 >>> 12) & 0xf,
    flex_parser_id_icmpv6_dw0: (w54 >>> 8) & 0xf,
    flex_parser_id_outer_first_mpls_over_gre: (w54 >>> 4) & 0xf,
    flex_parser_id_outer_first_mpls_over_udp_label: w54 & 0xf,
    max_num_match_definer: w55 >>> 16,
    sf_base_id: w55 & 0xffff,
    flex_parser_id_gtpu_dw_2: w56 >>> 28,
    flex_parser_id_gtpu_first_ext_dw_0: (w56 >>> 24) & 0xf,
    num_total_dynamic_vf_msix: w56 & 0xffffff,
    dynamic_msix_table_size: w57 & 0xfff,
    min_dynamic_vf_msix_table_size: (w58 >>> 16) & 0xf,
    data_direct: (w58 >>> 13) & 1,
    max_dynamic_vf_msix_table_size: w58 & 0xfff,
    log_max_num_header_modify_argument: (w59 >>> 24) & 0x1f,
    log_header_modify_argument_granularity_offset: (w59 >>> 20) & 0xf,
    log_header_modify_argument_granularity: (w59 >>> 16) & 0xf,
    log_header_modify_argument_max_alloc: (w59 >>> 8) & 0x1f,
    vhca_tunnel_commands: view.getBigUint64(at + 240),
    match_definer_format_supported: view.getBigUint64(at + 248),
  };
}
