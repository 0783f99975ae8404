/** Header fields of a request that have a value when the caller states none. */

/**
 * What a request starts with when nobody says otherwise: no completion ring, so that the driver polls for the reply, and the function
 * itself as target. The driver sets `seq_id` and `resp_addr`.
 */
export const requestDefaults: { readonly cmpl_ring: 0xffff; readonly target_id: 0xffff } = {
  cmpl_ring: 0xffff,
  target_id: 0xffff,
};
