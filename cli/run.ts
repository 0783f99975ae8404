/** Finds the command, runs it, and turns what went wrong into words and an exit code. */
import { isFwctlFault, nearest, printable } from "../src/fault/index.js";
import { subcommands } from "./commands.js";
import { fileError } from "./file-error.js";
import { ClosedPipe, type Io } from "./io.js";
import { nodeIo } from "./node-io.js";
import { packageVersion } from "./package-root.js";
import { safeIo } from "./safe-io.js";
import { exitCodes, UsageError } from "./usage.js";

/**
 * Runs one command line.
 *
 * @param argv what follows `fwctl`.
 * @returns 0 fine, 1 the data had faults, 2 usage, 3 differences found.
 */
export async function run(argv: readonly string[], world: Io): Promise<number> {
  const io = safeIo(world);
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (error instanceof ClosedPipe) return exitCodes.fine;
    return failed(error, io);
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") return help(args, io);
  if (name === "--version" || name === "-V") {
    await io.stdout.write(`${packageVersion()}\n`);
    return exitCodes.fine;
  }
  const command = subcommands.find((one) => one.name === name);
  if (command === undefined) throw unknownCommand(name);
  return command.run(args, io);
}

async function help([name]: readonly string[], io: Io): Promise<number> {
  if (name === undefined) {
    await io.stdout.write(overview());
    return exitCodes.fine;
  }
  const command = subcommands.find((one) => one.name === name);
  if (command === undefined) throw unknownCommand(name);
  return command.run(["--help"], io);
}

function unknownCommand(name: string): UsageError {
  const known = subcommands.map((one) => one.name);
  const near = nearest(name, known, 2);
  const hint = near.length > 0 ? `Did you mean ${near.join(" or ")}?` : `Commands: ${known.join(", ")}.`;
  return new UsageError(`there is no command "${name.slice(0, 60)}"`, hint);
}

function overview(): string {
  const width = Math.max(...subcommands.map((one) => one.name.length));
  const rows = subcommands.map((one) => `  ${one.name.padEnd(width)}  ${one.summary}`);
  return `Usage: fwctl COMMAND [ARGUMENT …]

Reads and writes firmware RPCs of the Linux fwctl subsystem (mlx5, CXL, bnxt, pds): dumps and recordings without any
hardware, and devices where one is named with --device.

Commands:
${rows.join("\n")}

"fwctl COMMAND --help" has the options and examples of a command; "fwctl --version" prints the version.

Exit codes: 0 fine, 1 the data had faults, 2 usage, 3 differences found.

Examples:
  fwctl decode dmesg.txt                         what the mlx5 driver reported, as a timeline with a summary
  fwctl decode session.ndjson --brief            every exchange of a recording, field by field
  fwctl show QUERY_HCA_CAP                       a command's request and reply, with offsets
  fwctl caps GENERAL --device /dev/fwctl/fwctl0  the capabilities of a device
`;
}

/** Words for what went wrong, and the exit code that goes with it. */
async function failed(error: unknown, io: Io): Promise<number> {
  try {
    if (error instanceof UsageError) {
      await io.stderr.write([`fwctl: ${error.message}`, ...error.hints.map((hint) => `  ${hint}`), ""].join("\n"));
      return exitCodes.usage;
    }
    if (isFwctlFault(error)) {
      await io.stderr.write(`fwctl: ${error.message}\n`);
      return exitCodes.faults;
    }
    const file = fileError(error);
    if (file === undefined) throw error;
    await io.stderr.write(`fwctl: ${file}\n`);
    return exitCodes.usage;
  } catch (second) {
    if (second instanceof ClosedPipe) return exitCodes.fine;
    throw second;
  }
}

/** Runs one command line in this process. */
export async function main(argv: readonly string[]): Promise<void> {
  const io = nodeIo();
  let code = await run(argv, io);
  try {
    await io.stdout.flush();
    await io.stderr.flush();
  } catch (error) {
    if (!(error instanceof ClosedPipe)) {
      process.stderr.write(`fwctl: ${printable(error instanceof Error ? error.message : String(error))}\n`);
      code = exitCodes.usage;
    }
  }
  process.exitCode = code;
}
