/** The CXL feature list in the form that the Kaitai Struct compiler gives a class. The uuid stays bytes, as the format language has no such type. */
import type { KaitaiStream } from "./stream.js";

export class CxlFeatEntry {
  declare _io: KaitaiStream;
  declare _parent: unknown;
  declare _root: unknown;
  declare uuid: Uint8Array;
  declare id: number;
  declare get_feat_size: number;
  declare set_feat_size: number;
  declare flags: number;
  declare get_feat_ver: number;
  declare set_feat_ver: number;
  declare effects: number;
  declare reserved: Uint8Array;

  constructor(io: KaitaiStream, parent?: unknown, root?: unknown) {
    this._io = io;
    this._parent = parent;
    this._root = root ?? this;
    this._read();
  }

  _read(): void {
    this.uuid = this._io.readBytes(16);
    this.id = this._io.readU2le();
    this.get_feat_size = this._io.readU2le();
    this.set_feat_size = this._io.readU2le();
    this.flags = this._io.readU4le();
    this.get_feat_ver = this._io.readU1();
    this.set_feat_ver = this._io.readU1();
    this.effects = this._io.readU2le();
    this.reserved = this._io.readBytes(18);
  }
}

export class CxlMboxGetSupFeatsOut {
  declare _io: KaitaiStream;
  declare _parent: unknown;
  declare _root: unknown;
  declare num_entries: number;
  declare supported_feats: number;
  declare reserved: Uint8Array;
  declare ents: CxlFeatEntry[];

  constructor(io: KaitaiStream, parent?: unknown, root?: unknown) {
    this._io = io;
    this._parent = parent;
    this._root = root ?? this;
    this._read();
  }

  _read(): void {
    this.num_entries = this._io.readU2le();
    this.supported_feats = this._io.readU2le();
    this.reserved = this._io.readBytes(4);
    this.ents = [];
    for (let i = 0; i < this.num_entries; i++) {
      this.ents.push(new CxlFeatEntry(this._io, this, this._root));
    }
  }
}
