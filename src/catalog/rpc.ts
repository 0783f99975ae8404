/**
 * One exchange with a device, as plain data: what FWCTL_RPC carries there and back, and a Call,
 * which is such a request together with the knowledge of how to read its reply.
 */

/**
 * A user-space buffer whose address stands inside a message (pds payloads). `at` counts bytes in the containing buffer,
 * where eight bytes hold the address; `length` is the size of the buffer behind it.
 */
export interface Pointer {
  readonly at: number;
  readonly direction: "in" | "out" | "inout";
  readonly data?: Uint8Array | undefined;
  readonly length: number;
  readonly pointers?: readonly Pointer[] | undefined;
}

/** What a transport delivers: the least a backend needs to fill a `struct fwctl_rpc`. */
export interface RpcRequest {
  /** fwctl_rpc_scope, 0 to 3. */
  readonly scope: number;
  readonly in: Uint8Array;
  /** Bytes offered for the reply. */
  readonly outLength: number;
  readonly pointers?: readonly Pointer[] | undefined;
}

/** What came back. `outLength` is what the driver says it produced; it may exceed the buffer, so `out` may be shorter. */
export interface RpcReply {
  readonly out: Uint8Array;
  readonly outLength: number;
  /** In request order, with the data as it was after the call. */
  readonly pointers?: readonly Pointer[] | undefined;
}
