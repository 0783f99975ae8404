/**
 * The commands of `fwctl`, in the order of its help. To add one, write `run` in a file of its own and a line here; it is loaded only
 * when it is asked for.
 */
import type { Io } from "./io.js";

/** One command: `run` gets the arguments behind its name and returns the exit code. */
export interface Subcommand {
  readonly name: string;
  readonly summary: string;
  readonly run: (args: readonly string[], io: Io) => Promise<number>;
}

export const subcommands: readonly Subcommand[] = [
  {
    name: "decode",
    summary: "print what is in a recording, a kernel log, a hex dump or raw bytes",
    run: async (args, io) => (await import("./decode.js")).decodeCommand(args, io),
  },
  {
    name: "encode",
    summary: "make the bytes of a struct or request from JSON",
    run: async (args, io) => (await import("./encode.js")).encodeCommand(args, io),
  },
  {
    name: "convert",
    summary: "turn a recording into pcapng for Wireshark, and back",
    run: async (args, io) => (await import("./convert.js")).convertCommand(args, io),
  },
  {
    name: "diff",
    summary: "list the fields that differ between two files",
    run: async (args, io) => (await import("./diff.js")).diffCommand(args, io),
  },
  {
    name: "list",
    summary: "list structs, commands, registers and enumerations",
    run: async (args, io) => (await import("./list.js")).listCommand(args, io),
  },
  {
    name: "show",
    summary: "print one of them: fields, offsets, values, scope",
    run: async (args, io) => (await import("./show.js")).showCommand(args, io),
  },
  {
    name: "check",
    summary: "check schema files and report every problem",
    run: async (args, io) => (await import("./check.js")).checkCommand(args, io),
  },
  {
    name: "explain-scope",
    summary: "say which scope a request needs, and why",
    run: async (args, io) => (await import("./explain-scope.js")).explainScopeCommand(args, io),
  },
  {
    name: "info",
    summary: "ask a device what it is",
    run: async (args, io) => (await import("./info.js")).infoCommand(args, io),
  },
  {
    name: "caps",
    summary: "read the capabilities of an mlx5 device",
    run: async (args, io) => (await import("./caps.js")).capsCommand(args, io),
  },
  {
    name: "features",
    summary: "list the features of a CXL device",
    run: async (args, io) => (await import("./features.js")).featuresCommand(args, io),
  },
  {
    name: "reg",
    summary: "read a register of an mlx5 device",
    run: async (args, io) => (await import("./reg.js")).regCommand(args, io),
  },
];
