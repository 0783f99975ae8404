export { mlx5 } from "./family.js";
