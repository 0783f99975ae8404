/**
 * The reserved bits of the records by hand, ORed together: 0 when all of them are zero. A reader that is to lose nothing has
 * to look at them, which is most of the record where little is named. The plain baseline does not.
 */

/** The reply header and the Ethernet offload capability, 272 bytes at `at`. */
export function offloadReplyReserved(view: DataView, at: number): number {
  return (
    (view.getUint32(at) & 0xffffff) |
    view.getUint32(at + 8) |
    view.getUint32(at + 12) |
    (view.getUint32(at + 16) & 0x6600000) |
    (view.getUint32(at + 20) & 0x13007c) |
    (view.getUint32(at + 24) & 0xffff0000) |
    view.getUint32(at + 28) |
    view.getUint32(at + 32) |
    view.getUint32(at + 36) |
    view.getUint32(at + 40) |
    view.getUint32(at + 44) |
    view.getUint32(at + 48) |
    view.getUint32(at + 52) |
    view.getUint32(at + 56) |
    view.getUint32(at + 60) |
    view.getUint32(at + 80) |
    view.getUint32(at + 84) |
    view.getUint32(at + 88) |
    view.getUint32(at + 92) |
    view.getUint32(at + 96) |
    view.getUint32(at + 100) |
    view.getUint32(at + 104) |
    view.getUint32(at + 108) |
    view.getUint32(at + 112) |
    view.getUint32(at + 116) |
    view.getUint32(at + 120) |
    view.getUint32(at + 124) |
    view.getUint32(at + 128) |
    view.getUint32(at + 132) |
    view.getUint32(at + 136) |
    view.getUint32(at + 140) |
    view.getUint32(at + 144) |
    view.getUint32(at + 148) |
    view.getUint32(at + 152) |
    view.getUint32(at + 156) |
    view.getUint32(at + 160) |
    view.getUint32(at + 164) |
    view.getUint32(at + 168) |
    view.getUint32(at + 172) |
    view.getUint32(at + 176) |
    view.getUint32(at + 180) |
    view.getUint32(at + 184) |
    view.getUint32(at + 188) |
    view.getUint32(at + 192) |
    view.getUint32(at + 196) |
    view.getUint32(at + 200) |
    view.getUint32(at + 204) |
    view.getUint32(at + 208) |
    view.getUint32(at + 212) |
    view.getUint32(at + 216) |
    view.getUint32(at + 220) |
    view.getUint32(at + 224) |
    view.getUint32(at + 228) |
    view.getUint32(at + 232) |
    view.getUint32(at + 236) |
    view.getUint32(at + 240) |
    view.getUint32(at + 244) |
    view.getUint32(at + 248) |
    view.getUint32(at + 252) |
    view.getUint32(at + 256) |
    view.getUint32(at + 260) |
    view.getUint32(at + 264) |
    view.getUint32(at + 268)
  );
}

/** cmd_hca_cap, 256 bytes at `at`. */
export function cmdHcaCapReserved(view: DataView, at: number): number {
  return (
    (view.getUint32(at) & 0xfcff7ffe) |
    (view.getUint32(at + 4) & 0xff0000) |
    view.getUint32(at + 8) |
    view.getUint32(at + 12) |
    (view.getUint32(at + 16) & 0x6f60) |
    (view.getUint32(at + 20) & 0xefa09fbf) |
    (view.getUint32(at + 24) & 0x3f80) |
    (view.getUint32(at + 28) & 0xfc60) |
    (view.getUint32(at + 32) & 0x4000) |
    (view.getUint32(at + 36) & 0xdfc0df80) |
    (view.getUint32(at + 40) & 0xf980ffc0) |
    (view.getUint32(at + 44) & 0x7b20000) |
    (view.getUint32(at + 52) & 0x1000) |
    (view.getUint32(at + 56) & 0x80f01880) |
    (view.getUint32(at + 60) & 0xbf60) |
    (view.getUint32(at + 64) & 0x24061201) |
    (view.getUint32(at + 68) & 0xc441c70) |
    (view.getUint32(at + 72) & 0x7f001f00) |
    (view.getUint32(at + 76) & 0x1de06c20) |
    (view.getUint32(at + 80) & 0xffff0000) |
    (view.getUint32(at + 84) & 0x7e8f0000) |
    (view.getUint32(at + 92) & 0x6000000) |
    (view.getUint32(at + 96) & 0xffff0000) |
    (view.getUint32(at + 100) & 0xe0c00000) |
    (view.getUint32(at + 104) & 0x9000000) |
    (view.getUint32(at + 108) & 0xe060e0e0) |
    (view.getUint32(at + 112) & 0x6060e000) |
    (view.getUint32(at + 116) & 0xe0e0e0) |
    (view.getUint32(at + 120) & 0x60e0e0e0) |
    (view.getUint32(at + 124) & 0x80e080) |
    (view.getUint32(at + 140) & 0x80800000) |
    (view.getUint32(at + 144) & 0x80ff0000) |
    view.getUint32(at + 148) |
    view.getUint32(at + 160) |
    (view.getUint32(at + 172) & 0xe0bfbf) |
    (view.getUint32(at + 176) & 0xffe0e0ff) |
    (view.getUint32(at + 180) & 0xffff40f0) |
    (view.getUint32(at + 188) & 0xff0f00e0) |
    (view.getUint32(at + 192) & 0xd) |
    view.getUint32(at + 204) |
    (view.getUint32(at + 208) & 0x207b0000) |
    (view.getUint32(at + 216) & 0xf0000000) |
    (view.getUint32(at + 228) & 0xfffff000) |
    (view.getUint32(at + 232) & 0xfff0d000) |
    (view.getUint32(at + 236) & 0xe000e0ff)
  );
}

/** A feature list: four bytes of its head, 18 of each entry. */
export function featuresReserved(view: DataView, at: number, end: number): number {
  let bits = view.getUint32(at + 4);
  for (let from = at + 8; from < end; from += 48) {
    bits |=
      view.getUint16(from + 30) |
      view.getUint32(from + 32) |
      view.getUint32(from + 36) |
      view.getUint32(from + 40) |
      view.getUint32(from + 44);
  }
  return bits;
}
