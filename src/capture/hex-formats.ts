/** The ways in which tools write bytes as text. */

/** Names of the formats, as records and notes give them. */
export const hexFormats: {
  readonly [name in
    | "xxd"
    | "hexdumpC"
    | "hexdump"
    | "od"
    | "printHexDump"
    | "tcpdump"
    | "wireshark"
    | "devlinkRegion"
    | "cArray"
    | "plain"]: string;
} = {
  /** `00000000: 0500 0002 …  ....` */
  xxd: "xxd",
  /** `00000000  05 00 00 02 …  |....|` */
  hexdumpC: "hexdump -C",
  /** `0000000 0005 0200 …`: words in the host's byte order. */
  hexdump: "hexdump",
  /** `0000000 05 00 …`, `000000 05 00 …  >....<` */
  od: "od",
  /** `prefix 00000000: 05 00 …` of a kernel log. */
  printHexDump: "print_hex_dump",
  /** `0x0000:  4500 003c …` */
  tcpdump: "tcpdump -x",
  /** `0000  05 00 00 02 …` */
  wireshark: "offset hex",
  /** `00000000000f0018 e1 03 …` of `devlink region read` and `region dump`. */
  devlinkRegion: "devlink region",
  /** `0x05, 0x00, …`, `"\x05\x00"` */
  cArray: "C array",
  /** `05 00 00 02`, `05000002`, `xxd -p`, `mlx5ctl -H`. */
  plain: "plain hex",
};

/** How the bytes of a printed word lie in memory: `le32` means that the last two digits are the first byte. */
export const hexWords = ["le16", "be16", "le32", "be32", "le64", "be64"] as const;

/** Byte order and bits of the words of a dump. */
export type HexWords = (typeof hexWords)[number];

/** Bytes of such a word. */
export function wordBytes(words: HexWords): number {
  return Number(words.slice(2)) / 8;
}

/** How to read hex text. */
export interface HexOptions {
  /** For dumps whose digits stand in words of more than a byte, which do not tell their byte order. */
  readonly words?: HexWords | undefined;
  /** Most bytes that are made of one text; repeated rows (`*`) can be without measure. Default 16 MiB. */
  readonly limit?: number | undefined;
}
