/**
 * The C boundary: the three functions of libc that a fwctl backend needs, called through koffi. Everything that is
 * unsafe about a foreign function call stands in this file.
 */
import * as koffi from "koffi";
import type { Allocation } from "../../src/transport/index.js";

/** The system calls, with errno as a result instead of a global: 0 is success. */
export interface Libc {
  /** Opens a device node for reading and writing, closed on exec. */
  open(path: string): { readonly descriptor: number; readonly errno: number };
  /**
   * Performs an ioctl on a thread of Node's pool, so that a slow firmware does not stop the event loop. `held` are the
   * buffers whose addresses the kernel will use: they stay alive until the call is over, whoever else forgets them.
   */
  ioctl(descriptor: number, number: number, argument: bigint, held: readonly Allocation[]): Promise<number>;
  close(descriptor: number): number;
}

const O_RDWR = 0o2;
const O_CLOEXEC = 0o2000000;

/**
 * Loads libc, or a library that stands in for it.
 *
 * @param path a shared library with `open`, `ioctl` and `close`; the C library of this process when absent.
 */
export function loadLibc(path: string | null = null): Libc {
  const library = koffi.load(path);
  // In C, open and ioctl take a variable list of arguments. koffi calls such functions on no other thread; with all arguments
  // integers, the calling conventions of Linux are the same without the list.
  const open = library.func("int open(const char *path, int flags)");
  const ioctl = library.func("int ioctl(int descriptor, unsigned long number, uintptr_t argument)");
  const close = library.func("int close(int descriptor)");
  const underWay = new Set<readonly Allocation[]>();
  return {
    open: (node) => {
      const descriptor: number = open(node, O_RDWR | O_CLOEXEC);
      return { descriptor, errno: descriptor < 0 ? koffi.errno() : 0 };
    },
    ioctl: (descriptor, number, argument, held) =>
      new Promise((resolve, reject) => {
        underWay.add(held);
        try {
          // koffi carries errno from the pool's thread into this callback, and only there.
          ioctl.async(descriptor, number, argument, (failure: unknown, returned: number) => {
            const errno = returned < 0 ? koffi.errno() : 0;
            underWay.delete(held);
            if (failure === null || failure === undefined) resolve(errno);
            else reject(failure);
          });
        } catch (failure) {
          // It was not started: koffi queues 256 calls (`max_async_calls`) and refuses more.
          underWay.delete(held);
          reject(failure);
        }
      }),
    close: (descriptor) => {
      const returned: number = close(descriptor);
      return returned < 0 ? koffi.errno() : 0;
    },
  };
}

/**
 * Memory that the kernel may write to: an ArrayBuffer's bytes lie outside the JavaScript heap and are never moved, and
 * they are freed with the last reference to it (Node-API, `napi_get_arraybuffer_info`).
 */
export function pinned(length: number): Allocation {
  const buffer = new ArrayBuffer(length);
  return { address: koffi.address(buffer), bytes: new Uint8Array(buffer) };
}
