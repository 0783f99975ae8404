/** fwctl_rpc in the form that the Kaitai Struct compiler gives a class. Its JavaScript runtime has no 64-bit integers: `readU8le` rounds to a double. */
import type { KaitaiStream } from "./stream.js";

export class FwctlRpc {
  declare _io: KaitaiStream;
  declare _parent: unknown;
  declare _root: unknown;
  declare size: number;
  declare scope: number;
  declare in_len: number;
  declare out_len: number;
  declare in: number;
  declare out: number;

  constructor(io: KaitaiStream, parent?: unknown, root?: unknown) {
    this._io = io;
    this._parent = parent;
    this._root = root ?? this;
    this._read();
  }

  _read(): void {
    this.size = this._io.readU4le();
    this.scope = this._io.readU4le();
    this.in_len = this._io.readU4le();
    this.out_len = this._io.readU4le();
    this.in = this._io.readU8le();
    this.out = this._io.readU8le();
  }
}
