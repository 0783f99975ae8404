/** Runs Wireshark's own programs over a file. */
import { spawnSync } from "node:child_process";

export interface Output {
  readonly lines: readonly string[];
  /** What was said on standard error, without the remark about being root. */
  readonly complaints: string;
}

/** Runs a program to its end; one that is not there is an error that names it. */
export function runProgram(program: string, args: readonly string[]): Output {
  const { stdout, stderr, error, status } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (error !== undefined) throw new Error(`${program}: ${error.message}. Install tshark.`);
  const complaints = stderr.replace(/^Running as user .*\n/m, "").trim();
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${complaints}`);
  return { lines: stdout.split("\n").slice(0, -1), complaints };
}

/** Stands between the values of one packet: no value holds it. */
const separator = "\u0001";

/** All values of some fields, packet by packet. */
export function packetFields(file: string, script: string, fields: readonly string[]): string[][][] {
  const wanted = fields.flatMap((field) => ["-e", field]);
  const form = ["-T", "fields", "-E", "separator=/t", "-E", "occurrence=a", "-E", `aggregator=${separator}`];
  const { lines, complaints } = runProgram("tshark", ["-X", `lua_script:${script}`, "-r", file, ...form, ...wanted]);
  if (complaints !== "") throw new Error(complaints);
  const [broken] = lines.filter((line) => line.includes("Lua Error"));
  if (broken !== undefined) throw new Error(broken);
  return lines.map((line) => line.split("\t").map((cell) => (cell === "" ? [] : cell.split(separator))));
}
