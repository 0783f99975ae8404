/** The part of restructure 3.0.2 that is used here; the package ships no types. */
declare module "restructure" {
  export interface Type<T = unknown> {
    decode(stream: DecodeStream, parent?: unknown): T;
    encode?(stream: EncodeStream, value: T, parent?: unknown): void;
    size(value?: T | null, parent?: unknown, includePointers?: boolean): number;
  }
  export class DecodeStream {
    constructor(buffer: Uint8Array);
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

  export { ArrayType as Array };
  export const uint8: Type<number>;
  export const uint16le: Type<number>;
  export const uint16be: Type<number>;
  export const uint32le: Type<number>;
  export const uint32be: Type<number>;
}
