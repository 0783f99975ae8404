/**
 * What the page and its worker say to each other. Everything that knows about protocols runs in the worker; the page
 * gets rows and fields that are ready to be shown, as plain data that survives structured cloning.
 */

/** `good`: done. `bad`: refused. `unknown`: nobody can tell. `none`: the record has no outcome. */
export type Verdict = "good" | "bad" | "unknown" | "none";

/** Which of the two inputs: the one that is shown, or the one it is compared with. */
export type Slot = "a" | "b";

/** One line of the list. */
export interface Row {
  /** Number of the record in its input, from 0. */
  readonly index: number;
  readonly kind: string;
  readonly time: string;
  readonly device: string;
  readonly what: string;
  readonly status: string;
  readonly verdict: Verdict;
  /** Surprises and damage, counted. */
  readonly notes: number;
  readonly faults: number;
  /** When two files are compared: what became of the record. */
  readonly change?: Change | undefined;
}

/** How a record of one file stands to the other file. */
export type Change = "same" | "changed" | "only-a" | "only-b";

/** One row of the field tree. Rows stand in the order of a walk, so the rows below one are those up to `end`. */
export interface Field {
  /** Index of the side whose bytes the field is in. The first row of each side stands for the side itself. */
  readonly side: number;
  /** From 1, the sides' own rows. */
  readonly level: number;
  readonly parent: number;
  /** Index behind the last row below this one. */
  readonly end: number;
  readonly position: number;
  readonly siblings: number;
  readonly name: string;
  readonly path: string;
  /** From the first bit of the side; which bit of a byte comes first is the side's `order`. */
  readonly bit: number;
  readonly width: number;
  readonly kind: string;
  /** `0x0100`, text in quotes, the first bytes of a run. */
  readonly value: string;
  /** Name of the value, and the value in words. */
  readonly label: string;
  readonly notes: readonly string[];
  /** `16-bit number`, `enum command_opcode, 16 bits`, `struct odp_cap`. */
  readonly type: string;
  /** Header and revision that the field is taken from. */
  readonly source: string;
  readonly reserved: boolean;
  /** Reserved and zero, without a note. */
  readonly quiet: boolean;
  /** What the other side has, where two exchanges are compared and this field differs. */
  readonly other?: string | undefined;
}

/** A run of bytes with its fields. */
export interface Side {
  readonly role: string;
  readonly title: string;
  /** The struct that was applied; absent for bytes that nobody has described. */
  readonly struct: string | undefined;
  readonly order: "be" | "le";
  readonly bytes: Uint8Array;
  /** The other bytes of a comparison. */
  readonly otherBytes?: Uint8Array | undefined;
}

/** Everything about one record. */
export interface Detail {
  readonly index: number;
  readonly title: string;
  readonly verdict: Verdict;
  readonly outcome: string;
  /** What the outcome means and what to do. */
  readonly advice: readonly string[];
  /** Name and value: time, device, scope, line of the input, fields of an event. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly sides: readonly Side[];
  /** The rows of all sides, one behind the other. */
  readonly fields: readonly Field[];
  readonly notes: readonly string[];
  readonly faults: readonly string[];
  /** Set in a comparison: what is compared with what. */
  readonly compared?: { readonly a: string; readonly b: string; readonly changed: number } | undefined;
}

/** What is known of an input while and after it is read. */
export interface InputState {
  readonly slot: Slot;
  readonly name: string;
  readonly size: number;
  readonly read: number;
  readonly records: number;
  readonly done: boolean;
  readonly format: string;
  /** 0 to 1; absent when the caller named the format. */
  readonly confidence: number | undefined;
  readonly why: string;
  /** Damage that concerns the input as a whole. */
  readonly fault: string | undefined;
}

/** Which records are listed, in which order. */
export interface ViewQuery {
  readonly filter: string;
  readonly sort: SortKey | undefined;
  readonly descending: boolean;
  /** Pairs of both inputs instead of the records of one. */
  readonly compare: boolean;
}

export type SortKey = "index" | "time" | "device" | "what" | "status" | "notes";

export interface ViewState {
  readonly generation: number;
  /** Changes when rows that were listed before stand elsewhere now. */
  readonly version: number;
  /** Rows listed so far. */
  readonly count: number;
  readonly scanned: number;
  readonly total: number;
  readonly done: boolean;
  /** The filter or the comparison could not be used. */
  readonly error: string | undefined;
}

/** A schema that was added, or why it was not. */
export interface SchemaState {
  readonly name: string;
  readonly ok: boolean;
  readonly message: string;
  readonly problems: readonly string[];
}

/** How an input is read, where the reader is not left to find out. */
export interface ReadOptions {
  readonly from?: string | undefined;
  readonly as?: string | undefined;
  readonly words?: string | undefined;
}

/** What the page asks. Each is answered once, by number. */
export type Request =
  | { readonly type: "start" }
  | {
      readonly type: "open";
      readonly slot: Slot;
      readonly name: string;
      readonly blob: Blob;
      readonly options: ReadOptions;
    }
  | { readonly type: "example" }
  | { readonly type: "reopen"; readonly options: ReadOptions }
  | { readonly type: "view"; readonly query: ViewQuery }
  | { readonly type: "rows"; readonly generation: number; readonly from: number; readonly to: number }
  | { readonly type: "locate"; readonly generation: number; readonly index: number }
  | { readonly type: "detail"; readonly index: number }
  | { readonly type: "compare"; readonly a: number; readonly b: number }
  | { readonly type: "compareRow"; readonly generation: number; readonly row: number }
  | {
      readonly type: "find";
      readonly generation: number;
      readonly text: string;
      readonly row: number;
      readonly backwards: boolean;
    }
  | { readonly type: "json"; readonly index: number }
  | { readonly type: "schema"; readonly name: string; readonly text: string; readonly deviceType: number | undefined }
  | { readonly type: "names" };

/** What the answers hold, by type of request. */
export interface Answers {
  readonly start: { readonly formats: readonly string[]; readonly words: readonly string[] };
  readonly open: undefined;
  readonly example: undefined;
  readonly reopen: undefined;
  readonly view: { readonly generation: number };
  readonly rows: readonly Row[];
  /** Place in the list, -1 when it is not listed. */
  readonly locate: number;
  readonly detail: Detail | undefined;
  readonly compare: Detail | undefined;
  readonly compareRow: Detail | undefined;
  readonly find: { readonly row: number; readonly index: number } | undefined;
  readonly json: string;
  readonly schema: SchemaState;
  readonly names: readonly string[];
}

export interface Asked {
  readonly id: number;
  readonly request: Request;
}

/** What the worker says: an answer, or news of an input or of the list. */
export type Told =
  | { readonly type: "answer"; readonly id: number; readonly value: unknown }
  | { readonly type: "failed"; readonly id: number; readonly message: string }
  | { readonly type: "input"; readonly state: InputState }
  | { readonly type: "list"; readonly state: ViewState };
