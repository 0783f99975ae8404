/**
 * Command effects: what a command does to the device, in 16 bits of the command effects log and of each feature entry
 * (`CXL_CMD_*` in include/cxl/mailbox.h and drivers/cxl/core/features.c). They decide which scope a Set Feature needs.
 */

/** One effect bit. */
export interface CommandEffect {
  readonly bit: number;
  readonly name: string;
  /** When the change shows, or what else the bit says. */
  readonly meaning: string;
}

/** The effects that have a name. Bits 12 to 15 are reserved; bit 8 has no name in the kernel. */
export const commandEffects: readonly CommandEffect[] = [
  { bit: 0, name: "CONFIG_CHANGE_COLD_RESET", meaning: "configuration changes after a cold reset" },
  { bit: 1, name: "CONFIG_CHANGE_IMMEDIATE", meaning: "configuration changes at once" },
  { bit: 2, name: "DATA_CHANGE_IMMEDIATE", meaning: "data changes at once" },
  { bit: 3, name: "POLICY_CHANGE_IMMEDIATE", meaning: "policy changes at once" },
  { bit: 4, name: "LOG_CHANGE_IMMEDIATE", meaning: "a log changes at once" },
  { bit: 5, name: "SECURITY_STATE_CHANGE", meaning: "the security state changes" },
  { bit: 6, name: "BACKGROUND", meaning: "runs in the background" },
  { bit: 7, name: "BGCMD_ABORT_SUPPORTED", meaning: "a background run can be aborted" },
  { bit: 9, name: "EFFECTS_VALID", meaning: "bits 10 and 11 are valid" },
  { bit: 10, name: "CONFIG_CHANGE_CONV_RESET", meaning: "configuration changes after a conventional reset" },
  { bit: 11, name: "CONFIG_CHANGE_CXL_RESET", meaning: "configuration changes after a CXL reset" },
];

/** Bits of a change that shows at once: config, data, policy, log. */
export const immediateEffects = 0x001e;

/** Bits of a change that shows after a reset: cold, conventional, CXL. */
export const resetEffects = 0x0c01;

/** The bit of a command that runs in the background, which fwctl refuses. */
export const backgroundEffect = 0x0040;

/** Bits that must be 0. */
export const reservedEffects = 0xf000;

/** An effects word taken apart. */
export interface DecodedEffects {
  readonly effects: readonly CommandEffect[];
  /** Bits that are set and have no name, the reserved ones among them. */
  readonly unnamedBits: readonly number[];
}

/**
 * @example decodeEffects(0x0202).effects.map((effect) => effect.name) // ["CONFIG_CHANGE_IMMEDIATE", "EFFECTS_VALID"]
 */
export function decodeEffects(mask: number): DecodedEffects {
  const isSet = (bit: number): boolean => ((mask >>> bit) & 1) === 1;
  const effects = commandEffects.filter((effect) => isSet(effect.bit));
  const named = new Set(commandEffects.map((effect) => effect.bit));
  const unnamedBits = Array.from({ length: 16 }, (_, bit) => bit).filter((bit) => isSet(bit) && !named.has(bit));
  return { effects, unnamedBits };
}
