/**
 * Diagnostic counters: which a device has, choosing some for sampling, and the samples.
 *
 * The list of counters stands in the DEBUG capability from bit 512 on, over bits that the kernel's `debug_cap` calls reserved and
 * behind them: an overlay there (`debug_cap.diagnostic_counter`), which goes up to the last entry. Its true length is
 * `num_of_diagnostic_counters`, 16 bits at bit 640 of the GENERAL capability (a name of OFED, mlx5ctl and rdma-core; the kernel
 * calls them reserved). Sampling takes an order: set the parameters with `enable`, ask
 * for samples, set them again with `enable` 0.
 *
 * Source: `diagnostic_params_context` and neighbours of OFED's include/linux/mlx5/mlx5_ifc.h; `debug_capX` of mlx5ctl.
 */
import { dataView } from "../bits/index.js";
import { type Call, type CallOptions, commandNamed, type Family } from "../catalog/index.js";
import { FwctlFault } from "../fault/index.js";
import { type FieldValue, isStructValue, type StructValue } from "../layout/index.js";

/** A counter that the device has. */
export interface DiagnosticCounter {
  readonly id: number;
  /** Its samples are taken together with those of the other synchronous counters. */
  readonly sync: boolean;
}

const counterCountByte = 80;
const listByte = 64;
const listEntry = 4;

/** How many diagnostic counters there are, from the bytes of the GENERAL capability (without the 16 bytes of the reply's header). */
export function diagnosticCounterCount(general: Uint8Array): number {
  requireBytes("cmd_hca_cap", general, counterCountByte, 2);
  return dataView(general).getUint16(counterCountByte);
}

/**
 * The diagnostic counters of a device.
 *
 * @param debug the bytes of the DEBUG capability, without the reply's header, as long as they came.
 * @param general the bytes of the GENERAL capability.
 * @example
 * const { answered } = await run(transport, allCapabilities(mlx5));
 * const [general, debug] = [answered.get("GENERAL"), answered.get("DEBUG")];
 * if (general && debug) diagnosticCounters(debug.raw.current, general.raw.current).map(({ id }) => id);
 * @throws FwctlFault `truncated` when the list goes on behind the bytes.
 */
export function diagnosticCounters(debug: Uint8Array, general: Uint8Array): DiagnosticCounter[] {
  const count = diagnosticCounterCount(general);
  requireBytes("debug_capX.diagnostic_counter", debug, listByte, count * listEntry);
  const data = dataView(debug);
  return Array.from({ length: count }, (_, index) => {
    const entry = data.getUint32(listByte + index * listEntry);
    return { id: entry & 0xffff, sync: entry >>> 31 === 1 };
  });
}

function requireBytes(path: string, bytes: Uint8Array, from: number, length: number): void {
  if (from + length <= bytes.length) return;
  throw new FwctlFault({ code: "truncated", path, byteOffset: from, width: length * 8, received: bytes.length });
}

/** How to sample. Absent switches are 0. */
export interface DiagnosticSampling {
  /** Ids of the counters to sample. */
  readonly counters: readonly number[];
  /** 1 starts sampling, 0 ends it. */
  readonly enable: number;
  /** Samples kept for each counter, as power of two. */
  readonly log_num_of_samples?: number;
  /** Time between samples, as power of two of device clocks. */
  readonly log_sample_period?: number;
  /** Sample once, until the buffer is full. */
  readonly single?: number;
  /** Sample on and on. */
  readonly repetitive?: number;
  readonly sync?: number;
  /** Set the counters to zero first. */
  readonly clear?: number;
  /** Sample when asked. */
  readonly on_demand?: number;
}

/**
 * Chooses counters and starts or ends their sampling. Needs DEBUG_WRITE, which taints the kernel.
 *
 * @example setDiagnosticParams(mlx5, { counters: [0x401, 0x402], enable: 1, single: 1, log_num_of_samples: 4 })
 * @throws FwctlFault as `Layout.encode`.
 */
export function setDiagnosticParams(family: Family, sampling: DiagnosticSampling, options: CallOptions = {}): Call {
  const { counters, ...context } = sampling;
  const counter_id = counters.map((id) => ({ counter_id: id }));
  const fields = { diagnostic_params_context: { ...context, counter_id } };
  return commandNamed(family, "SET_DIAGNOSTIC_PARAMS").call(fields, options);
}

/**
 * Asks how counters are sampled now.
 *
 * @param counters counter ids to make room for in the reply.
 */
export function queryDiagnosticParams(family: Family, counters = 0, options: CallOptions = {}): Call {
  return withRoom(commandNamed(family, "QUERY_DIAGNOSTIC_PARAMS").call({}, options), counters * 4, options);
}

/** Which samples. */
export interface SampleRange {
  /** Samples of each counter. */
  readonly samples: number;
  /** The first one; 0 when absent. */
  readonly first?: number;
  /** Counters that are sampled: each has an entry for each sample in the reply. */
  readonly counters: number;
}

const sampleEntry = 16;

/**
 * Asks for samples of the counters that were chosen. Read them with {@link diagnosticSamples}.
 *
 * @example queryDiagnosticCounters(mlx5, { samples: 16, counters: 2 }) // room for 32 entries of 16 bytes
 */
export function queryDiagnosticCounters(family: Family, range: SampleRange, options: CallOptions = {}): Call {
  const fields = { num_of_samples: range.samples, sample_index: range.first ?? 0 };
  const call = commandNamed(family, "QUERY_DIAGNOSTIC_COUNTERS").call(fields, options);
  return withRoom(call, sampleEntry * range.samples * range.counters, options);
}

function withRoom(call: Call, room: number, options: CallOptions): Call {
  if (!Number.isSafeInteger(room) || room < 0) {
    throw new FwctlFault({ code: "kind", path: call.command.name, expected: "whole numbers of counters and samples" });
  }
  return options.outLength === undefined ? { ...call, outLength: call.outLength + room } : call;
}

/** One sample of one counter. */
export interface DiagnosticSample {
  readonly counterId: number;
  readonly sampleId: number;
  /** The low 32 bits of the device's clock. */
  readonly timestamp: number;
  /** `counter_value_h` and `counter_value_l` together. */
  readonly value: bigint;
}

/**
 * The samples in a decoded reply, in its order. Entries that are all zero were not filled in and are left out.
 *
 * @param response a decoded `query_diagnostic_cntrs_out`.
 */
export function diagnosticSamples(response: StructValue): DiagnosticSample[] {
  const entries = response["diag_counter"];
  if (!Array.isArray(entries)) return [];
  return entries.filter(isFilled).map(sampleOf);
}

const isFilled = (entry: FieldValue): entry is StructValue =>
  isStructValue(entry) && Object.values(entry).some((value) => value !== 0);

function sampleOf(entry: StructValue): DiagnosticSample {
  const number = (name: string): number => Number(entry[name] ?? 0);
  return {
    counterId: number("counter_id"),
    sampleId: number("sample_id"),
    timestamp: number("time_stamp_31_0"),
    value: (BigInt(number("counter_value_h")) << 32n) | BigInt(number("counter_value_l")),
  };
}
