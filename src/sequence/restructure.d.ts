/** The part of restructure 3.0.2 that is used here; the package ships no types. */
declare module "restructure" {
  export interface Type<T = unknown> {
    decode(stream: DecodeStream, parent?: unknown): T;
    encode?(stream: EncodeStream, value: T, parent?: unknown): void;
    size(value?: T | null, parent?: unknown, includePointers?: boolean): number;
  }
  export class DecodeStream {
    constructor(buffer: Uint8Array);
    /** Bytes of each kind of number: `UInt8`, `Int24`, `Double`. */
    static readonly TYPES: { readonly [type: string]: number };
    readonly buffer: Uint8Array;
    readonly view: DataView;
    get pos(): number;
    set pos(next: number);
    readonly length: number;
    readBuffer(length: number): Uint8Array;
  }
  export class EncodeStream {
    constructor(buffer: Uint8Array);
    readonly buffer: Uint8Array;
    readonly view: DataView;
    pos: number;
    writeBuffer(bytes: Uint8Array): void;
  }
  export type Fields = { readonly [name: string]: Type | ((this: unknown, parent: unknown) => unknown) };
  export type Decoded = { [name: string]: unknown };
  export class Struct implements Type<Decoded> {
    constructor(fields?: Fields);
    decode(stream: DecodeStream, parent?: unknown): Decoded;
    encode(stream: EncodeStream, value: Decoded, parent?: unknown): void;
    size(value?: Decoded | null, parent?: unknown, includePointers?: boolean): number;
  }
  export class VersionedStruct implements Type<Decoded> {
    constructor(type: Type<number> | string, versions?: { readonly [version: string]: Fields });
    decode(stream: DecodeStream, parent?: unknown): Decoded;
    encode(stream: EncodeStream, value: Decoded, parent?: unknown): void;
    size(value?: Decoded | null, parent?: unknown, includePointers?: boolean): number;
  }
  class BufferType implements Type<Uint8Array> {
    constructor(length?: number | string | Type<number> | ((parent: unknown) => number));
    decode(stream: DecodeStream, parent?: unknown): Uint8Array;
    encode(stream: EncodeStream, value: Uint8Array, parent?: unknown): void;
    size(value?: Uint8Array | null, parent?: unknown): number;
  }
  class StringType implements Type<string> {
    constructor(length?: number | string | Type<number>, encoding?: string);
    decode(stream: DecodeStream, parent?: unknown): string;
    encode(stream: EncodeStream, value: string, parent?: unknown): void;
    size(value?: string | null, parent?: unknown): number;
  }
  class NumberType implements Type<number> {
    constructor(type: string, order?: "BE" | "LE");
    decode(stream: DecodeStream, parent?: unknown): number;
    encode(stream: EncodeStream, value: number, parent?: unknown): void;
    size(): number;
  }
  export class Reserved implements Type<undefined> {
    constructor(type: Type<number>, count?: number);
    decode(stream: DecodeStream, parent?: unknown): undefined;
    size(value?: null, parent?: unknown): number;
  }
  export class LazyArray<T> implements Type<{ get(index: number): T }> {
    constructor(type: Type<T>, length: number | string | Type<number>);
    decode(stream: DecodeStream, parent?: unknown): { get(index: number): T };
    size(value?: null, parent?: unknown): number;
  }
  class ArrayType<T> implements Type<T[]> {
    constructor(
      type: Type<T>,
      length?: number | string | Type<number> | ((parent: unknown) => number),
      kind?: "count" | "bytes",
    );
    decode(stream: DecodeStream, parent?: unknown): T[];
    encode(stream: EncodeStream, value: T[], parent?: unknown): void;
    size(value?: T[] | null, parent?: unknown, includePointers?: boolean): number;
  }

  export { ArrayType as Array, BufferType as Buffer, NumberType as Number, StringType as String };
  export const uint8: NumberType;
  export const uint16le: NumberType;
  export const uint16be: NumberType;
  export const uint32le: NumberType;
  export const uint32be: NumberType;
}
