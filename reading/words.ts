/** Values in words beside the number, where operators read them so. */
import { type FieldWords, fieldWords } from "../src/mlx5/field-words.js";

/** What the grid asks for each row. */
export type RowWords = FieldWords;

/** The words of a family; only mlx5 has some beyond its enumerations. */
export function wordsOf(family: string | undefined): RowWords {
  return family === "mlx5" ? fieldWords() : () => undefined;
}
