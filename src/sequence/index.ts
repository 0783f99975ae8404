/**
 * Streams of layouts: what follows one another until the bytes end. Stands on restructure, behind a guarded cursor.
 *
 * @packageDocumentation
 */
export { type Block, type BlockRule, type Blocks, readBlocks } from "./blocks.js";
export { Cursor } from "./cursor.js";
export {
  type PcapngBlock,
  type PcapngBlocks,
  type PcapngInterface,
  type PcapngPacket,
  type PcapngSection,
  pcapngBlocks,
} from "./pcapng-blocks.js";
export { type PcapngHead, pcapngHead, pcapngLeastBytes, pcapngTypes } from "./pcapng-head.js";
export type { PcapngOption } from "./pcapng-options.js";
export { type Decoder, read, readAt } from "./read.js";
export type { Target } from "./target.js";
export { bytesOf, type LayoutTypeOptions, layoutType, type StreamType, u64 } from "./types.js";
export { type Encoder, write } from "./write.js";
