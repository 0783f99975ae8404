/** A CXL memory device as data: its features, what a Set changes, and the return codes it gives. */
import type { ModelBytes } from "./bytes.js";

/** One feature. Names are those of struct cxl_feat_entry (include/uapi/cxl/features.h). */
export interface CxlFeatureModel {
  readonly uuid: string;
  /** Default: the place in the list. */
  readonly id?: number;
  readonly get_feat_size: number;
  readonly set_feat_size: number;
  /** Bit 0 changeable, 4 persists a firmware update, 5 and 6 default and saved selection. */
  readonly flags: number;
  readonly get_feat_ver: number;
  readonly set_feat_ver: number;
  readonly effects: number;
  /** The data for each selection; one that is absent is refused. */
  readonly current: ModelBytes;
  readonly default?: ModelBytes;
  readonly saved?: ModelBytes;
  /** What a Set changes in the data, byte by byte. Default: byte n of the written data replaces byte n. */
  readonly writes?: readonly CxlWriteModel[];
}

/** Byte `to` of the data becomes `(old & keep) | (written[from] & take)`. */
export interface CxlWriteModel {
  readonly from: number;
  readonly to: number;
  /** Default 0xff. */
  readonly take?: number;
  /** Default 0. */
  readonly keep?: number;
}

/** Return codes for what a device may refuse (table of return codes, CXL specification). Defaults in brackets. */
export interface CxlReturnCodes {
  /** A command that the device has not (3, unsupported). */
  readonly command?: number;
  /** A uuid that no feature has (3, unsupported). */
  readonly uuid?: number;
  /** A selection without data (26, invalid feature selection value). */
  readonly selection?: number;
  /** A start index or an offset behind the end (2, invalid input). */
  readonly offset?: number;
  /** An offset and a count that together exceed the mailbox. Without it the two are not added up. */
  readonly reach?: number;
  /** A version other than set_feat_ver (25, invalid feature version). */
  readonly version?: number;
  /** Data that does not fit set_feat_size, or none (22, invalid payload length). */
  readonly length?: number;
  /** A transfer of this or another feature is open (27, feature transfer in progress). */
  readonly transfer?: number;
}

/** A CXL memory device. */
export interface CxlModel {
  readonly driver: "cxl";
  readonly doc?: string;
  /** Size of the mailbox in bytes (256 to 1 MiB on real devices). Default 2048. */
  readonly mailbox?: number;
  /** Opcodes in the device's command log. Default 0x500, 0x501 and 0x502. */
  readonly commands?: readonly number[];
  /** False: the mailbox never answers once the kernel has bound the device, as when it is busy. Default true. */
  readonly answers?: boolean;
  /** A uuid that counts as in transfer while no transfer is open (devices that keep an all-zero uuid when idle). */
  readonly idle?: string;
  readonly returnCodes?: CxlReturnCodes;
  readonly features: readonly CxlFeatureModel[];
}
