/** Records that are no exchange: device data, bytes, events, resource dumps. */
import type { BytesRecord, EventRecord, InfoRecord, SegmentsRecord } from "../src/capture/index.js";
import { deviceTypeName, driverOf, drivers } from "../src/uapi/index.js";
import { many } from "./phrases.js";
import { type Context, type Draft, empty, hostOrderOf, plain, side } from "./reading.js";
import { segmentSides } from "./segments.js";
import { errnoOutcome } from "./status.js";

/** FWCTL_INFO: the driver's record, by the struct of its driver. */
export function readInfo(record: InfoRecord, context: Context): Draft {
  const { known } = context;
  const { deviceType, errno, out } = record;
  const driver = deviceType === undefined ? undefined : driverOf(deviceType);
  const name = deviceType === undefined ? "FWCTL_INFO" : `FWCTL_INFO (${deviceTypeName(deviceType)})`;
  const outcome = errno === undefined ? undefined : errnoOutcome("info", errno, deviceType);
  if (out === undefined || out.length === 0) {
    return { ...empty(record), title: errno === undefined ? `${name}, no device data` : name, outcome };
  }
  const struct = driver === undefined ? undefined : drivers[driver].struct;
  const family = known.families.find((one) => struct !== undefined && one.layouts.has(struct));
  if (struct === undefined || family === undefined) return { ...plain(record, name, out), outcome };
  const tree = family.layout(struct).inspect(out, { hostOrder: hostOrderOf(record, context) });
  const sides = [side("info", `${name} device data`, out, tree)];
  return { ...empty(record), family, title: name, outcome, sides, notes: tree.notes };
}

/** Bytes without a header, by what `--as` names. */
export function readBytes(record: BytesRecord, { as }: Context): Draft {
  if (as === undefined) return plain(record, `bytes (${record.format})`, record.bytes);
  const { tree, title, notes } = as.read(record.bytes);
  return {
    ...empty(record),
    family: as.family,
    title,
    sides: [side("data", title, record.bytes, tree)],
    notes: [...notes, ...tree.notes],
  };
}

/** A line of a driver or a trace event, whose record may have been rebuilt. */
export function readEvent(record: EventRecord, { known }: Context): Draft {
  const family = known.families.find((one) => one.name === record.family);
  const title = `${record.family} ${record.name}`;
  const layout = record.struct === undefined ? undefined : family?.layouts.get(record.struct);
  if (record.bytes === undefined || layout === undefined) return { ...empty(record), family, title };
  const tree = layout.inspect(record.bytes);
  return { ...empty(record), family, title, sides: [side("data", title, record.bytes, tree)], notes: tree.notes };
}

/** A resource dump, segment by segment. */
export function readDump(record: SegmentsRecord, { known }: Context): Draft {
  const title = `mlx5 resource dump, ${many(record.bytes.length, "byte")}`;
  const family = known.families.find((one) => one.name === "mlx5");
  if (family === undefined) return plain(record, title, record.bytes);
  return { ...empty(record), family, title, ...segmentSides(record.bytes, family) };
}
