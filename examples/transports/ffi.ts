/** The least that reaches a device: libc through koffi, one call at a time. */
import * as koffi from "koffi";
import {
  type Allocate,
  type IoctlImage,
  infoImage,
  ioctlFault,
  ioctlImage,
  readImage,
  readInfoImage,
  type Transport,
} from "../../src/transport/index.js";

/** `library` stands in for libc in tests; `null` is the libc of this process. */
export function ffiTransport(path: string, library: string | null = null): Transport & { close(): void } {
  const libc = koffi.load(library);
  const open = libc.func("int open(const char *path, int flags)");
  const ioctl = libc.func("int ioctl(int descriptor, unsigned long number, uintptr_t argument)");
  const close = libc.func("int close(int descriptor)");
  const descriptor: number = open(path, 0o2000002); // O_RDWR | O_CLOEXEC
  if (descriptor < 0) throw new Error(`${path}: errno ${koffi.errno()}`);

  /** The buffers of the image stay alive as long as `image` is in use, which is until after the call. */
  const perform = (image: IoctlImage): IoctlImage => {
    const returned: number = ioctl(descriptor, image.number, image.argument.address);
    if (returned < 0) throw ioctlFault({ ioctl: image.ioctl, errno: koffi.errno() });
    return image;
  };
  const lend: Allocate = (length) => {
    const buffer = new ArrayBuffer(length); // its bytes never move
    return { address: koffi.address(buffer), bytes: new Uint8Array(buffer) };
  };
  return {
    info: async () => readInfoImage(perform(infoImage(64, lend))),
    rpc: async (request) => readImage(perform(ioctlImage(request, lend))),
    close: () => void close(descriptor),
  };
}
