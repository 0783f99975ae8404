export { type FaultCode, type FaultFacts, FwctlFault, faultCodes, isFwctlFault, type Note, note } from "./fault.js";
export { printable, printableLines } from "./printable.js";
export { nearest } from "./suggest.js";
export { message, shown } from "./words.js";
