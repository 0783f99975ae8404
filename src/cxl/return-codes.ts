/**
 * Return codes of CXL mailbox commands (CXL specification, table of command return codes; `CMD_CMD_RC_TABLE` in
 * drivers/cxl/cxlmem.h). Through fwctl they stand in `retval`; the ioctl itself succeeds.
 */

/** One return code, with the errno that the kernel's own users of a command receive. */
export interface ReturnCode {
  readonly value: number;
  /** Kernel spelling without `CXL_MBOX_CMD_RC_`; `undefined` for a code that has none. */
  readonly name: string | undefined;
  readonly errno: string | undefined;
  readonly meaning: string;
}

/** In the order of their numbers, 0 to 30. */
const rows: readonly (readonly [name: string, meaning: string])[] = [
  ["SUCCESS", "done"],
  ["BACKGROUND", "started in the background"],
  ["INPUT", "the input is invalid"],
  ["UNSUPPORTED", "the command, or what it asks for, is not supported"],
  ["INTERNAL", "internal error of the device"],
  ["RETRY", "temporary error; ask again"],
  ["BUSY", "the device is busy with a background operation"],
  ["MEDIADISABLED", "the media is disabled"],
  ["FWINPROGRESS", "one firmware package at a time"],
  ["FWOOO", "the firmware package came out of order"],
  ["FWAUTH", "the firmware package failed authentication"],
  ["FWSLOT", "the firmware slot is not supported"],
  ["FWROLLBACK", "activation failed, rolled back to the previous firmware"],
  ["FWRESET", "activation failed, a cold reset is needed"],
  ["HANDLE", "an event handle is invalid"],
  ["PADDR", "the physical address is invalid"],
  ["POISONLMT", "the limit of injected poison is reached"],
  ["MEDIAFAILURE", "a permanent failure of the media"],
  ["ABORT", "the background operation was aborted"],
  ["SECURITY", "not possible in this security state"],
  ["PASSPHRASE", "the passphrase is wrong"],
  ["MBUNSUPPORTED", "not supported on this mailbox"],
  ["PAYLOADLEN", "the payload length is invalid"],
  ["LOG", "the log is invalid or does not exist"],
  ["INTERRUPTED", "an asynchronous event interrupted the command"],
  ["FEATUREVERSION", "the feature's version is not supported"],
  ["FEATURESELVALUE", "the selection is not supported"],
  ["FEATURETRANSFERIP", "another feature transfer is in progress"],
  ["FEATURETRANSFEROOO", "a piece of the feature came out of order"],
  ["RESOURCEEXHAUSTED", "no resource is left"],
  ["EXTLIST", "the extent list is invalid"],
];

/** Where the errno is not ENXIO. */
const otherErrnos: ReadonlyMap<string, string | undefined> = /* @__PURE__ */ new Map([
  ["SUCCESS", undefined],
  ["PADDR", "EFAULT"],
  ["POISONLMT", "EBUSY"],
]);

/** All 31 return codes, by number. */
export const returnCodes: readonly ReturnCode[] = /* @__PURE__ */ rows.map(([name, meaning], value) => ({
  value,
  name,
  errno: otherErrnos.has(name) ? otherErrnos.get(name) : "ENXIO",
  meaning,
}));

/**
 * What a return code means. A code without a name is kept, with the errno the kernel gives for it.
 *
 * @example explainReturnCode(0x1b).name // "FEATURETRANSFERIP"
 */
export function explainReturnCode(code: number): ReturnCode {
  return returnCodes[code] ?? { value: code, name: undefined, errno: "ENXIO", meaning: "a code without a public name" };
}
