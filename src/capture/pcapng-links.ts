/** The interfaces of a pcapng file, section by section. */
import { dataView } from "../bits/index.js";
import type { PcapngInterface } from "../sequence/index.js";
import { lost } from "./notes.js";
import type { LostRecord } from "./record.js";

/** One interface. */
export interface PcapngLink {
  readonly type: number;
  /** Section and interface, for keys. */
  readonly place: string;
  readonly name: string | undefined;
  /** The byte of `if_tsresol`. */
  readonly resolution: number;
  /** `if_tsoffset` in nanoseconds. */
  readonly offset: bigint;
}

/** Options of the block: if_name, if_tsresol, if_tsoffset. */
const codes = { name: 2, resolution: 9, offset: 14 } as const;
/** Microseconds, when a file does not say. */
const defaultResolution = 6;
const mostInterfaces = 65_536;
const mostPassedOver = 64;

/** Interfaces as they are described, and packets that were passed over. */
export class PcapngLinks {
  #links: PcapngLink[] = [];
  #section = 0;
  readonly #passedOver: Map<string, { readonly link: PcapngLink; packets: number }> = new Map();

  /** Interfaces are counted anew. */
  section(): void {
    this.#links = [];
    this.#section += 1;
  }

  add({ linkType, options }: PcapngInterface, order: "be" | "le"): void {
    if (this.#links.length >= mostInterfaces) return;
    const value = (code: number): Uint8Array | undefined => options.find((one) => one.code === code)?.value;
    const name = value(codes.name);
    const offset = value(codes.offset);
    this.#links.push({
      type: linkType,
      place: `${this.#section}.${this.#links.length}`,
      name:
        name === undefined ? undefined : new TextDecoder("utf-8", { ignoreBOM: true }).decode(name.subarray(0, 4096)),
      resolution: value(codes.resolution)?.[0] ?? defaultResolution,
      offset: offset?.length === 8 ? dataView(offset).getBigInt64(0, order === "le") * 1_000_000_000n : 0n,
    });
  }

  link(number: number): PcapngLink | undefined {
    return this.#links[number];
  }

  passOver(link: PcapngLink): void {
    const known = this.#passedOver.get(link.place);
    if (known !== undefined) known.packets += 1;
    else if (this.#passedOver.size < mostPassedOver) this.#passedOver.set(link.place, { link, packets: 1 });
  }

  /** One record for each interface whose packets nobody here can read. */
  passedOver(): LostRecord[] {
    return [...this.#passedOver.values()].map(({ link, packets }) => {
      const what = `${packets} packets of interface ${link.place} were passed over: link type ${link.type}, not 147`;
      return lost(undefined, what);
    });
  }
}
