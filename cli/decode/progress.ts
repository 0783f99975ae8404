/** How far a big input is read, on standard error of a terminal. */
import { type Io, inputName } from "../io.js";
import { wipeLine } from "../paint.js";

/** Smaller inputs are over before anybody wonders. */
const leastBytes = 16 << 20;

const everyMilliseconds = 200;

export interface Progress {
  readonly onBytes: (bytes: number) => void;
  /** Wipes the line. */
  done(): Promise<void>;
}

const silent: Progress = { onBytes: () => {}, done: async () => {} };

/** Silent unless the input is big, standard error a terminal, and standard output not (its lines show progress themselves). */
export async function progressOf(io: Io, path: string): Promise<Progress> {
  if (!io.stderr.isTTY || io.stdout.isTTY) return silent;
  const size = path === "-" ? undefined : await io.files.size(path);
  if (size !== undefined && size < leastBytes) return silent;
  const start = Date.now();
  let last = start;
  let shown = false;
  return {
    onBytes: (bytes) => {
      const now = Date.now();
      if (bytes < leastBytes || now - last < everyMilliseconds) return;
      last = now;
      shown = true;
      const rate = Math.round(bytes / 1e6 / ((now - start) / 1000));
      const far = size === undefined ? megabytes(bytes) : `${Math.floor((bytes / size) * 100)}% of ${megabytes(size)}`;
      void io.stderr.write(`${wipeLine}${inputName(path)}: ${far}, ${rate} MB/s`);
    },
    done: async () => {
      if (shown) await io.stderr.write(wipeLine);
    },
  };
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
