/**
 * Link modes in the PTYS register, one bit each, with name and speed. Ethernet: `enum mlx5e_link_mode` and
 * `mlx5e_ext_link_mode` of include/linux/mlx5/port.h with the speeds of drivers/net/ethernet/mellanox/mlx5/core/port.c;
 * InfiniBand: the enumerations of the register's description in mstflint.
 */

/** One link mode: its bit, the header's name without prefix, the speed in Mbit/s; InfiniBand speeds are per lane or for the stated width. */
export interface LinkMode {
  readonly bit: number;
  readonly name: string;
  /** `undefined` where the bit states a rate by generation only. */
  readonly mbps: number | undefined;
}

/** Which of the register's masks: the first Ethernet generation, the extended one, InfiniBand by generation, InfiniBand extended. */
export type LinkModeKind = "eth" | "ext_eth" | "ib" | "ext_ib";

/** A bit that is set and has no name keeps its number. */
const modes: { readonly [kind in LinkModeKind]: string } = {
  eth:
    "0 1000 1000BASE_CX_SGMII,1 1000 1000BASE_KX,2 10000 10GBASE_CX4,3 10000 10GBASE_KX4,4 10000 10GBASE_KR,5 20000 20GBASE_KR2," +
    "6 40000 40GBASE_CR4,7 40000 40GBASE_KR4,8 56000 56GBASE_R4,12 10000 10GBASE_CR,13 10000 10GBASE_SR,14 10000 10GBASE_ER," +
    "15 40000 40GBASE_SR4,16 40000 40GBASE_LR4,18 50000 50GBASE_SR2,20 100000 100GBASE_CR4,21 100000 100GBASE_SR4," +
    "22 100000 100GBASE_KR4,23 100000 100GBASE_LR4,24 100 100BASE_TX,25 1000 1000BASE_T,26 10000 10GBASE_T,27 25000 25GBASE_CR," +
    "28 25000 25GBASE_KR,29 25000 25GBASE_SR,30 50000 50GBASE_CR2,31 50000 50GBASE_KR2",
  ext_eth:
    "0 100 SGMII_100M,1 1000 1000BASE_X_SGMII,3 5000 5GBASE_R,4 10000 10GBASE_XFI_XAUI_1,5 40000 40GBASE_XLAUI_4_XLPPI_4," +
    "6 25000 25GAUI_1_25GBASE_CR_KR,7 50000 50GAUI_2_LAUI_2_50GBASE_CR2_KR2,8 50000 50GAUI_1_LAUI_1_50GBASE_CR_KR," +
    "9 100000 CAUI_4_100GBASE_CR4_KR4,10 100000 100GAUI_2_100GBASE_CR2_KR2,11 100000 100GAUI_1_100GBASE_CR_KR," +
    "12 200000 200GAUI_4_200GBASE_CR4_KR4,13 200000 200GAUI_2_200GBASE_CR2_KR2,14 200000 200GAUI_1_200GBASE_CR1_KR1," +
    "15 400000 400GAUI_8_400GBASE_CR8,16 400000 400GAUI_4_400GBASE_CR4_KR4,17 400000 400GAUI_2_400GBASE_CR2_KR2," +
    "19 800000 800GAUI_8_800GBASE_CR8_KR8,20 800000 800GAUI_4_800GBASE_CR4_KR4,23 1600000 1600GAUI_8_1600GBASE_CR8_KR8",
  ib: "0 0 SDR,1 0 DDR,2 0 QDR,3 0 FDR10,4 0 FDR,5 0 EDR,6 0 HDR,7 0 NDR,8 0 XDR",
  ext_ib:
    "0 2500 SDR_1x,1 5000 SDR_2x,2 10000 SDR_4x,12 56000 FDR_4x,14 50000 EDR_2x,15 100000 EDR_4x,16 50000 HDR_1x,17 100000 HDR_2x," +
    "18 200000 HDR_4x,20 100000 NDR_1x,21 200000 NDR_2x,22 400000 NDR_4x,24 200000 XDR_1x,25 400000 XDR_2x,26 800000 XDR_4x",
};

function tableOf(kind: LinkModeKind): ReadonlyMap<number, LinkMode> {
  const rows = modes[kind].split(",").map((row) => row.split(" "));
  return new Map(
    rows.map(([bit = "", mbps = "", name = ""]) => [
      Number(bit),
      { bit: Number(bit), name, mbps: mbps === "0" ? undefined : Number(mbps) },
    ]),
  );
}

/** Which kind of mask a PTYS field holds, by its name; `undefined` for other fields. */
export function linkModeKind(field: string): LinkModeKind | undefined {
  if (/^ext_eth_proto_(capability|admin|oper)$/.test(field)) return "ext_eth";
  if (/^eth_proto_(capability|admin|oper|lp_advertise)$/.test(field)) return "eth";
  if (field === "ext_proto_ib") return "ext_ib";
  return /^ib_proto_(capability|admin|oper)$/.test(field) ? "ib" : undefined;
}

/**
 * The link modes of a mask, lowest bit first. A bit without a public name is called `bit 11`.
 *
 * @example linkModes("ext_eth", 0x1000)[0] // { bit: 12, name: "200GAUI_4_200GBASE_CR4_KR4", mbps: 200000 }
 */
export function linkModes(kind: LinkModeKind, mask: number): LinkMode[] {
  const table = tableOf(kind);
  const set: LinkMode[] = [];
  for (let bit = 0; bit < 32; bit += 1) {
    if (((mask >>> bit) & 1) === 1) set.push(table.get(bit) ?? { bit, name: `bit ${bit}`, mbps: undefined });
  }
  return set;
}

/**
 * A PTYS mask in words: its modes, and the fastest of them.
 *
 * @example linkModesInWords("ext_eth_proto_oper", 0x1000) // "200GAUI_4_200GBASE_CR4_KR4 (200 Gbit/s)"
 * @returns `undefined` for fields that hold no link modes and for an empty mask.
 */
export function linkModesInWords(field: string, mask: number): string | undefined {
  const kind = linkModeKind(field);
  const set = kind === undefined ? [] : linkModes(kind, mask);
  if (set.length === 0) return undefined;
  const speeds = set.flatMap((mode) => (mode.mbps === undefined ? [] : [mode.mbps]));
  const names = set.map((mode) => mode.name).join(", ");
  if (speeds.length === 0) return names;
  return `${names} (${set.length > 1 ? "up to " : ""}${speedText(Math.max(...speeds))})`;
}

/** @example speedText(2500) // "2.5 Gbit/s" */
export function speedText(mbps: number): string {
  return mbps < 1000 ? `${mbps} Mbit/s` : `${mbps / 1000} Gbit/s`;
}
