/**
 * Which scope a command needs, as the driver's own switch statement says. The tables stand with the families
 * (mlx5, bnxt), so that a simulated kernel of one driver does not carry those of the others.
 */

/**
 * Lowest fwctl scope with which the driver lets a command pass; `undefined` when it never does.
 *
 * @param command opcode (mlx5), request type (bnxt).
 * @param modifier op_mod of mlx5, else 0.
 */
export type ScopePolicy = (command: number, modifier: number) => number | undefined;
