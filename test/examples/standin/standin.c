/*
 * A stand-in for the system calls of a fwctl device, at the C boundary: open, ioctl and close as libc exports them.
 * It reads the argument structs from memory as a kernel would, follows the addresses in them, and writes the replies
 * there. What it does depends on the path that was opened:
 *
 *   .../pds       answers as the pds driver: the request comes back with retval 7, the payload behind in.payload reversed
 *                 behind out.payload
 *   .../slow      the same after 100 ms
 *   .../gone      answers one FWCTL_INFO, then ENODEV
 *   .../missing, .../locked, .../other    ENOENT, EACCES, and ENOTTY for every ioctl
 */
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

struct fwctl_info {
	uint32_t size, flags, out_device_type, device_data_len;
	uint64_t out_device_data;
};

struct fwctl_rpc {
	uint32_t size, scope, in_len, out_len;
	uint64_t in, out;
};

struct payload {
	uint32_t head[3], len;
	uint64_t address;
};

enum { PDS, SLOW, GONE, OTHER };

static int modes[64], asked[64], opened;

static int fail(int error)
{
	errno = error;
	return -1;
}

static int ends_with(const char *path, const char *end)
{
	size_t a = strlen(path), b = strlen(end);

	return a >= b && strcmp(path + a - b, end) == 0;
}

int standin_open_count(void)
{
	return opened;
}

int open(const char *path, int flags)
{
	static int next;
	int mode = PDS;

	if (flags != (02 | 02000000))
		return fail(EINVAL);
	if (ends_with(path, "/missing"))
		return fail(ENOENT);
	if (ends_with(path, "/locked"))
		return fail(EACCES);
	if (ends_with(path, "/slow"))
		mode = SLOW;
	if (ends_with(path, "/gone"))
		mode = GONE;
	if (ends_with(path, "/other"))
		mode = OTHER;
	next = (next + 1) % 64;
	modes[next] = mode;
	asked[next] = 0;
	opened++;
	return 1000 + next;
}

int close(int descriptor)
{
	if (descriptor < 1000)
		return fail(EBADF);
	opened--;
	return 0;
}

static void *at(uint64_t address)
{
	return (void *)(uintptr_t)address;
}

static int info(struct fwctl_info *argument)
{
	static const uint8_t record[4] = { 1, 2, 3, 4 };
	uint32_t room = argument->device_data_len;

	if (argument->size < 24)
		return fail(EINVAL);
	if (argument->flags)
		return fail(EOPNOTSUPP);
	memset(at(argument->out_device_data), 0, room);
	memcpy(at(argument->out_device_data), record, room < 4 ? room : 4);
	argument->out_device_type = 4;
	argument->device_data_len = 4;
	return 0;
}

static int rpc(struct fwctl_rpc *argument)
{
	struct payload request, reply;
	uint8_t *in = at(argument->in), *from, *to;
	uint32_t length, i;

	if (argument->size < 32)
		return fail(EINVAL);
	if (argument->in_len > 2097152 || argument->out_len > 2097152)
		return fail(EMSGSIZE);
	if (argument->scope > 3)
		return fail(EOPNOTSUPP);
	if (argument->scope == 3)
		return fail(EPERM);
	if (argument->in_len < 48)
		return fail(EINVAL);
	memcpy(&request, in, sizeof(request));
	memcpy(&reply, in + 24, sizeof(reply));
	from = at(request.address);
	to = at(reply.address);
	length = request.len < reply.len ? request.len : reply.len;
	for (i = 0; i < length; i++)
		to[i] = from[request.len - 1 - i];
	in[24] = 7;
	memcpy(at(argument->out), in, argument->out_len < argument->in_len ? argument->out_len : argument->in_len);
	argument->out_len = argument->in_len;
	return 0;
}

int ioctl(int descriptor, unsigned long number, void *argument)
{
	int mode, before;

	if (descriptor < 1000)
		return fail(EBADF);
	mode = modes[descriptor - 1000];
	before = asked[descriptor - 1000]++;
	if (mode == OTHER || (number != 0x9a00 && number != 0x9a01))
		return fail(ENOTTY);
	if (mode == GONE && before > 0)
		return fail(ENODEV);
	if (mode == SLOW)
		usleep(100000);
	return number == 0x9a00 ? info(argument) : rpc(argument);
}
