export {
  byteOf,
  dataView,
  type Endian,
  maxBigintBits,
  maxNumberBits,
  readBigint,
  readBytes,
  readNumber,
  readRun,
  writeBigint,
  writeBytes,
  writeNumber,
  writeRun,
} from "./bits.js";
export { fromHex, toHex } from "./hex.js";
export { macBytes, macText, uuidBytes, uuidText } from "./names.js";
