/** The stream type of the Kaitai Struct runtime, as its CommonJS entry exports it. */
import kaitai from "kaitai-struct";

export const KaitaiStream: typeof kaitai.KaitaiStream = kaitai.KaitaiStream;
export type KaitaiStream = InstanceType<typeof kaitai.KaitaiStream>;
