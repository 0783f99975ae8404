/** What a person asked for is not there, or is not said so that it can be found. */

/** The caller's mistake. The message is one sentence; `hints` are lines that help to correct it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly hints: readonly string[];

  constructor(message: string, ...hints: readonly string[]) {
    super(message);
    this.hints = hints;
  }
}
