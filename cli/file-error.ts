/** Errors of the file system as one sentence each. */
import { printable } from "../src/fault/index.js";

const fileErrors: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["EACCES", "permission denied"],
  ["EPERM", "not permitted"],
  ["EISDIR", "this is a folder"],
  ["ENOTDIR", "a part of the path is no folder"],
  ["ENOSPC", "no space left on the device"],
  ["EROFS", "the file system is read-only"],
]);

/** An error of the file system in one sentence. Some do not say of which file: that is then `file`. */
export function fileError(error: unknown, file?: string): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return undefined;
  const path = "path" in error ? String(error.path) : file;
  return `${path === undefined ? "" : `${printable(path)}: `}${fileErrors.get(String(error.code)) ?? error.message}`;
}
