/** Logs to scan, made up of lines of the usual kinds. Every log is a block of whole lines, repeated. */
import { closeSync, openSync, writeSync } from "node:fs";
import { type Random, seededRandom } from "../random.js";

/** One kind of log. */
export interface LogText {
  readonly name: string;
  readonly statement: string;
  /** Whole lines, some megabytes. */
  readonly block: Uint8Array;
}

const blockBytes = 8 << 20;

const others: readonly string[] = [
  "usb 1-1.4: new high-speed USB device number 7 using xhci_hcd",
  'audit: type=1400 audit(1733129764.123:512): apparmor="ALLOWED" operation="open" profile="/usr/sbin/sssd"',
  "IPv6: ADDRCONF(NETDEV_CHANGE): veth1a2b3c4: link becomes ready",
  "EXT4-fs (nvme0n1p2): mounted filesystem 6f1c0d1e with ordered data mode. Quota mode: none.",
  "docker0: port 3(veth77ab) entered forwarding state",
  "nvme nvme0: I/O 385 (I/O Cmd) QID 4 timeout, aborting",
  "perf: interrupt took too long (2509 > 2500), lowering kernel.perf_event_max_sample_rate to 79500",
];

const ofDriver: readonly string[] = [
  "mlx5_core 0000:d2:00.0 enp210s0f0np0: Link up",
  "mlx5_core 0000:d2:00.0: Port module event: module 0, Cable plugged",
  "mlx5_core 0000:d2:00.1: E-Switch: Enable: mode(LEGACY), nvfs(8), necvfs(0), active vports(9)",
];

const refused: readonly string[] = [
  "ACCESS_REG(0x805) op_mod(0x1) failed, status bad operation(0x2), syndrome (0x9a6171), err(-22)",
  "CREATE_MKEY(0x200) op_mod(0x0) failed, status limits exceeded(0x8), syndrome (0x59c8a4), err(-12)",
  "2RST_QP(0x50a) op_mod(0x0) failed, status bad resource state(0x9), syndrome (0x7ea02d), err(-22)",
];

/** Lines with the time that a kernel log puts in front. */
class Lines {
  readonly random: Random = seededRandom(6);
  readonly #lines: string[] = [];
  #size = 0;
  #microseconds = 920_711_591;

  add(text: string): void {
    this.#microseconds += this.random.below(900);
    const seconds = Math.floor(this.#microseconds / 1e6);
    const rest = String(this.#microseconds % 1e6).padStart(6, "0");
    const line = `[${String(seconds).padStart(5)}.${rest}] ${text}\n`;
    this.#lines.push(line);
    this.#size += line.length;
  }

  get full(): boolean {
    return this.#size >= blockBytes;
  }

  get bytes(): Uint8Array {
    return new TextEncoder().encode(this.#lines.join(""));
  }

  oneOf(texts: readonly string[]): string {
    return texts[this.random.below(texts.length)] ?? "";
  }
}

/** One line in a thousand is an error line, four are others of the driver. */
function sparse(): LogText {
  const lines = new Lines();
  while (!lines.full) {
    const draw = lines.random.below(1000);
    if (draw === 0) lines.add(`mlx5_core 0000:d2:00.0: mlx5_cmd_out_err:838:(pid 1441871): ${lines.oneOf(refused)}`);
    else lines.add(lines.oneOf(draw < 5 ? ofDriver : others));
  }
  return { name: "sparse", statement: "1 error line and 4 others of the driver in 1,000", block: lines.bytes };
}

const hexWord = (value: number): string => value.toString(16).padStart(8, "0");

function dump(lines: Lines, slot: number, side: "INPUT" | "OUTPUT", words: readonly number[]): void {
  const driver = "mlx5_core 0000:d2:00.0: dump_command";
  lines.add(`${driver}:886:(pid 2291): cmd[${slot}]: start dump`);
  lines.add(`${driver}:890:(pid 2291): cmd[${slot}]: dump command data CREATE_QP(0x500) ${side}`);
  for (let at = 0; at < words.length; at += 4) {
    const row = words
      .slice(at, at + 4)
      .map(hexWord)
      .join(" ");
    lines.add(`cmd[${slot}]: ${(at * 4).toString(16).padStart(3, "0")}: ${row}`);
  }
  lines.add(`${driver}:929:(pid 2291): cmd[${slot}]: end dump`);
}

/** Nothing but dumped commands: 288 bytes in, 16 out. */
function dumps(): LogText {
  const lines = new Lines();
  for (let count = 0; !lines.full; count += 1) {
    const slot = count % 32;
    const words = Array.from({ length: 72 }, (_, index) => (index % 3 === 0 ? lines.random.below(0xffff) : 0));
    words[0] = 0x0500_0002;
    dump(lines, slot, "INPUT", words);
    dump(lines, slot, "OUTPUT", [0, 0, lines.random.below(0xff_ffff), 0]);
  }
  return {
    name: "dumps",
    statement: "commands dumped one after the other, 288 bytes in and 16 out",
    block: lines.bytes,
  };
}

export const logTexts: readonly LogText[] = [sparse(), dumps()];

/** Writes at least `bytes` bytes of a log; returns how many. */
export function writeLog({ block }: LogText, path: string, bytes: number): number {
  const file = openSync(path, "w");
  let size = 0;
  for (; size < bytes; size += block.length) {
    for (let at = 0; at < block.length; ) at += writeSync(file, block, at);
  }
  closeSync(file);
  return size;
}
