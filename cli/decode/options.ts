/** The options of `decode`, and its help. */
import type { Arguments, CommandHelp, Option } from "../arguments.js";
import { inputOptions } from "./input-options.js";

type OwnOption = "brief" | "fields" | "timeline" | "summary" | "json" | "ndjson" | "value" | "only" | "pick" | "bytes";

/** Names of all options of `decode`. */
export type DecodeOption = OwnOption | keyof typeof inputOptions;

/** What was given to `decode`. */
export type Given = Arguments<DecodeOption>;

const options: { readonly [name in DecodeOption]: Option } = {
  brief: { type: "boolean", short: "b", help: "without reserved fields that are zero" },
  fields: { type: "boolean", short: "F", help: "every field (recordings have them anyway; logs as a timeline do not)" },
  timeline: { type: "boolean", short: "t", help: "one line a record (logs have it anyway)" },
  summary: { type: "boolean", short: "s", help: "only the summary" },
  json: { type: "boolean", help: "one JSON document" },
  ndjson: { type: "boolean", help: "one flat JSON row a record, for DuckDB, ClickHouse, Spark and jq" },
  value: { type: "boolean", help: "with --as: only the value as JSON, as fwctl encode takes it" },
  only: { type: "string", short: "o", value: "EXPR", help: "only records that a filter lets pass, see below" },
  pick: {
    type: "string",
    short: "p",
    multiple: true,
    value: "FIELD",
    help: "one field across all files and records, as a table",
  },
  bytes: { type: "string", value: "N", help: "bytes to print of a run of bytes (default 64)" },
  ...inputOptions,
};

/** What `fwctl decode --help` prints. */
export const help: CommandHelp<{ readonly [name in DecodeOption]: Option }> = {
  name: "decode",
  usage: "[OPTION …] [FILE … | -]",
  about: `Finds out what each FILE is (a fwctl-capture recording, a pcapng file, a kernel log, a hex dump, a resource dump, devlink
output, CXL trace events, raw bytes), reads it as far as it can be read, and prints every exchange field by field, or a log as a
timeline, with a summary at the end. Without a FILE, or with -, it reads standard input.`,
  options,
  more: `Filters join conditions with && and ||, negate with !, group with ( ): status != 0 && command == QUERY_HCA_CAP.
Operators: == != < <= > >= and ~ (contains). Names are the columns of --ndjson (kind, ts, dev, family, command, opcode, op_mod,
about, scope, errno, status, status_name, syndrome, verdict, …) and the names of decoded fields (log_max_qp, ptys_reg.local_port).
A name alone is true when it is there and not 0.

Ends with 0 when all is well, with 1 when something was damaged or lost, with 2 when it was called wrongly.`,
  examples: [
    ["fwctl decode dmesg.txt", "error lines and command dumps of the mlx5 driver: a timeline and a summary"],
    ["fwctl decode session.ndjson --brief", "a recording, field by field, without empty reserved fields"],
    ["journalctl -k | fwctl decode - --only 'status == 3' --ndjson", "rows for a script"],
    ["fwctl decode --as cmd_hca_cap hca_cap.bin", "raw bytes of a struct (mlx5ctl -B)"],
    ["fwctl decode --as QUERY_HCA_CAP:out --select op_mod=3 reply.hex", "a reply alone: --select says what was asked"],
    ["fwctl decode --pick log_max_qp *.bin", "one field of many dumps"],
    ["fwctl decode trace.ndjson --schema acme.json --device-type 9", "a device that only a private schema describes"],
  ],
};
