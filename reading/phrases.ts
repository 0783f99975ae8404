/** Numbers and counts in words. */

/** `1 field`, `2 fields`. */
export const many = (count: number, word: string, plural = `${word}s`): string =>
  `${count} ${count === 1 ? word : plural}`;

/** `0x0805`. */
export const hex = (value: number | bigint, digits = 1): string => `0x${value.toString(16).padStart(digits, "0")}`;
