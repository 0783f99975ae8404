/**
 * Exchanges as pcapng, so that Wireshark shows their time and order, and back. See docs/pcapng.md for the pseudo-header.
 *
 * @packageDocumentation
 */
export { linkType as pcapngLinkType } from "./pcapng-header.js";
export { type PcapngOptions, pcapngBlockLimit, pcapngReader, readPcapng } from "./pcapng-read.js";
export { type PcapngWriteOptions, PcapngWriter, pcapngPieceBytes, writePcapng } from "./pcapng-write.js";
