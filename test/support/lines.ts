/** Reads the vector files: JSON lines, plain or gzipped. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** The bytes of a file under test/vectors, unpacked when its name ends in `.gz`. */
export function vectorBytes(name: string): Uint8Array {
  const bytes = readFileSync(new URL(`../vectors/${name}`, import.meta.url));
  return name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

/** Every line of a JSONL file, parsed. The caller states the shape of a line; the file is the project's own. */
export function vectorLines<Line>(name: string): Line[] {
  const text = new TextDecoder().decode(vectorBytes(name));
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Line => JSON.parse(line));
}
