/** Bounds on what a schema may ask for. Far above any real protocol; they keep work and memory proportional to the file. */

/** Values in one file: objects, lists, keys' values. The largest family has about 150,000. */
export const mostValues = 1_000_000;

/** Objects and lists inside each other in a file. */
export const mostNesting = 64;

/** Layouts inside each other; readers give up at the same depth. */
export const mostLevels = 64;

/** Bits of a layout or a field: 16 MiB, eight times what FWCTL_RPC carries. */
export const mostBits = 134_217_728;

/** Elements of a fixed array. */
export const mostElements = 16_777_216;

/** Fields of a layout counted with the fields of all it nests. */
export const mostFields = 1_000_000;

/** Steps of the meaning pass; a family of 1,400 structs takes about 150,000. */
export const mostSteps = 4_000_000;

/** Letters of a name. */
export const mostLetters = 128;

/** Problems that are listed; the rest is counted. */
export const mostProblems = 200;

/** Letters of known names that all suggestions together are compared with. */
export const mostCompared = 1_000_000;
