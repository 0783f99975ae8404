/**
 * Values of mlx5 in words, where operators read them so: powers of two, values split over several fields, link modes and speeds,
 * versions, board ids, and syndromes by a table of your own.
 *
 * @packageDocumentation
 */
export { boardId } from "./board-id.js";
export { type FieldWords, fieldWords } from "./field-words.js";
export { type JoinedValue, joinedValues, type PlacedField } from "./joined-values.js";
export {
  type LinkMode,
  type LinkModeKind,
  linkModeKind,
  linkModes,
  linkModesInWords,
  speedText,
} from "./link-modes.js";
export { isLogarithm, powerInWords } from "./powers.js";
export { type SyndromeTable, syndromeText } from "./syndromes.js";
export { firmwareVersion, packedFirmwareVersion } from "./versions.js";
