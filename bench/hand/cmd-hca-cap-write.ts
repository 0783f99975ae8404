/**
 * The encoder of cmd_hca_cap by hand, with the checks a careful one has: every field must be a whole number that fits
 * its width, and all of them are checked before the first byte is written. Each dword is written once.
 */
import type { HandCmdHcaCap } from "./cmd-hca-cap-read.js";
import { refuse, refuseBig } from "./refuse.js";

/** Writes 256 bytes at `at`. */
export function writeCmdHcaCap(view: DataView, at: number, value: HandCmdHcaCap): void {
  const page_request_disable = value.page_request_disable;
  if ((page_request_disable & 1) !== page_request_disable) refuse("page_request_disable", page_request_disable, 1);
  const abs_native_port_num = value.abs_native_port_num;
  if ((abs_native_port_num & 1) !== abs_native_port_num) refuse("abs_native_port_num", abs_native_port_num, 1);
  const shared_object_to_user_object_allowed = value.shared_object_to_user_object_allowed;
  if ((shared_object_to_user_object_allowed & 1) !== shared_object_to_user_object_allowed)
    refuse("shared_object_to_user_object_allowed", shared_object_to_user_object_allowed, 1);
  const vhca_resource_manager = value.vhca_resource_manager;
  if ((vhca_resource_manager & 1) !== vhca_resource_manager) refuse("vhca_resource_manager", vhca_resource_manager, 1);
  const w0 =
    (page_request_disable << 25) |
    (abs_native_port_num << 24) |
    (shared_object_to_user_object_allowed << 15) |
    vhca_resource_manager;
  const hca_cap_2 = value.hca_cap_2;
  if ((hca_cap_2 & 1) !== hca_cap_2) refuse("hca_cap_2", hca_cap_2, 1);
  const create_lag_when_not_master_up = value.create_lag_when_not_master_up;
  if ((create_lag_when_not_master_up & 1) !== create_lag_when_not_master_up)
    refuse("create_lag_when_not_master_up", create_lag_when_not_master_up, 1);
  const dtor = value.dtor;
  if ((dtor & 1) !== dtor) refuse("dtor", dtor, 1);
  const event_on_vhca_state_teardown_request = value.event_on_vhca_state_teardown_request;
  if ((event_on_vhca_state_teardown_request & 1) !== event_on_vhca_state_teardown_request)
    refuse("event_on_vhca_state_teardown_request", event_on_vhca_state_teardown_request, 1);
  const event_on_vhca_state_in_use = value.event_on_vhca_state_in_use;
  if ((event_on_vhca_state_in_use & 1) !== event_on_vhca_state_in_use)
    refuse("event_on_vhca_state_in_use", event_on_vhca_state_in_use, 1);
  const event_on_vhca_state_active = value.event_on_vhca_state_active;
  if ((event_on_vhca_state_active & 1) !== event_on_vhca_state_active)
    refuse("event_on_vhca_state_active", event_on_vhca_state_active, 1);
  const event_on_vhca_state_allocated = value.event_on_vhca_state_allocated;
  if ((event_on_vhca_state_allocated & 1) !== event_on_vhca_state_allocated)
    refuse("event_on_vhca_state_allocated", event_on_vhca_state_allocated, 1);
  const event_on_vhca_state_invalid = value.event_on_vhca_state_invalid;
  if ((event_on_vhca_state_invalid & 1) !== event_on_vhca_state_invalid)
    refuse("event_on_vhca_state_invalid", event_on_vhca_state_invalid, 1);
  const vhca_id = value.vhca_id;
  if ((vhca_id & 0xffff) !== vhca_id) refuse("vhca_id", vhca_id, 16);
  const w1 =
    (hca_cap_2 << 31) |
    (create_lag_when_not_master_up << 30) |
    (dtor << 29) |
    (event_on_vhca_state_teardown_request << 28) |
    (event_on_vhca_state_in_use << 27) |
    (event_on_vhca_state_active << 26) |
    (event_on_vhca_state_allocated << 25) |
    (event_on_vhca_state_invalid << 24) |
    vhca_id;
  const log_max_srq_sz = value.log_max_srq_sz;
  if ((log_max_srq_sz & 0xff) !== log_max_srq_sz) refuse("log_max_srq_sz", log_max_srq_sz, 8);
  const log_max_qp_sz = value.log_max_qp_sz;
  if ((log_max_qp_sz & 0xff) !== log_max_qp_sz) refuse("log_max_qp_sz", log_max_qp_sz, 8);
  const event_cap = value.event_cap;
  if ((event_cap & 1) !== event_cap) refuse("event_cap", event_cap, 1);
  const isolate_vl_tc_new = value.isolate_vl_tc_new;
  if ((isolate_vl_tc_new & 1) !== isolate_vl_tc_new) refuse("isolate_vl_tc_new", isolate_vl_tc_new, 1);
  const prio_tag_required = value.prio_tag_required;
  if ((prio_tag_required & 1) !== prio_tag_required) refuse("prio_tag_required", prio_tag_required, 1);
  const log_max_qp = value.log_max_qp;
  if ((log_max_qp & 0x1f) !== log_max_qp) refuse("log_max_qp", log_max_qp, 5);
  const w4 =
    (log_max_srq_sz << 24) |
    (log_max_qp_sz << 16) |
    (event_cap << 15) |
    (isolate_vl_tc_new << 12) |
    (prio_tag_required << 7) |
    log_max_qp;
  const ece_support = value.ece_support;
  if ((ece_support & 1) !== ece_support) refuse("ece_support", ece_support, 1);
  const reg_c_preserve = value.reg_c_preserve;
  if ((reg_c_preserve & 1) !== reg_c_preserve) refuse("reg_c_preserve", reg_c_preserve, 1);
  const log_max_srq = value.log_max_srq;
  if ((log_max_srq & 0x1f) !== log_max_srq) refuse("log_max_srq", log_max_srq, 5);
  const uplink_follow = value.uplink_follow;
  if ((uplink_follow & 1) !== uplink_follow) refuse("uplink_follow", uplink_follow, 1);
  const ts_cqe_to_dest_cqn = value.ts_cqe_to_dest_cqn;
  if ((ts_cqe_to_dest_cqn & 1) !== ts_cqe_to_dest_cqn) refuse("ts_cqe_to_dest_cqn", ts_cqe_to_dest_cqn, 1);
  const go_back_n = value.go_back_n;
  if ((go_back_n & 1) !== go_back_n) refuse("go_back_n", go_back_n, 1);
  const w5 =
    (ece_support << 28) |
    (reg_c_preserve << 22) |
    (log_max_srq << 16) |
    (uplink_follow << 14) |
    (ts_cqe_to_dest_cqn << 13) |
    (go_back_n << 6);
  const max_sgl_for_optimized_performance = value.max_sgl_for_optimized_performance;
  if ((max_sgl_for_optimized_performance & 0xff) !== max_sgl_for_optimized_performance)
    refuse("max_sgl_for_optimized_performance", max_sgl_for_optimized_performance, 8);
  const log_max_cq_sz = value.log_max_cq_sz;
  if ((log_max_cq_sz & 0xff) !== log_max_cq_sz) refuse("log_max_cq_sz", log_max_cq_sz, 8);
  const relaxed_ordering_write_umr = value.relaxed_ordering_write_umr;
  if ((relaxed_ordering_write_umr & 1) !== relaxed_ordering_write_umr)
    refuse("relaxed_ordering_write_umr", relaxed_ordering_write_umr, 1);
  const relaxed_ordering_read_umr = value.relaxed_ordering_read_umr;
  if ((relaxed_ordering_read_umr & 1) !== relaxed_ordering_read_umr)
    refuse("relaxed_ordering_read_umr", relaxed_ordering_read_umr, 1);
  const virtio_net_device_emualtion_manager = value.virtio_net_device_emualtion_manager;
  if ((virtio_net_device_emualtion_manager & 1) !== virtio_net_device_emualtion_manager)
    refuse("virtio_net_device_emualtion_manager", virtio_net_device_emualtion_manager, 1);
  const virtio_blk_device_emualtion_manager = value.virtio_blk_device_emualtion_manager;
  if ((virtio_blk_device_emualtion_manager & 1) !== virtio_blk_device_emualtion_manager)
    refuse("virtio_blk_device_emualtion_manager", virtio_blk_device_emualtion_manager, 1);
  const log_max_cq = value.log_max_cq;
  if ((log_max_cq & 0x1f) !== log_max_cq) refuse("log_max_cq", log_max_cq, 5);
  const w6 =
    (max_sgl_for_optimized_performance << 24) |
    (log_max_cq_sz << 16) |
    (relaxed_ordering_write_umr << 15) |
    (relaxed_ordering_read_umr << 14) |
    (virtio_net_device_emualtion_manager << 6) |
    (virtio_blk_device_emualtion_manager << 5) |
    log_max_cq;
  const log_max_eq_sz = value.log_max_eq_sz;
  if ((log_max_eq_sz & 0xff) !== log_max_eq_sz) refuse("log_max_eq_sz", log_max_eq_sz, 8);
  const relaxed_ordering_write = value.relaxed_ordering_write;
  if ((relaxed_ordering_write & 1) !== relaxed_ordering_write)
    refuse("relaxed_ordering_write", relaxed_ordering_write, 1);
  const relaxed_ordering_read_pci_enabled = value.relaxed_ordering_read_pci_enabled;
  if ((relaxed_ordering_read_pci_enabled & 1) !== relaxed_ordering_read_pci_enabled)
    refuse("relaxed_ordering_read_pci_enabled", relaxed_ordering_read_pci_enabled, 1);
  const log_max_mkey = value.log_max_mkey;
  if ((log_max_mkey & 0x3f) !== log_max_mkey) refuse("log_max_mkey", log_max_mkey, 6);
  const terminate_scatter_list_mkey = value.terminate_scatter_list_mkey;
  if ((terminate_scatter_list_mkey & 1) !== terminate_scatter_list_mkey)
    refuse("terminate_scatter_list_mkey", terminate_scatter_list_mkey, 1);
  const repeated_mkey = value.repeated_mkey;
  if ((repeated_mkey & 1) !== repeated_mkey) refuse("repeated_mkey", repeated_mkey, 1);
  const dump_fill_mkey = value.dump_fill_mkey;
  if ((dump_fill_mkey & 1) !== dump_fill_mkey) refuse("dump_fill_mkey", dump_fill_mkey, 1);
  const fast_teardown = value.fast_teardown;
  if ((fast_teardown & 1) !== fast_teardown) refuse("fast_teardown", fast_teardown, 1);
  const log_max_eq = value.log_max_eq;
  if ((log_max_eq & 0xf) !== log_max_eq) refuse("log_max_eq", log_max_eq, 4);
  const w7 =
    (log_max_eq_sz << 24) |
    (relaxed_ordering_write << 23) |
    (relaxed_ordering_read_pci_enabled << 22) |
    (log_max_mkey << 16) |
    (terminate_scatter_list_mkey << 9) |
    (repeated_mkey << 8) |
    (dump_fill_mkey << 7) |
    (fast_teardown << 4) |
    log_max_eq;
  const max_indirection = value.max_indirection;
  if ((max_indirection & 0xff) !== max_indirection) refuse("max_indirection", max_indirection, 8);
  const fixed_buffer_size = value.fixed_buffer_size;
  if ((fixed_buffer_size & 1) !== fixed_buffer_size) refuse("fixed_buffer_size", fixed_buffer_size, 1);
  const log_max_mrw_sz = value.log_max_mrw_sz;
  if ((log_max_mrw_sz & 0x7f) !== log_max_mrw_sz) refuse("log_max_mrw_sz", log_max_mrw_sz, 7);
  const force_teardown = value.force_teardown;
  if ((force_teardown & 1) !== force_teardown) refuse("force_teardown", force_teardown, 1);
  const log_max_bsf_list_size = value.log_max_bsf_list_size;
  if ((log_max_bsf_list_size & 0x3f) !== log_max_bsf_list_size)
    refuse("log_max_bsf_list_size", log_max_bsf_list_size, 6);
  const umr_extended_translation_offset = value.umr_extended_translation_offset;
  if ((umr_extended_translation_offset & 1) !== umr_extended_translation_offset)
    refuse("umr_extended_translation_offset", umr_extended_translation_offset, 1);
  const null_mkey = value.null_mkey;
  if ((null_mkey & 1) !== null_mkey) refuse("null_mkey", null_mkey, 1);
  const log_max_klm_list_size = value.log_max_klm_list_size;
  if ((log_max_klm_list_size & 0x3f) !== log_max_klm_list_size)
    refuse("log_max_klm_list_size", log_max_klm_list_size, 6);
  const w8 =
    (max_indirection << 24) |
    (fixed_buffer_size << 23) |
    (log_max_mrw_sz << 16) |
    (force_teardown << 15) |
    (log_max_bsf_list_size << 8) |
    (umr_extended_translation_offset << 7) |
    (null_mkey << 6) |
    log_max_klm_list_size;
  const qpc_extension = value.qpc_extension;
  if ((qpc_extension & 1) !== qpc_extension) refuse("qpc_extension", qpc_extension, 1);
  const log_max_ra_req_dc = value.log_max_ra_req_dc;
  if ((log_max_ra_req_dc & 0x3f) !== log_max_ra_req_dc) refuse("log_max_ra_req_dc", log_max_ra_req_dc, 6);
  const eth_wqe_too_small = value.eth_wqe_too_small;
  if ((eth_wqe_too_small & 1) !== eth_wqe_too_small) refuse("eth_wqe_too_small", eth_wqe_too_small, 1);
  const vnic_env_cq_overrun = value.vnic_env_cq_overrun;
  if ((vnic_env_cq_overrun & 1) !== vnic_env_cq_overrun) refuse("vnic_env_cq_overrun", vnic_env_cq_overrun, 1);
  const log_max_ra_res_dc = value.log_max_ra_res_dc;
  if ((log_max_ra_res_dc & 0x3f) !== log_max_ra_res_dc) refuse("log_max_ra_res_dc", log_max_ra_res_dc, 6);
  const w9 =
    (qpc_extension << 29) |
    (log_max_ra_req_dc << 16) |
    (eth_wqe_too_small << 13) |
    (vnic_env_cq_overrun << 6) |
    log_max_ra_res_dc;
  const release_all_pages = value.release_all_pages;
  if ((release_all_pages & 1) !== release_all_pages) refuse("release_all_pages", release_all_pages, 1);
  const must_not_use = value.must_not_use;
  if ((must_not_use & 1) !== must_not_use) refuse("must_not_use", must_not_use, 1);
  const roce_accl = value.roce_accl;
  if ((roce_accl & 1) !== roce_accl) refuse("roce_accl", roce_accl, 1);
  const log_max_ra_req_qp = value.log_max_ra_req_qp;
  if ((log_max_ra_req_qp & 0x3f) !== log_max_ra_req_qp) refuse("log_max_ra_req_qp", log_max_ra_req_qp, 6);
  const log_max_ra_res_qp = value.log_max_ra_res_qp;
  if ((log_max_ra_res_qp & 0x3f) !== log_max_ra_res_qp) refuse("log_max_ra_res_qp", log_max_ra_res_qp, 6);
  const w10 =
    (release_all_pages << 26) |
    (must_not_use << 25) |
    (roce_accl << 22) |
    (log_max_ra_req_qp << 16) |
    log_max_ra_res_qp;
  const end_pad = value.end_pad;
  if ((end_pad & 1) !== end_pad) refuse("end_pad", end_pad, 1);
  const cc_query_allowed = value.cc_query_allowed;
  if ((cc_query_allowed & 1) !== cc_query_allowed) refuse("cc_query_allowed", cc_query_allowed, 1);
  const cc_modify_allowed = value.cc_modify_allowed;
  if ((cc_modify_allowed & 1) !== cc_modify_allowed) refuse("cc_modify_allowed", cc_modify_allowed, 1);
  const start_pad = value.start_pad;
  if ((start_pad & 1) !== start_pad) refuse("start_pad", start_pad, 1);
  const cache_line_128byte = value.cache_line_128byte;
  if ((cache_line_128byte & 1) !== cache_line_128byte) refuse("cache_line_128byte", cache_line_128byte, 1);
  const rts2rts_qp_counters_set_id = value.rts2rts_qp_counters_set_id;
  if ((rts2rts_qp_counters_set_id & 1) !== rts2rts_qp_counters_set_id)
    refuse("rts2rts_qp_counters_set_id", rts2rts_qp_counters_set_id, 1);
  const vnic_env_int_rq_oob = value.vnic_env_int_rq_oob;
  if ((vnic_env_int_rq_oob & 1) !== vnic_env_int_rq_oob) refuse("vnic_env_int_rq_oob", vnic_env_int_rq_oob, 1);
  const sbcam_reg = value.sbcam_reg;
  if ((sbcam_reg & 1) !== sbcam_reg) refuse("sbcam_reg", sbcam_reg, 1);
  const qcam_reg = value.qcam_reg;
  if ((qcam_reg & 1) !== qcam_reg) refuse("qcam_reg", qcam_reg, 1);
  const gid_table_size = value.gid_table_size;
  if ((gid_table_size & 0xffff) !== gid_table_size) refuse("gid_table_size", gid_table_size, 16);
  const w11 =
    (end_pad << 31) |
    (cc_query_allowed << 30) |
    (cc_modify_allowed << 29) |
    (start_pad << 28) |
    (cache_line_128byte << 27) |
    (rts2rts_qp_counters_set_id << 22) |
    (vnic_env_int_rq_oob << 19) |
    (sbcam_reg << 18) |
    (qcam_reg << 16) |
    gid_table_size;
  const out_of_seq_cnt = value.out_of_seq_cnt;
  if ((out_of_seq_cnt & 1) !== out_of_seq_cnt) refuse("out_of_seq_cnt", out_of_seq_cnt, 1);
  const vport_counters = value.vport_counters;
  if ((vport_counters & 1) !== vport_counters) refuse("vport_counters", vport_counters, 1);
  const retransmission_q_counters = value.retransmission_q_counters;
  if ((retransmission_q_counters & 1) !== retransmission_q_counters)
    refuse("retransmission_q_counters", retransmission_q_counters, 1);
  const debug = value.debug;
  if ((debug & 1) !== debug) refuse("debug", debug, 1);
  const modify_rq_counter_set_id = value.modify_rq_counter_set_id;
  if ((modify_rq_counter_set_id & 1) !== modify_rq_counter_set_id)
    refuse("modify_rq_counter_set_id", modify_rq_counter_set_id, 1);
  const rq_delay_drop = value.rq_delay_drop;
  if ((rq_delay_drop & 1) !== rq_delay_drop) refuse("rq_delay_drop", rq_delay_drop, 1);
  const max_qp_cnt = value.max_qp_cnt;
  if ((max_qp_cnt & 0x3ff) !== max_qp_cnt) refuse("max_qp_cnt", max_qp_cnt, 10);
  const pkey_table_size = value.pkey_table_size;
  if ((pkey_table_size & 0xffff) !== pkey_table_size) refuse("pkey_table_size", pkey_table_size, 16);
  const w12 =
    (out_of_seq_cnt << 31) |
    (vport_counters << 30) |
    (retransmission_q_counters << 29) |
    (debug << 28) |
    (modify_rq_counter_set_id << 27) |
    (rq_delay_drop << 26) |
    (max_qp_cnt << 16) |
    pkey_table_size;
  const vport_group_manager = value.vport_group_manager;
  if ((vport_group_manager & 1) !== vport_group_manager) refuse("vport_group_manager", vport_group_manager, 1);
  const vhca_group_manager = value.vhca_group_manager;
  if ((vhca_group_manager & 1) !== vhca_group_manager) refuse("vhca_group_manager", vhca_group_manager, 1);
  const ib_virt = value.ib_virt;
  if ((ib_virt & 1) !== ib_virt) refuse("ib_virt", ib_virt, 1);
  const eth_virt = value.eth_virt;
  if ((eth_virt & 1) !== eth_virt) refuse("eth_virt", eth_virt, 1);
  const vnic_env_queue_counters = value.vnic_env_queue_counters;
  if ((vnic_env_queue_counters & 1) !== vnic_env_queue_counters)
    refuse("vnic_env_queue_counters", vnic_env_queue_counters, 1);
  const ets = value.ets;
  if ((ets & 1) !== ets) refuse("ets", ets, 1);
  const nic_flow_table = value.nic_flow_table;
  if ((nic_flow_table & 1) !== nic_flow_table) refuse("nic_flow_table", nic_flow_table, 1);
  const eswitch_manager = value.eswitch_manager;
  if ((eswitch_manager & 1) !== eswitch_manager) refuse("eswitch_manager", eswitch_manager, 1);
  const device_memory = value.device_memory;
  if ((device_memory & 1) !== device_memory) refuse("device_memory", device_memory, 1);
  const mcam_reg = value.mcam_reg;
  if ((mcam_reg & 1) !== mcam_reg) refuse("mcam_reg", mcam_reg, 1);
  const pcam_reg = value.pcam_reg;
  if ((pcam_reg & 1) !== pcam_reg) refuse("pcam_reg", pcam_reg, 1);
  const local_ca_ack_delay = value.local_ca_ack_delay;
  if ((local_ca_ack_delay & 0x1f) !== local_ca_ack_delay) refuse("local_ca_ack_delay", local_ca_ack_delay, 5);
  const port_module_event = value.port_module_event;
  if ((port_module_event & 1) !== port_module_event) refuse("port_module_event", port_module_event, 1);
  const enhanced_error_q_counters = value.enhanced_error_q_counters;
  if ((enhanced_error_q_counters & 1) !== enhanced_error_q_counters)
    refuse("enhanced_error_q_counters", enhanced_error_q_counters, 1);
  const ports_check = value.ports_check;
  if ((ports_check & 1) !== ports_check) refuse("ports_check", ports_check, 1);
  const disable_link_up = value.disable_link_up;
  if ((disable_link_up & 1) !== disable_link_up) refuse("disable_link_up", disable_link_up, 1);
  const beacon_led = value.beacon_led;
  if ((beacon_led & 1) !== beacon_led) refuse("beacon_led", beacon_led, 1);
  const port_type = value.port_type;
  if ((port_type & 3) !== port_type) refuse("port_type", port_type, 2);
  const num_ports = value.num_ports;
  if ((num_ports & 0xff) !== num_ports) refuse("num_ports", num_ports, 8);
  const w13 =
    (vport_group_manager << 31) |
    (vhca_group_manager << 30) |
    (ib_virt << 29) |
    (eth_virt << 28) |
    (vnic_env_queue_counters << 27) |
    (ets << 26) |
    (nic_flow_table << 25) |
    (eswitch_manager << 24) |
    (device_memory << 23) |
    (mcam_reg << 22) |
    (pcam_reg << 21) |
    (local_ca_ack_delay << 16) |
    (port_module_event << 15) |
    (enhanced_error_q_counters << 14) |
    (ports_check << 13) |
    (disable_link_up << 11) |
    (beacon_led << 10) |
    (port_type << 8) |
    num_ports;
  const pps = value.pps;
  if ((pps & 1) !== pps) refuse("pps", pps, 1);
  const pps_modify = value.pps_modify;
  if ((pps_modify & 1) !== pps_modify) refuse("pps_modify", pps_modify, 1);
  const log_max_msg = value.log_max_msg;
  if ((log_max_msg & 0x1f) !== log_max_msg) refuse("log_max_msg", log_max_msg, 5);
  const max_tc = value.max_tc;
  if ((max_tc & 0xf) !== max_tc) refuse("max_tc", max_tc, 4);
  const temp_warn_event = value.temp_warn_event;
  if ((temp_warn_event & 1) !== temp_warn_event) refuse("temp_warn_event", temp_warn_event, 1);
  const dcbx = value.dcbx;
  if ((dcbx & 1) !== dcbx) refuse("dcbx", dcbx, 1);
  const general_notification_event = value.general_notification_event;
  if ((general_notification_event & 1) !== general_notification_event)
    refuse("general_notification_event", general_notification_event, 1);
  const fpga = value.fpga;
  if ((fpga & 1) !== fpga) refuse("fpga", fpga, 1);
  const rol_s = value.rol_s;
  if ((rol_s & 1) !== rol_s) refuse("rol_s", rol_s, 1);
  const rol_g = value.rol_g;
  if ((rol_g & 1) !== rol_g) refuse("rol_g", rol_g, 1);
  const wol_s = value.wol_s;
  if ((wol_s & 1) !== wol_s) refuse("wol_s", wol_s, 1);
  const wol_g = value.wol_g;
  if ((wol_g & 1) !== wol_g) refuse("wol_g", wol_g, 1);
  const wol_a = value.wol_a;
  if ((wol_a & 1) !== wol_a) refuse("wol_a", wol_a, 1);
  const wol_b = value.wol_b;
  if ((wol_b & 1) !== wol_b) refuse("wol_b", wol_b, 1);
  const wol_m = value.wol_m;
  if ((wol_m & 1) !== wol_m) refuse("wol_m", wol_m, 1);
  const wol_u = value.wol_u;
  if ((wol_u & 1) !== wol_u) refuse("wol_u", wol_u, 1);
  const wol_p = value.wol_p;
  if ((wol_p & 1) !== wol_p) refuse("wol_p", wol_p, 1);
  const w14 =
    (pps << 30) |
    (pps_modify << 29) |
    (log_max_msg << 24) |
    (max_tc << 16) |
    (temp_warn_event << 15) |
    (dcbx << 14) |
    (general_notification_event << 13) |
    (fpga << 10) |
    (rol_s << 9) |
    (rol_g << 8) |
    (wol_s << 6) |
    (wol_g << 5) |
    (wol_a << 4) |
    (wol_b << 3) |
    (wol_m << 2) |
    (wol_u << 1) |
    wol_p;
  const stat_rate_support = value.stat_rate_support;
  if ((stat_rate_support & 0xffff) !== stat_rate_support) refuse("stat_rate_support", stat_rate_support, 16);
  const pci_sync_for_fw_update_event = value.pci_sync_for_fw_update_event;
  if ((pci_sync_for_fw_update_event & 1) !== pci_sync_for_fw_update_event)
    refuse("pci_sync_for_fw_update_event", pci_sync_for_fw_update_event, 1);
  const init2_lag_tx_port_affinity = value.init2_lag_tx_port_affinity;
  if ((init2_lag_tx_port_affinity & 1) !== init2_lag_tx_port_affinity)
    refuse("init2_lag_tx_port_affinity", init2_lag_tx_port_affinity, 1);
  const wqe_based_flow_table_update_cap = value.wqe_based_flow_table_update_cap;
  if ((wqe_based_flow_table_update_cap & 1) !== wqe_based_flow_table_update_cap)
    refuse("wqe_based_flow_table_update_cap", wqe_based_flow_table_update_cap, 1);
  const cqe_version = value.cqe_version;
  if ((cqe_version & 0xf) !== cqe_version) refuse("cqe_version", cqe_version, 4);
  const w15 =
    (stat_rate_support << 16) |
    (pci_sync_for_fw_update_event << 14) |
    (init2_lag_tx_port_affinity << 7) |
    (wqe_based_flow_table_update_cap << 4) |
    cqe_version;
  const compact_address_vector = value.compact_address_vector;
  if ((compact_address_vector & 1) !== compact_address_vector)
    refuse("compact_address_vector", compact_address_vector, 1);
  const striding_rq = value.striding_rq;
  if ((striding_rq & 1) !== striding_rq) refuse("striding_rq", striding_rq, 1);
  const ipoib_enhanced_offloads = value.ipoib_enhanced_offloads;
  if ((ipoib_enhanced_offloads & 1) !== ipoib_enhanced_offloads)
    refuse("ipoib_enhanced_offloads", ipoib_enhanced_offloads, 1);
  const ipoib_basic_offloads = value.ipoib_basic_offloads;
  if ((ipoib_basic_offloads & 1) !== ipoib_basic_offloads) refuse("ipoib_basic_offloads", ipoib_basic_offloads, 1);
  const repeated_block_disabled = value.repeated_block_disabled;
  if ((repeated_block_disabled & 1) !== repeated_block_disabled)
    refuse("repeated_block_disabled", repeated_block_disabled, 1);
  const umr_modify_entity_size_disabled = value.umr_modify_entity_size_disabled;
  if ((umr_modify_entity_size_disabled & 1) !== umr_modify_entity_size_disabled)
    refuse("umr_modify_entity_size_disabled", umr_modify_entity_size_disabled, 1);
  const umr_modify_atomic_disabled = value.umr_modify_atomic_disabled;
  if ((umr_modify_atomic_disabled & 1) !== umr_modify_atomic_disabled)
    refuse("umr_modify_atomic_disabled", umr_modify_atomic_disabled, 1);
  const umr_indirect_mkey_disabled = value.umr_indirect_mkey_disabled;
  if ((umr_indirect_mkey_disabled & 1) !== umr_indirect_mkey_disabled)
    refuse("umr_indirect_mkey_disabled", umr_indirect_mkey_disabled, 1);
  const umr_fence = value.umr_fence;
  if ((umr_fence & 3) !== umr_fence) refuse("umr_fence", umr_fence, 2);
  const dc_req_scat_data_cqe = value.dc_req_scat_data_cqe;
  if ((dc_req_scat_data_cqe & 1) !== dc_req_scat_data_cqe) refuse("dc_req_scat_data_cqe", dc_req_scat_data_cqe, 1);
  const drain_sigerr = value.drain_sigerr;
  if ((drain_sigerr & 1) !== drain_sigerr) refuse("drain_sigerr", drain_sigerr, 1);
  const cmdif_checksum = value.cmdif_checksum;
  if ((cmdif_checksum & 3) !== cmdif_checksum) refuse("cmdif_checksum", cmdif_checksum, 2);
  const sigerr_cqe = value.sigerr_cqe;
  if ((sigerr_cqe & 1) !== sigerr_cqe) refuse("sigerr_cqe", sigerr_cqe, 1);
  const wq_signature = value.wq_signature;
  if ((wq_signature & 1) !== wq_signature) refuse("wq_signature", wq_signature, 1);
  const sctr_data_cqe = value.sctr_data_cqe;
  if ((sctr_data_cqe & 1) !== sctr_data_cqe) refuse("sctr_data_cqe", sctr_data_cqe, 1);
  const sho = value.sho;
  if ((sho & 1) !== sho) refuse("sho", sho, 1);
  const tph = value.tph;
  if ((tph & 1) !== tph) refuse("tph", tph, 1);
  const rf = value.rf;
  if ((rf & 1) !== rf) refuse("rf", rf, 1);
  const dct = value.dct;
  if ((dct & 1) !== dct) refuse("dct", dct, 1);
  const qos = value.qos;
  if ((qos & 1) !== qos) refuse("qos", qos, 1);
  const eth_net_offloads = value.eth_net_offloads;
  if ((eth_net_offloads & 1) !== eth_net_offloads) refuse("eth_net_offloads", eth_net_offloads, 1);
  const roce = value.roce;
  if ((roce & 1) !== roce) refuse("roce", roce, 1);
  const atomic = value.atomic;
  if ((atomic & 1) !== atomic) refuse("atomic", atomic, 1);
  const w16 =
    (compact_address_vector << 31) |
    (striding_rq << 30) |
    (ipoib_enhanced_offloads << 28) |
    (ipoib_basic_offloads << 27) |
    (repeated_block_disabled << 25) |
    (umr_modify_entity_size_disabled << 24) |
    (umr_modify_atomic_disabled << 23) |
    (umr_indirect_mkey_disabled << 22) |
    (umr_fence << 20) |
    (dc_req_scat_data_cqe << 19) |
    (drain_sigerr << 16) |
    (cmdif_checksum << 14) |
    (sigerr_cqe << 13) |
    (wq_signature << 11) |
    (sctr_data_cqe << 10) |
    (sho << 8) |
    (tph << 7) |
    (rf << 6) |
    (dct << 5) |
    (qos << 4) |
    (eth_net_offloads << 3) |
    (roce << 2) |
    (atomic << 1);
  const cq_oi = value.cq_oi;
  if ((cq_oi & 1) !== cq_oi) refuse("cq_oi", cq_oi, 1);
  const cq_resize = value.cq_resize;
  if ((cq_resize & 1) !== cq_resize) refuse("cq_resize", cq_resize, 1);
  const cq_moderation = value.cq_moderation;
  if ((cq_moderation & 1) !== cq_moderation) refuse("cq_moderation", cq_moderation, 1);
  const cq_period_mode_modify = value.cq_period_mode_modify;
  if ((cq_period_mode_modify & 1) !== cq_period_mode_modify) refuse("cq_period_mode_modify", cq_period_mode_modify, 1);
  const cq_eq_remap = value.cq_eq_remap;
  if ((cq_eq_remap & 1) !== cq_eq_remap) refuse("cq_eq_remap", cq_eq_remap, 1);
  const pg = value.pg;
  if ((pg & 1) !== pg) refuse("pg", pg, 1);
  const block_lb_mc = value.block_lb_mc;
  if ((block_lb_mc & 1) !== block_lb_mc) refuse("block_lb_mc", block_lb_mc, 1);
  const scqe_break_moderation = value.scqe_break_moderation;
  if ((scqe_break_moderation & 1) !== scqe_break_moderation) refuse("scqe_break_moderation", scqe_break_moderation, 1);
  const cq_period_start_from_cqe = value.cq_period_start_from_cqe;
  if ((cq_period_start_from_cqe & 1) !== cq_period_start_from_cqe)
    refuse("cq_period_start_from_cqe", cq_period_start_from_cqe, 1);
  const cd = value.cd;
  if ((cd & 1) !== cd) refuse("cd", cd, 1);
  const apm = value.apm;
  if ((apm & 1) !== apm) refuse("apm", apm, 1);
  const vector_calc = value.vector_calc;
  if ((vector_calc & 1) !== vector_calc) refuse("vector_calc", vector_calc, 1);
  const umr_ptr_rlky = value.umr_ptr_rlky;
  if ((umr_ptr_rlky & 1) !== umr_ptr_rlky) refuse("umr_ptr_rlky", umr_ptr_rlky, 1);
  const imaicl = value.imaicl;
  if ((imaicl & 1) !== imaicl) refuse("imaicl", imaicl, 1);
  const qp_packet_based = value.qp_packet_based;
  if ((qp_packet_based & 1) !== qp_packet_based) refuse("qp_packet_based", qp_packet_based, 1);
  const qkv = value.qkv;
  if ((qkv & 1) !== qkv) refuse("qkv", qkv, 1);
  const pkv = value.pkv;
  if ((pkv & 1) !== pkv) refuse("pkv", pkv, 1);
  const set_deth_sqpn = value.set_deth_sqpn;
  if ((set_deth_sqpn & 1) !== set_deth_sqpn) refuse("set_deth_sqpn", set_deth_sqpn, 1);
  const xrc = value.xrc;
  if ((xrc & 1) !== xrc) refuse("xrc", xrc, 1);
  const ud = value.ud;
  if ((ud & 1) !== ud) refuse("ud", ud, 1);
  const uc = value.uc;
  if ((uc & 1) !== uc) refuse("uc", uc, 1);
  const rc = value.rc;
  if ((rc & 1) !== rc) refuse("rc", rc, 1);
  const w17 =
    (cq_oi << 31) |
    (cq_resize << 30) |
    (cq_moderation << 29) |
    (cq_period_mode_modify << 28) |
    (cq_eq_remap << 25) |
    (pg << 24) |
    (block_lb_mc << 23) |
    (scqe_break_moderation << 21) |
    (cq_period_start_from_cqe << 20) |
    (cd << 19) |
    (apm << 17) |
    (vector_calc << 16) |
    (umr_ptr_rlky << 15) |
    (imaicl << 14) |
    (qp_packet_based << 13) |
    (qkv << 9) |
    (pkv << 8) |
    (set_deth_sqpn << 7) |
    (xrc << 3) |
    (ud << 2) |
    (uc << 1) |
    rc;
  const uar_4k = value.uar_4k;
  if ((uar_4k & 1) !== uar_4k) refuse("uar_4k", uar_4k, 1);
  const fl_rc_qp_when_roce_disabled = value.fl_rc_qp_when_roce_disabled;
  if ((fl_rc_qp_when_roce_disabled & 1) !== fl_rc_qp_when_roce_disabled)
    refuse("fl_rc_qp_when_roce_disabled", fl_rc_qp_when_roce_disabled, 1);
  const regexp_params = value.regexp_params;
  if ((regexp_params & 1) !== regexp_params) refuse("regexp_params", regexp_params, 1);
  const uar_sz = value.uar_sz;
  if ((uar_sz & 0x3f) !== uar_sz) refuse("uar_sz", uar_sz, 6);
  const port_selection_cap = value.port_selection_cap;
  if ((port_selection_cap & 1) !== port_selection_cap) refuse("port_selection_cap", port_selection_cap, 1);
  const nic_cap_reg = value.nic_cap_reg;
  if ((nic_cap_reg & 1) !== nic_cap_reg) refuse("nic_cap_reg", nic_cap_reg, 1);
  const umem_uid_0 = value.umem_uid_0;
  if ((umem_uid_0 & 1) !== umem_uid_0) refuse("umem_uid_0", umem_uid_0, 1);
  const log_pg_sz = value.log_pg_sz;
  if ((log_pg_sz & 0xff) !== log_pg_sz) refuse("log_pg_sz", log_pg_sz, 8);
  const w18 =
    (uar_4k << 31) |
    (fl_rc_qp_when_roce_disabled << 23) |
    (regexp_params << 22) |
    (uar_sz << 16) |
    (port_selection_cap << 15) |
    (nic_cap_reg << 14) |
    (umem_uid_0 << 13) |
    log_pg_sz;
  const bf = value.bf;
  if ((bf & 1) !== bf) refuse("bf", bf, 1);
  const driver_version = value.driver_version;
  if ((driver_version & 1) !== driver_version) refuse("driver_version", driver_version, 1);
  const pad_tx_eth_packet = value.pad_tx_eth_packet;
  if ((pad_tx_eth_packet & 1) !== pad_tx_eth_packet) refuse("pad_tx_eth_packet", pad_tx_eth_packet, 1);
  const mkey_by_name = value.mkey_by_name;
  if ((mkey_by_name & 1) !== mkey_by_name) refuse("mkey_by_name", mkey_by_name, 1);
  const log_bf_reg_size = value.log_bf_reg_size;
  if ((log_bf_reg_size & 0x1f) !== log_bf_reg_size) refuse("log_bf_reg_size", log_bf_reg_size, 5);
  const disciplined_fr_counter = value.disciplined_fr_counter;
  if ((disciplined_fr_counter & 1) !== disciplined_fr_counter)
    refuse("disciplined_fr_counter", disciplined_fr_counter, 1);
  const qp_error_syndrome = value.qp_error_syndrome;
  if ((qp_error_syndrome & 1) !== qp_error_syndrome) refuse("qp_error_syndrome", qp_error_syndrome, 1);
  const lag_dct = value.lag_dct;
  if ((lag_dct & 3) !== lag_dct) refuse("lag_dct", lag_dct, 2);
  const lag_tx_port_affinity = value.lag_tx_port_affinity;
  if ((lag_tx_port_affinity & 1) !== lag_tx_port_affinity) refuse("lag_tx_port_affinity", lag_tx_port_affinity, 1);
  const lag_native_fdb_selection = value.lag_native_fdb_selection;
  if ((lag_native_fdb_selection & 1) !== lag_native_fdb_selection)
    refuse("lag_native_fdb_selection", lag_native_fdb_selection, 1);
  const lag_master = value.lag_master;
  if ((lag_master & 1) !== lag_master) refuse("lag_master", lag_master, 1);
  const num_lag_ports = value.num_lag_ports;
  if ((num_lag_ports & 0xf) !== num_lag_ports) refuse("num_lag_ports", num_lag_ports, 4);
  const w19 =
    (bf << 31) |
    (driver_version << 30) |
    (pad_tx_eth_packet << 29) |
    (mkey_by_name << 25) |
    (log_bf_reg_size << 16) |
    (disciplined_fr_counter << 15) |
    (qp_error_syndrome << 12) |
    (lag_dct << 8) |
    (lag_tx_port_affinity << 7) |
    (lag_native_fdb_selection << 6) |
    (lag_master << 4) |
    num_lag_ports;
  const max_wqe_sz_sq = value.max_wqe_sz_sq;
  if ((max_wqe_sz_sq & 0xffff) !== max_wqe_sz_sq) refuse("max_wqe_sz_sq", max_wqe_sz_sq, 16);
  const w20 = max_wqe_sz_sq;
  const icm_mng_function_id_mode = value.icm_mng_function_id_mode;
  if ((icm_mng_function_id_mode & 1) !== icm_mng_function_id_mode)
    refuse("icm_mng_function_id_mode", icm_mng_function_id_mode, 1);
  const mkey_pcie_tph = value.mkey_pcie_tph;
  if ((mkey_pcie_tph & 1) !== mkey_pcie_tph) refuse("mkey_pcie_tph", mkey_pcie_tph, 1);
  const tis_tir_td_order = value.tis_tir_td_order;
  if ((tis_tir_td_order & 1) !== tis_tir_td_order) refuse("tis_tir_td_order", tis_tir_td_order, 1);
  const psp = value.psp;
  if ((psp & 1) !== psp) refuse("psp", psp, 1);
  const shampo = value.shampo;
  if ((shampo & 1) !== shampo) refuse("shampo", shampo, 1);
  const max_wqe_sz_rq = value.max_wqe_sz_rq;
  if ((max_wqe_sz_rq & 0xffff) !== max_wqe_sz_rq) refuse("max_wqe_sz_rq", max_wqe_sz_rq, 16);
  const w21 =
    (icm_mng_function_id_mode << 31) |
    (mkey_pcie_tph << 24) |
    (tis_tir_td_order << 22) |
    (psp << 21) |
    (shampo << 20) |
    max_wqe_sz_rq;
  const max_flow_counter_31_16 = value.max_flow_counter_31_16;
  if ((max_flow_counter_31_16 & 0xffff) !== max_flow_counter_31_16)
    refuse("max_flow_counter_31_16", max_flow_counter_31_16, 16);
  const max_wqe_sz_sq_dc = value.max_wqe_sz_sq_dc;
  if ((max_wqe_sz_sq_dc & 0xffff) !== max_wqe_sz_sq_dc) refuse("max_wqe_sz_sq_dc", max_wqe_sz_sq_dc, 16);
  const w22 = (max_flow_counter_31_16 << 16) | max_wqe_sz_sq_dc;
  const query_host_net_function_num_max = value.query_host_net_function_num_max;
  if ((query_host_net_function_num_max & 0x1f) !== query_host_net_function_num_max)
    refuse("query_host_net_function_num_max", query_host_net_function_num_max, 5);
  const max_qp_mcg = value.max_qp_mcg;
  if ((max_qp_mcg & 0x1ffffff) !== max_qp_mcg) refuse("max_qp_mcg", max_qp_mcg, 25);
  const w23 = (query_host_net_function_num_max << 27) | max_qp_mcg;
  const flow_counter_bulk_alloc = value.flow_counter_bulk_alloc;
  if ((flow_counter_bulk_alloc & 0xff) !== flow_counter_bulk_alloc)
    refuse("flow_counter_bulk_alloc", flow_counter_bulk_alloc, 8);
  const log_max_mcg = value.log_max_mcg;
  if ((log_max_mcg & 0xff) !== log_max_mcg) refuse("log_max_mcg", log_max_mcg, 8);
  const w24 = (flow_counter_bulk_alloc << 8) | log_max_mcg;
  const log_max_transport_domain = value.log_max_transport_domain;
  if ((log_max_transport_domain & 0x1f) !== log_max_transport_domain)
    refuse("log_max_transport_domain", log_max_transport_domain, 5);
  const relaxed_ordering_read = value.relaxed_ordering_read;
  if ((relaxed_ordering_read & 1) !== relaxed_ordering_read) refuse("relaxed_ordering_read", relaxed_ordering_read, 1);
  const log_max_pd = value.log_max_pd;
  if ((log_max_pd & 0x1f) !== log_max_pd) refuse("log_max_pd", log_max_pd, 5);
  const dp_ordering_ooo_all_ud = value.dp_ordering_ooo_all_ud;
  if ((dp_ordering_ooo_all_ud & 1) !== dp_ordering_ooo_all_ud)
    refuse("dp_ordering_ooo_all_ud", dp_ordering_ooo_all_ud, 1);
  const dp_ordering_ooo_all_uc = value.dp_ordering_ooo_all_uc;
  if ((dp_ordering_ooo_all_uc & 1) !== dp_ordering_ooo_all_uc)
    refuse("dp_ordering_ooo_all_uc", dp_ordering_ooo_all_uc, 1);
  const dp_ordering_ooo_all_xrc = value.dp_ordering_ooo_all_xrc;
  if ((dp_ordering_ooo_all_xrc & 1) !== dp_ordering_ooo_all_xrc)
    refuse("dp_ordering_ooo_all_xrc", dp_ordering_ooo_all_xrc, 1);
  const dp_ordering_ooo_all_dc = value.dp_ordering_ooo_all_dc;
  if ((dp_ordering_ooo_all_dc & 1) !== dp_ordering_ooo_all_dc)
    refuse("dp_ordering_ooo_all_dc", dp_ordering_ooo_all_dc, 1);
  const dp_ordering_ooo_all_rc = value.dp_ordering_ooo_all_rc;
  if ((dp_ordering_ooo_all_rc & 1) !== dp_ordering_ooo_all_rc)
    refuse("dp_ordering_ooo_all_rc", dp_ordering_ooo_all_rc, 1);
  const pcie_reset_using_hotreset_method = value.pcie_reset_using_hotreset_method;
  if ((pcie_reset_using_hotreset_method & 1) !== pcie_reset_using_hotreset_method)
    refuse("pcie_reset_using_hotreset_method", pcie_reset_using_hotreset_method, 1);
  const pci_sync_for_fw_update_with_driver_unload = value.pci_sync_for_fw_update_with_driver_unload;
  if ((pci_sync_for_fw_update_with_driver_unload & 1) !== pci_sync_for_fw_update_with_driver_unload)
    refuse("pci_sync_for_fw_update_with_driver_unload", pci_sync_for_fw_update_with_driver_unload, 1);
  const vnic_env_cnt_steering_fail = value.vnic_env_cnt_steering_fail;
  if ((vnic_env_cnt_steering_fail & 1) !== vnic_env_cnt_steering_fail)
    refuse("vnic_env_cnt_steering_fail", vnic_env_cnt_steering_fail, 1);
  const vport_counter_local_loopback = value.vport_counter_local_loopback;
  if ((vport_counter_local_loopback & 1) !== vport_counter_local_loopback)
    refuse("vport_counter_local_loopback", vport_counter_local_loopback, 1);
  const q_counter_aggregation = value.q_counter_aggregation;
  if ((q_counter_aggregation & 1) !== q_counter_aggregation) refuse("q_counter_aggregation", q_counter_aggregation, 1);
  const q_counter_other_vport = value.q_counter_other_vport;
  if ((q_counter_other_vport & 1) !== q_counter_other_vport) refuse("q_counter_other_vport", q_counter_other_vport, 1);
  const log_max_xrcd = value.log_max_xrcd;
  if ((log_max_xrcd & 0x1f) !== log_max_xrcd) refuse("log_max_xrcd", log_max_xrcd, 5);
  const w25 =
    (log_max_transport_domain << 24) |
    (relaxed_ordering_read << 21) |
    (log_max_pd << 16) |
    (dp_ordering_ooo_all_ud << 15) |
    (dp_ordering_ooo_all_uc << 14) |
    (dp_ordering_ooo_all_xrc << 13) |
    (dp_ordering_ooo_all_dc << 12) |
    (dp_ordering_ooo_all_rc << 11) |
    (pcie_reset_using_hotreset_method << 10) |
    (pci_sync_for_fw_update_with_driver_unload << 9) |
    (vnic_env_cnt_steering_fail << 8) |
    (vport_counter_local_loopback << 7) |
    (q_counter_aggregation << 6) |
    (q_counter_other_vport << 5) |
    log_max_xrcd;
  const nic_receive_steering_discard = value.nic_receive_steering_discard;
  if ((nic_receive_steering_discard & 1) !== nic_receive_steering_discard)
    refuse("nic_receive_steering_discard", nic_receive_steering_discard, 1);
  const receive_discard_vport_down = value.receive_discard_vport_down;
  if ((receive_discard_vport_down & 1) !== receive_discard_vport_down)
    refuse("receive_discard_vport_down", receive_discard_vport_down, 1);
  const transmit_discard_vport_down = value.transmit_discard_vport_down;
  if ((transmit_discard_vport_down & 1) !== transmit_discard_vport_down)
    refuse("transmit_discard_vport_down", transmit_discard_vport_down, 1);
  const eq_overrun_count = value.eq_overrun_count;
  if ((eq_overrun_count & 1) !== eq_overrun_count) refuse("eq_overrun_count", eq_overrun_count, 1);
  const invalid_command_count = value.invalid_command_count;
  if ((invalid_command_count & 1) !== invalid_command_count) refuse("invalid_command_count", invalid_command_count, 1);
  const quota_exceeded_count = value.quota_exceeded_count;
  if ((quota_exceeded_count & 1) !== quota_exceeded_count) refuse("quota_exceeded_count", quota_exceeded_count, 1);
  const log_max_flow_counter_bulk = value.log_max_flow_counter_bulk;
  if ((log_max_flow_counter_bulk & 0xff) !== log_max_flow_counter_bulk)
    refuse("log_max_flow_counter_bulk", log_max_flow_counter_bulk, 8);
  const max_flow_counter_15_0 = value.max_flow_counter_15_0;
  if ((max_flow_counter_15_0 & 0xffff) !== max_flow_counter_15_0)
    refuse("max_flow_counter_15_0", max_flow_counter_15_0, 16);
  const w26 =
    (nic_receive_steering_discard << 31) |
    (receive_discard_vport_down << 30) |
    (transmit_discard_vport_down << 29) |
    (eq_overrun_count << 28) |
    (invalid_command_count << 26) |
    (quota_exceeded_count << 25) |
    (log_max_flow_counter_bulk << 16) |
    max_flow_counter_15_0;
  const log_max_rq = value.log_max_rq;
  if ((log_max_rq & 0x1f) !== log_max_rq) refuse("log_max_rq", log_max_rq, 5);
  const ft_alias_sw_vhca_id = value.ft_alias_sw_vhca_id;
  if ((ft_alias_sw_vhca_id & 1) !== ft_alias_sw_vhca_id) refuse("ft_alias_sw_vhca_id", ft_alias_sw_vhca_id, 1);
  const log_max_sq = value.log_max_sq;
  if ((log_max_sq & 0x1f) !== log_max_sq) refuse("log_max_sq", log_max_sq, 5);
  const log_max_tir = value.log_max_tir;
  if ((log_max_tir & 0x1f) !== log_max_tir) refuse("log_max_tir", log_max_tir, 5);
  const log_max_tis = value.log_max_tis;
  if ((log_max_tis & 0x1f) !== log_max_tis) refuse("log_max_tis", log_max_tis, 5);
  const w27 = (log_max_rq << 24) | (ft_alias_sw_vhca_id << 23) | (log_max_sq << 16) | (log_max_tir << 8) | log_max_tis;
  const basic_cyclic_rcv_wqe = value.basic_cyclic_rcv_wqe;
  if ((basic_cyclic_rcv_wqe & 1) !== basic_cyclic_rcv_wqe) refuse("basic_cyclic_rcv_wqe", basic_cyclic_rcv_wqe, 1);
  const log_max_rmp = value.log_max_rmp;
  if ((log_max_rmp & 0x1f) !== log_max_rmp) refuse("log_max_rmp", log_max_rmp, 5);
  const sd_group_size = value.sd_group_size;
  if ((sd_group_size & 1) !== sd_group_size) refuse("sd_group_size", sd_group_size, 1);
  const log_max_rqt = value.log_max_rqt;
  if ((log_max_rqt & 0x1f) !== log_max_rqt) refuse("log_max_rqt", log_max_rqt, 5);
  const log_max_rqt_size = value.log_max_rqt_size;
  if ((log_max_rqt_size & 0x1f) !== log_max_rqt_size) refuse("log_max_rqt_size", log_max_rqt_size, 5);
  const tlp_device_emulation_manager = value.tlp_device_emulation_manager;
  if ((tlp_device_emulation_manager & 1) !== tlp_device_emulation_manager)
    refuse("tlp_device_emulation_manager", tlp_device_emulation_manager, 1);
  const vnic_env_cnt_bar_uar_access = value.vnic_env_cnt_bar_uar_access;
  if ((vnic_env_cnt_bar_uar_access & 1) !== vnic_env_cnt_bar_uar_access)
    refuse("vnic_env_cnt_bar_uar_access", vnic_env_cnt_bar_uar_access, 1);
  const vnic_env_cnt_odp_page_fault = value.vnic_env_cnt_odp_page_fault;
  if ((vnic_env_cnt_odp_page_fault & 1) !== vnic_env_cnt_odp_page_fault)
    refuse("vnic_env_cnt_odp_page_fault", vnic_env_cnt_odp_page_fault, 1);
  const log_max_tis_per_sq = value.log_max_tis_per_sq;
  if ((log_max_tis_per_sq & 0x1f) !== log_max_tis_per_sq) refuse("log_max_tis_per_sq", log_max_tis_per_sq, 5);
  const w28 =
    (basic_cyclic_rcv_wqe << 31) |
    (log_max_rmp << 24) |
    (sd_group_size << 23) |
    (log_max_rqt << 16) |
    (log_max_rqt_size << 8) |
    (tlp_device_emulation_manager << 7) |
    (vnic_env_cnt_bar_uar_access << 6) |
    (vnic_env_cnt_odp_page_fault << 5) |
    log_max_tis_per_sq;
  const ext_stride_num_range = value.ext_stride_num_range;
  if ((ext_stride_num_range & 1) !== ext_stride_num_range) refuse("ext_stride_num_range", ext_stride_num_range, 1);
  const roce_rw_supported = value.roce_rw_supported;
  if ((roce_rw_supported & 1) !== roce_rw_supported) refuse("roce_rw_supported", roce_rw_supported, 1);
  const log_max_current_uc_list_wr_supported = value.log_max_current_uc_list_wr_supported;
  if ((log_max_current_uc_list_wr_supported & 1) !== log_max_current_uc_list_wr_supported)
    refuse("log_max_current_uc_list_wr_supported", log_max_current_uc_list_wr_supported, 1);
  const log_max_stride_sz_rq = value.log_max_stride_sz_rq;
  if ((log_max_stride_sz_rq & 0x1f) !== log_max_stride_sz_rq) refuse("log_max_stride_sz_rq", log_max_stride_sz_rq, 5);
  const log_min_stride_sz_rq = value.log_min_stride_sz_rq;
  if ((log_min_stride_sz_rq & 0x1f) !== log_min_stride_sz_rq) refuse("log_min_stride_sz_rq", log_min_stride_sz_rq, 5);
  const log_max_stride_sz_sq = value.log_max_stride_sz_sq;
  if ((log_max_stride_sz_sq & 0x1f) !== log_max_stride_sz_sq) refuse("log_max_stride_sz_sq", log_max_stride_sz_sq, 5);
  const log_min_stride_sz_sq = value.log_min_stride_sz_sq;
  if ((log_min_stride_sz_sq & 0x1f) !== log_min_stride_sz_sq) refuse("log_min_stride_sz_sq", log_min_stride_sz_sq, 5);
  const w29 =
    (ext_stride_num_range << 31) |
    (roce_rw_supported << 30) |
    (log_max_current_uc_list_wr_supported << 29) |
    (log_max_stride_sz_rq << 24) |
    (log_min_stride_sz_rq << 16) |
    (log_max_stride_sz_sq << 8) |
    log_min_stride_sz_sq;
  const hairpin = value.hairpin;
  if ((hairpin & 1) !== hairpin) refuse("hairpin", hairpin, 1);
  const log_max_hairpin_queues = value.log_max_hairpin_queues;
  if ((log_max_hairpin_queues & 0x1f) !== log_max_hairpin_queues)
    refuse("log_max_hairpin_queues", log_max_hairpin_queues, 5);
  const log_max_hairpin_wq_data_sz = value.log_max_hairpin_wq_data_sz;
  if ((log_max_hairpin_wq_data_sz & 0x1f) !== log_max_hairpin_wq_data_sz)
    refuse("log_max_hairpin_wq_data_sz", log_max_hairpin_wq_data_sz, 5);
  const log_max_hairpin_num_packets = value.log_max_hairpin_num_packets;
  if ((log_max_hairpin_num_packets & 0x1f) !== log_max_hairpin_num_packets)
    refuse("log_max_hairpin_num_packets", log_max_hairpin_num_packets, 5);
  const log_max_wq_sz = value.log_max_wq_sz;
  if ((log_max_wq_sz & 0x1f) !== log_max_wq_sz) refuse("log_max_wq_sz", log_max_wq_sz, 5);
  const w30 =
    (hairpin << 31) |
    (log_max_hairpin_queues << 24) |
    (log_max_hairpin_wq_data_sz << 16) |
    (log_max_hairpin_num_packets << 8) |
    log_max_wq_sz;
  const nic_vport_change_event = value.nic_vport_change_event;
  if ((nic_vport_change_event & 1) !== nic_vport_change_event)
    refuse("nic_vport_change_event", nic_vport_change_event, 1);
  const disable_local_lb_uc = value.disable_local_lb_uc;
  if ((disable_local_lb_uc & 1) !== disable_local_lb_uc) refuse("disable_local_lb_uc", disable_local_lb_uc, 1);
  const disable_local_lb_mc = value.disable_local_lb_mc;
  if ((disable_local_lb_mc & 1) !== disable_local_lb_mc) refuse("disable_local_lb_mc", disable_local_lb_mc, 1);
  const log_min_hairpin_wq_data_sz = value.log_min_hairpin_wq_data_sz;
  if ((log_min_hairpin_wq_data_sz & 0x1f) !== log_min_hairpin_wq_data_sz)
    refuse("log_min_hairpin_wq_data_sz", log_min_hairpin_wq_data_sz, 5);
  const silent_mode_set = value.silent_mode_set;
  if ((silent_mode_set & 1) !== silent_mode_set) refuse("silent_mode_set", silent_mode_set, 1);
  const vhca_state = value.vhca_state;
  if ((vhca_state & 1) !== vhca_state) refuse("vhca_state", vhca_state, 1);
  const log_max_vlan_list = value.log_max_vlan_list;
  if ((log_max_vlan_list & 0x1f) !== log_max_vlan_list) refuse("log_max_vlan_list", log_max_vlan_list, 5);
  const log_max_current_mc_list = value.log_max_current_mc_list;
  if ((log_max_current_mc_list & 0x1f) !== log_max_current_mc_list)
    refuse("log_max_current_mc_list", log_max_current_mc_list, 5);
  const silent_mode_query = value.silent_mode_query;
  if ((silent_mode_query & 1) !== silent_mode_query) refuse("silent_mode_query", silent_mode_query, 1);
  const query_host_net_function_v1 = value.query_host_net_function_v1;
  if ((query_host_net_function_v1 & 1) !== query_host_net_function_v1)
    refuse("query_host_net_function_v1", query_host_net_function_v1, 1);
  const log_max_current_uc_list = value.log_max_current_uc_list;
  if ((log_max_current_uc_list & 0x1f) !== log_max_current_uc_list)
    refuse("log_max_current_uc_list", log_max_current_uc_list, 5);
  const w31 =
    (nic_vport_change_event << 31) |
    (disable_local_lb_uc << 30) |
    (disable_local_lb_mc << 29) |
    (log_min_hairpin_wq_data_sz << 24) |
    (silent_mode_set << 22) |
    (vhca_state << 21) |
    (log_max_vlan_list << 16) |
    (log_max_current_mc_list << 8) |
    (silent_mode_query << 6) |
    (query_host_net_function_v1 << 5) |
    log_max_current_uc_list;
  const general_obj_types = value.general_obj_types;
  if (typeof general_obj_types !== "bigint" || general_obj_types < 0n || general_obj_types > 0xffffffffffffffffn)
    refuseBig("general_obj_types", general_obj_types);
  const sq_ts_format = value.sq_ts_format;
  if ((sq_ts_format & 3) !== sq_ts_format) refuse("sq_ts_format", sq_ts_format, 2);
  const rq_ts_format = value.rq_ts_format;
  if ((rq_ts_format & 3) !== rq_ts_format) refuse("rq_ts_format", rq_ts_format, 2);
  const steering_format_version = value.steering_format_version;
  if ((steering_format_version & 0xf) !== steering_format_version)
    refuse("steering_format_version", steering_format_version, 4);
  const create_qp_start_hint = value.create_qp_start_hint;
  if ((create_qp_start_hint & 0xffffff) !== create_qp_start_hint)
    refuse("create_qp_start_hint", create_qp_start_hint, 24);
  const w34 = (sq_ts_format << 30) | (rq_ts_format << 28) | (steering_format_version << 24) | create_qp_start_hint;
  const ats = value.ats;
  if ((ats & 1) !== ats) refuse("ats", ats, 1);
  const cross_vhca_rqt = value.cross_vhca_rqt;
  if ((cross_vhca_rqt & 1) !== cross_vhca_rqt) refuse("cross_vhca_rqt", cross_vhca_rqt, 1);
  const log_max_uctx = value.log_max_uctx;
  if ((log_max_uctx & 0x1f) !== log_max_uctx) refuse("log_max_uctx", log_max_uctx, 5);
  const crypto = value.crypto;
  if ((crypto & 1) !== crypto) refuse("crypto", crypto, 1);
  const ipsec_offload = value.ipsec_offload;
  if ((ipsec_offload & 1) !== ipsec_offload) refuse("ipsec_offload", ipsec_offload, 1);
  const log_max_umem = value.log_max_umem;
  if ((log_max_umem & 0x1f) !== log_max_umem) refuse("log_max_umem", log_max_umem, 5);
  const max_num_eqs = value.max_num_eqs;
  if ((max_num_eqs & 0xffff) !== max_num_eqs) refuse("max_num_eqs", max_num_eqs, 16);
  const w35 =
    (ats << 30) |
    (cross_vhca_rqt << 29) |
    (log_max_uctx << 24) |
    (crypto << 22) |
    (ipsec_offload << 21) |
    (log_max_umem << 16) |
    max_num_eqs;
  const tls_tx = value.tls_tx;
  if ((tls_tx & 1) !== tls_tx) refuse("tls_tx", tls_tx, 1);
  const tls_rx = value.tls_rx;
  if ((tls_rx & 1) !== tls_rx) refuse("tls_rx", tls_rx, 1);
  const log_max_l2_table = value.log_max_l2_table;
  if ((log_max_l2_table & 0x1f) !== log_max_l2_table) refuse("log_max_l2_table", log_max_l2_table, 5);
  const log_uar_page_sz = value.log_uar_page_sz;
  if ((log_uar_page_sz & 0xffff) !== log_uar_page_sz) refuse("log_uar_page_sz", log_uar_page_sz, 16);
  const w36 = (tls_tx << 30) | (tls_rx << 29) | (log_max_l2_table << 24) | log_uar_page_sz;
  const device_frequency_mhz = value.device_frequency_mhz;
  if (device_frequency_mhz >>> 0 !== device_frequency_mhz) refuse("device_frequency_mhz", device_frequency_mhz, 32);
  const device_frequency_khz = value.device_frequency_khz;
  if (device_frequency_khz >>> 0 !== device_frequency_khz) refuse("device_frequency_khz", device_frequency_khz, 32);
  const num_of_uars_per_page = value.num_of_uars_per_page;
  if (num_of_uars_per_page >>> 0 !== num_of_uars_per_page) refuse("num_of_uars_per_page", num_of_uars_per_page, 32);
  const flex_parser_protocols = value.flex_parser_protocols;
  if (flex_parser_protocols >>> 0 !== flex_parser_protocols) refuse("flex_parser_protocols", flex_parser_protocols, 32);
  const max_geneve_tlv_options = value.max_geneve_tlv_options;
  if ((max_geneve_tlv_options & 0xff) !== max_geneve_tlv_options)
    refuse("max_geneve_tlv_options", max_geneve_tlv_options, 8);
  const max_geneve_tlv_option_data_len = value.max_geneve_tlv_option_data_len;
  if ((max_geneve_tlv_option_data_len & 0x1f) !== max_geneve_tlv_option_data_len)
    refuse("max_geneve_tlv_option_data_len", max_geneve_tlv_option_data_len, 5);
  const adv_rdma = value.adv_rdma;
  if ((adv_rdma & 1) !== adv_rdma) refuse("adv_rdma", adv_rdma, 1);
  const adv_virtualization = value.adv_virtualization;
  if ((adv_virtualization & 1) !== adv_virtualization) refuse("adv_virtualization", adv_virtualization, 1);
  const w43 =
    (max_geneve_tlv_options << 24) |
    (max_geneve_tlv_option_data_len << 16) |
    (adv_rdma << 14) |
    (adv_virtualization << 6);
  const log_max_dci_stream_channels = value.log_max_dci_stream_channels;
  if ((log_max_dci_stream_channels & 0x1f) !== log_max_dci_stream_channels)
    refuse("log_max_dci_stream_channels", log_max_dci_stream_channels, 5);
  const log_max_dci_errored_streams = value.log_max_dci_errored_streams;
  if ((log_max_dci_errored_streams & 0x1f) !== log_max_dci_errored_streams)
    refuse("log_max_dci_errored_streams", log_max_dci_errored_streams, 5);
  const w44 = (log_max_dci_stream_channels << 16) | (log_max_dci_errored_streams << 8);
  const enhanced_cqe_compression = value.enhanced_cqe_compression;
  if ((enhanced_cqe_compression & 1) !== enhanced_cqe_compression)
    refuse("enhanced_cqe_compression", enhanced_cqe_compression, 1);
  const crossing_vhca_mkey = value.crossing_vhca_mkey;
  if ((crossing_vhca_mkey & 1) !== crossing_vhca_mkey) refuse("crossing_vhca_mkey", crossing_vhca_mkey, 1);
  const log_max_dek = value.log_max_dek;
  if ((log_max_dek & 0x1f) !== log_max_dek) refuse("log_max_dek", log_max_dek, 5);
  const mini_cqe_resp_stride_index = value.mini_cqe_resp_stride_index;
  if ((mini_cqe_resp_stride_index & 1) !== mini_cqe_resp_stride_index)
    refuse("mini_cqe_resp_stride_index", mini_cqe_resp_stride_index, 1);
  const cqe_128_always = value.cqe_128_always;
  if ((cqe_128_always & 1) !== cqe_128_always) refuse("cqe_128_always", cqe_128_always, 1);
  const cqe_compression_128 = value.cqe_compression_128;
  if ((cqe_compression_128 & 1) !== cqe_compression_128) refuse("cqe_compression_128", cqe_compression_128, 1);
  const cqe_compression = value.cqe_compression;
  if ((cqe_compression & 1) !== cqe_compression) refuse("cqe_compression", cqe_compression, 1);
  const w45 =
    (enhanced_cqe_compression << 15) |
    (crossing_vhca_mkey << 13) |
    (log_max_dek << 8) |
    (mini_cqe_resp_stride_index << 3) |
    (cqe_128_always << 2) |
    (cqe_compression_128 << 1) |
    cqe_compression;
  const cqe_compression_timeout = value.cqe_compression_timeout;
  if ((cqe_compression_timeout & 0xffff) !== cqe_compression_timeout)
    refuse("cqe_compression_timeout", cqe_compression_timeout, 16);
  const cqe_compression_max_num = value.cqe_compression_max_num;
  if ((cqe_compression_max_num & 0xffff) !== cqe_compression_max_num)
    refuse("cqe_compression_max_num", cqe_compression_max_num, 16);
  const w46 = (cqe_compression_timeout << 16) | cqe_compression_max_num;
  const flex_parser_id_gtpu_dw_0 = value.flex_parser_id_gtpu_dw_0;
  if ((flex_parser_id_gtpu_dw_0 & 0xf) !== flex_parser_id_gtpu_dw_0)
    refuse("flex_parser_id_gtpu_dw_0", flex_parser_id_gtpu_dw_0, 4);
  const tag_matching = value.tag_matching;
  if ((tag_matching & 1) !== tag_matching) refuse("tag_matching", tag_matching, 1);
  const rndv_offload_rc = value.rndv_offload_rc;
  if ((rndv_offload_rc & 1) !== rndv_offload_rc) refuse("rndv_offload_rc", rndv_offload_rc, 1);
  const rndv_offload_dc = value.rndv_offload_dc;
  if ((rndv_offload_dc & 1) !== rndv_offload_dc) refuse("rndv_offload_dc", rndv_offload_dc, 1);
  const log_tag_matching_list_sz = value.log_tag_matching_list_sz;
  if ((log_tag_matching_list_sz & 0x1f) !== log_tag_matching_list_sz)
    refuse("log_tag_matching_list_sz", log_tag_matching_list_sz, 5);
  const log_max_xrq = value.log_max_xrq;
  if ((log_max_xrq & 0x1f) !== log_max_xrq) refuse("log_max_xrq", log_max_xrq, 5);
  const w47 =
    (flex_parser_id_gtpu_dw_0 << 20) |
    (tag_matching << 15) |
    (rndv_offload_rc << 14) |
    (rndv_offload_dc << 13) |
    (log_tag_matching_list_sz << 8) |
    log_max_xrq;
  const affiliate_nic_vport_criteria = value.affiliate_nic_vport_criteria;
  if ((affiliate_nic_vport_criteria & 0xff) !== affiliate_nic_vport_criteria)
    refuse("affiliate_nic_vport_criteria", affiliate_nic_vport_criteria, 8);
  const native_port_num = value.native_port_num;
  if ((native_port_num & 0xff) !== native_port_num) refuse("native_port_num", native_port_num, 8);
  const num_vhca_ports = value.num_vhca_ports;
  if ((num_vhca_ports & 0xff) !== num_vhca_ports) refuse("num_vhca_ports", num_vhca_ports, 8);
  const flex_parser_id_gtpu_teid = value.flex_parser_id_gtpu_teid;
  if ((flex_parser_id_gtpu_teid & 0xf) !== flex_parser_id_gtpu_teid)
    refuse("flex_parser_id_gtpu_teid", flex_parser_id_gtpu_teid, 4);
  const sw_owner_id = value.sw_owner_id;
  if ((sw_owner_id & 1) !== sw_owner_id) refuse("sw_owner_id", sw_owner_id, 1);
  const w48 =
    (affiliate_nic_vport_criteria << 24) |
    (native_port_num << 16) |
    (num_vhca_ports << 8) |
    (flex_parser_id_gtpu_teid << 4) |
    (sw_owner_id << 1);
  const max_num_of_monitor_counters = value.max_num_of_monitor_counters;
  if ((max_num_of_monitor_counters & 0xffff) !== max_num_of_monitor_counters)
    refuse("max_num_of_monitor_counters", max_num_of_monitor_counters, 16);
  const num_ppcnt_monitor_counters = value.num_ppcnt_monitor_counters;
  if ((num_ppcnt_monitor_counters & 0xffff) !== num_ppcnt_monitor_counters)
    refuse("num_ppcnt_monitor_counters", num_ppcnt_monitor_counters, 16);
  const w49 = (max_num_of_monitor_counters << 16) | num_ppcnt_monitor_counters;
  const max_num_sf = value.max_num_sf;
  if ((max_num_sf & 0xffff) !== max_num_sf) refuse("max_num_sf", max_num_sf, 16);
  const num_q_monitor_counters = value.num_q_monitor_counters;
  if ((num_q_monitor_counters & 0xffff) !== num_q_monitor_counters)
    refuse("num_q_monitor_counters", num_q_monitor_counters, 16);
  const w50 = (max_num_sf << 16) | num_q_monitor_counters;
  const sf = value.sf;
  if ((sf & 1) !== sf) refuse("sf", sf, 1);
  const sf_set_partition = value.sf_set_partition;
  if ((sf_set_partition & 1) !== sf_set_partition) refuse("sf_set_partition", sf_set_partition, 1);
  const log_max_sf = value.log_max_sf;
  if ((log_max_sf & 0x1f) !== log_max_sf) refuse("log_max_sf", log_max_sf, 5);
  const apu = value.apu;
  if ((apu & 1) !== apu) refuse("apu", apu, 1);
  const migration = value.migration;
  if ((migration & 1) !== migration) refuse("migration", migration, 1);
  const log_min_sf_size = value.log_min_sf_size;
  if ((log_min_sf_size & 0xff) !== log_min_sf_size) refuse("log_min_sf_size", log_min_sf_size, 8);
  const max_num_sf_partitions = value.max_num_sf_partitions;
  if ((max_num_sf_partitions & 0xff) !== max_num_sf_partitions)
    refuse("max_num_sf_partitions", max_num_sf_partitions, 8);
  const w52 =
    (sf << 31) |
    (sf_set_partition << 30) |
    (log_max_sf << 24) |
    (apu << 23) |
    (migration << 18) |
    (log_min_sf_size << 8) |
    max_num_sf_partitions;
  const uctx_cap = value.uctx_cap;
  if (uctx_cap >>> 0 !== uctx_cap) refuse("uctx_cap", uctx_cap, 32);
  const flex_parser_id_geneve_tlv_option_0 = value.flex_parser_id_geneve_tlv_option_0;
  if ((flex_parser_id_geneve_tlv_option_0 & 0xf) !== flex_parser_id_geneve_tlv_option_0)
    refuse("flex_parser_id_geneve_tlv_option_0", flex_parser_id_geneve_tlv_option_0, 4);
  const flex_parser_id_icmp_dw1 = value.flex_parser_id_icmp_dw1;
  if ((flex_parser_id_icmp_dw1 & 0xf) !== flex_parser_id_icmp_dw1)
    refuse("flex_parser_id_icmp_dw1", flex_parser_id_icmp_dw1, 4);
  const flex_parser_id_icmp_dw0 = value.flex_parser_id_icmp_dw0;
  if ((flex_parser_id_icmp_dw0 & 0xf) !== flex_parser_id_icmp_dw0)
    refuse("flex_parser_id_icmp_dw0", flex_parser_id_icmp_dw0, 4);
  const flex_parser_id_icmpv6_dw1 = value.flex_parser_id_icmpv6_dw1;
  if ((flex_parser_id_icmpv6_dw1 & 0xf) !== flex_parser_id_icmpv6_dw1)
    refuse("flex_parser_id_icmpv6_dw1", flex_parser_id_icmpv6_dw1, 4);
  const flex_parser_id_icmpv6_dw0 = value.flex_parser_id_icmpv6_dw0;
  if ((flex_parser_id_icmpv6_dw0 & 0xf) !== flex_parser_id_icmpv6_dw0)
    refuse("flex_parser_id_icmpv6_dw0", flex_parser_id_icmpv6_dw0, 4);
  const flex_parser_id_outer_first_mpls_over_gre = value.flex_parser_id_outer_first_mpls_over_gre;
  if ((flex_parser_id_outer_first_mpls_over_gre & 0xf) !== flex_parser_id_outer_first_mpls_over_gre)
    refuse("flex_parser_id_outer_first_mpls_over_gre", flex_parser_id_outer_first_mpls_over_gre, 4);
  const flex_parser_id_outer_first_mpls_over_udp_label = value.flex_parser_id_outer_first_mpls_over_udp_label;
  if ((flex_parser_id_outer_first_mpls_over_udp_label & 0xf) !== flex_parser_id_outer_first_mpls_over_udp_label)
    refuse("flex_parser_id_outer_first_mpls_over_udp_label", flex_parser_id_outer_first_mpls_over_udp_label, 4);
  const w54 =
    (flex_parser_id_geneve_tlv_option_0 << 24) |
    (flex_parser_id_icmp_dw1 << 20) |
    (flex_parser_id_icmp_dw0 << 16) |
    (flex_parser_id_icmpv6_dw1 << 12) |
    (flex_parser_id_icmpv6_dw0 << 8) |
    (flex_parser_id_outer_first_mpls_over_gre << 4) |
    flex_parser_id_outer_first_mpls_over_udp_label;
  const max_num_match_definer = value.max_num_match_definer;
  if ((max_num_match_definer & 0xffff) !== max_num_match_definer)
    refuse("max_num_match_definer", max_num_match_definer, 16);
  const sf_base_id = value.sf_base_id;
  if ((sf_base_id & 0xffff) !== sf_base_id) refuse("sf_base_id", sf_base_id, 16);
  const w55 = (max_num_match_definer << 16) | sf_base_id;
  const flex_parser_id_gtpu_dw_2 = value.flex_parser_id_gtpu_dw_2;
  if ((flex_parser_id_gtpu_dw_2 & 0xf) !== flex_parser_id_gtpu_dw_2)
    refuse("flex_parser_id_gtpu_dw_2", flex_parser_id_gtpu_dw_2, 4);
  const flex_parser_id_gtpu_first_ext_dw_0 = value.flex_parser_id_gtpu_first_ext_dw_0;
  if ((flex_parser_id_gtpu_first_ext_dw_0 & 0xf) !== flex_parser_id_gtpu_first_ext_dw_0)
    refuse("flex_parser_id_gtpu_first_ext_dw_0", flex_parser_id_gtpu_first_ext_dw_0, 4);
  const num_total_dynamic_vf_msix = value.num_total_dynamic_vf_msix;
  if ((num_total_dynamic_vf_msix & 0xffffff) !== num_total_dynamic_vf_msix)
    refuse("num_total_dynamic_vf_msix", num_total_dynamic_vf_msix, 24);
  const w56 = (flex_parser_id_gtpu_dw_2 << 28) | (flex_parser_id_gtpu_first_ext_dw_0 << 24) | num_total_dynamic_vf_msix;
  const dynamic_msix_table_size = value.dynamic_msix_table_size;
  if ((dynamic_msix_table_size & 0xfff) !== dynamic_msix_table_size)
    refuse("dynamic_msix_table_size", dynamic_msix_table_size, 12);
  const w57 = dynamic_msix_table_size;
  const min_dynamic_vf_msix_table_size = value.min_dynamic_vf_msix_table_size;
  if ((min_dynamic_vf_msix_table_size & 0xf) !== min_dynamic_vf_msix_table_size)
    refuse("min_dynamic_vf_msix_table_size", min_dynamic_vf_msix_table_size, 4);
  const data_direct = value.data_direct;
  if ((data_direct & 1) !== data_direct) refuse("data_direct", data_direct, 1);
  const max_dynamic_vf_msix_table_size = value.max_dynamic_vf_msix_table_size;
  if ((max_dynamic_vf_msix_table_size & 0xfff) !== max_dynamic_vf_msix_table_size)
    refuse("max_dynamic_vf_msix_table_size", max_dynamic_vf_msix_table_size, 12);
  const w58 = (min_dynamic_vf_msix_table_size << 16) | (data_direct << 13) | max_dynamic_vf_msix_table_size;
  const log_max_num_header_modify_argument = value.log_max_num_header_modify_argument;
  if ((log_max_num_header_modify_argument & 0x1f) !== log_max_num_header_modify_argument)
    refuse("log_max_num_header_modify_argument", log_max_num_header_modify_argument, 5);
  const log_header_modify_argument_granularity_offset = value.log_header_modify_argument_granularity_offset;
  if ((log_header_modify_argument_granularity_offset & 0xf) !== log_header_modify_argument_granularity_offset)
    refuse("log_header_modify_argument_granularity_offset", log_header_modify_argument_granularity_offset, 4);
  const log_header_modify_argument_granularity = value.log_header_modify_argument_granularity;
  if ((log_header_modify_argument_granularity & 0xf) !== log_header_modify_argument_granularity)
    refuse("log_header_modify_argument_granularity", log_header_modify_argument_granularity, 4);
  const log_header_modify_argument_max_alloc = value.log_header_modify_argument_max_alloc;
  if ((log_header_modify_argument_max_alloc & 0x1f) !== log_header_modify_argument_max_alloc)
    refuse("log_header_modify_argument_max_alloc", log_header_modify_argument_max_alloc, 5);
  const w59 =
    (log_max_num_header_modify_argument << 24) |
    (log_header_modify_argument_granularity_offset << 20) |
    (log_header_modify_argument_granularity << 16) |
    (log_header_modify_argument_max_alloc << 8);
  const vhca_tunnel_commands = value.vhca_tunnel_commands;
  if (
    typeof vhca_tunnel_commands !== "bigint" ||
    vhca_tunnel_commands < 0n ||
    vhca_tunnel_commands > 0xffffffffffffffffn
  )
    refuseBig("vhca_tunnel_commands", vhca_tunnel_commands);
  const match_definer_format_supported = value.match_definer_format_supported;
  if (
    typeof match_definer_format_supported !== "bigint" ||
    match_definer_format_supported < 0n ||
    match_definer_format_supported > 0xffffffffffffffffn
  )
    refuseBig("match_definer_format_supported", match_definer_format_supported);
  view.setUint32(at, w0);
  view.setUint32(at + 4, w1);
  view.setUint32(at + 8, 0);
  view.setUint32(at + 12, 0);
  view.setUint32(at + 16, w4);
  view.setUint32(at + 20, w5);
  view.setUint32(at + 24, w6);
  view.setUint32(at + 28, w7);
  view.setUint32(at + 32, w8);
  view.setUint32(at + 36, w9);
  view.setUint32(at + 40, w10);
  view.setUint32(at + 44, w11);
  view.setUint32(at + 48, w12);
  view.setUint32(at + 52, w13);
  view.setUint32(at + 56, w14);
  view.setUint32(at + 60, w15);
  view.setUint32(at + 64, w16);
  view.setUint32(at + 68, w17);
  view.setUint32(at + 72, w18);
  view.setUint32(at + 76, w19);
  view.setUint32(at + 80, w20);
  view.setUint32(at + 84, w21);
  view.setUint32(at + 88, w22);
  view.setUint32(at + 92, w23);
  view.setUint32(at + 96, w24);
  view.setUint32(at + 100, w25);
  view.setUint32(at + 104, w26);
  view.setUint32(at + 108, w27);
  view.setUint32(at + 112, w28);
  view.setUint32(at + 116, w29);
  view.setUint32(at + 120, w30);
  view.setUint32(at + 124, w31);
  view.setBigUint64(at + 128, general_obj_types);
  view.setUint32(at + 136, w34);
  view.setUint32(at + 140, w35);
  view.setUint32(at + 144, w36);
  view.setUint32(at + 148, 0);
  view.setUint32(at + 152, device_frequency_mhz);
  view.setUint32(at + 156, device_frequency_khz);
  view.setUint32(at + 160, 0);
  view.setUint32(at + 164, num_of_uars_per_page);
  view.setUint32(at + 168, flex_parser_protocols);
  view.setUint32(at + 172, w43);
  view.setUint32(at + 176, w44);
  view.setUint32(at + 180, w45);
  view.setUint32(at + 184, w46);
  view.setUint32(at + 188, w47);
  view.setUint32(at + 192, w48);
  view.setUint32(at + 196, w49);
  view.setUint32(at + 200, w50);
  view.setUint32(at + 204, 0);
  view.setUint32(at + 208, w52);
  view.setUint32(at + 212, uctx_cap);
  view.setUint32(at + 216, w54);
  view.setUint32(at + 220, w55);
  view.setUint32(at + 224, w56);
  view.setUint32(at + 228, w57);
  view.setUint32(at + 232, w58);
  view.setUint32(at + 236, w59);
  view.setBigUint64(at + 240, vhca_tunnel_commands);
  view.setBigUint64(at + 248, match_definer_format_supported);
}
