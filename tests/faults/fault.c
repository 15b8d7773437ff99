/* Loaded before libc: counts the calls that touch files below one folder, fails the ones it is told to, and sets the
   clock on the wall.

   What to fail stands in a block of memory that all processes of a trial share (FAULT_CONTROL names its file), so
   that a fault can begin and end while they run. `native.py` writes the block; its layout is `struct control`. */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum call { OPEN, READ, WRITE, FSYNC, FTRUNCATE, CLOSE, CHMOD, RENAME, UNLINK, MKDIR, STAT, LIST, LOCK, CALLS };

struct control {
    int32_t on, call, error, first, last, failed; /* error 0: a write takes half of what it is given */
    int64_t failed_at;                            /* nanoseconds of CLOCK_MONOTONIC at the first failure */
    int64_t ahead;                                /* nanoseconds by which the wall clock is wrong */
    int32_t seen[16];
    char folder[512];
};

static struct control *control;
enum { HANDLES = 65536 };
static char *paths[HANDLES]; /* of the handles that are open */

__attribute__((constructor)) static void begin(void) {
    const char *name = getenv("FAULT_CONTROL");
    int handle = name ? open(name, O_RDWR | O_CLOEXEC) : -1;
    if (handle < 0)
        return;
    void *block = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
    close(handle);
    if (block != MAP_FAILED)
        control = block;
}

static int is_ours(const char *path) {
    return control && path && control->folder[0] && !strncmp(path, control->folder, strlen(control->folder));
}

static int is_our_handle(int handle) {
    return control && handle >= 0 && handle < HANDLES && is_ours(paths[handle]);
}

static void keep(int handle, const char *path) {
    if (!control || handle < 0 || handle >= HANDLES)
        return;
    free(paths[handle]);
    paths[handle] = path ? strdup(path) : NULL;
}

/* Whether this call is to fail; errno is set when it is. */
static int fails(enum call call) {
    if (!control->on)
        return 0;
    int32_t number = __atomic_add_fetch(&control->seen[call], 1, __ATOMIC_SEQ_CST);
    if ((int32_t)call != control->call || number < control->first || number > control->last)
        return 0;
    if (__atomic_add_fetch(&control->failed, 1, __ATOMIC_SEQ_CST) == 1) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        control->failed_at = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
    }
    errno = control->error;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define BY_PATH(type, name, call, declared, passed)                                                                  \
    type name declared {                                                                                             \
        return is_ours(path) && fails(call) ? (type)-1 : REAL(name) passed;                                          \
    }
#define BY_HANDLE(type, name, call, declared, passed)                                                                \
    type name declared {                                                                                             \
        return is_our_handle(handle) && fails(call) ? (type)-1 : REAL(name) passed;                                  \
    }
#define OPENING(name, declared, passed)                                                                              \
    int name declared {                                                                                              \
        va_list rest;                                                                                                \
        va_start(rest, flags);                                                                                       \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                                      \
        va_end(rest);                                                                                                \
        if (is_ours(path) && fails(OPEN))                                                                            \
            return -1;                                                                                               \
        int handle = REAL(name) passed;                                                                              \
        keep(handle, path);                                                                                 \
        return handle;                                                                                               \
    }

OPENING(open, (const char *path, int flags, ...), (path, flags, mode))
OPENING(open64, (const char *path, int flags, ...), (path, flags, mode))
OPENING(openat, (int at, const char *path, int flags, ...), (at, path, flags, mode))
OPENING(openat64, (int at, const char *path, int flags, ...), (at, path, flags, mode))

int close(int handle) {
    int is_one = is_our_handle(handle);
    keep(handle, NULL);
    int result = REAL(close)(handle);
    return is_one && fails(CLOSE) ? -1 : result; /* as in Linux, the handle is gone all the same */
}

ssize_t write(int handle, const void *data, size_t length) {
    if (is_our_handle(handle) && fails(WRITE)) {
        if (control->error)
            return -1;
        length = length > 1 ? length / 2 : length;
    }
    return REAL(write)(handle, data, length);
}

DIR *opendir(const char *path) {
    return is_ours(path) && fails(LIST) ? NULL : REAL(opendir)(path);
}

int clock_gettime(clockid_t which, struct timespec *now) {
    int result = REAL(clock_gettime)(which, now);
    if (control && !result && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE)) {
        int64_t all = (int64_t)now->tv_sec * 1000000000 + now->tv_nsec + control->ahead;
        now->tv_sec = all / 1000000000;
        now->tv_nsec = all % 1000000000;
    }
    return result;
}

time_t time(time_t *into) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (into)
        *into = now.tv_sec;
    return now.tv_sec;
}

int gettimeofday(struct timeval *restrict into, void *restrict zone) {
    (void)zone;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    into->tv_sec = now.tv_sec;
    into->tv_usec = now.tv_nsec / 1000;
    return 0;
}

BY_HANDLE(ssize_t, read, READ, (int handle, void *data, size_t length), (handle, data, length))
BY_HANDLE(int, fsync, FSYNC, (int handle), (handle))
BY_HANDLE(int, fdatasync, FSYNC, (int handle), (handle))
BY_HANDLE(int, ftruncate, FTRUNCATE, (int handle, off_t length), (handle, length))
BY_HANDLE(int, ftruncate64, FTRUNCATE, (int handle, off64_t length), (handle, length))
BY_HANDLE(int, fchmod, CHMOD, (int handle, mode_t mode), (handle, mode))
BY_HANDLE(int, flock, LOCK, (int handle, int what), (handle, what))
BY_HANDLE(int, fstat, STAT, (int handle, struct stat *status), (handle, status))
BY_HANDLE(int, fstat64, STAT, (int handle, struct stat64 *status), (handle, status))
BY_PATH(int, chmod, CHMOD, (const char *path, mode_t mode), (path, mode))
BY_PATH(int, fchmodat, CHMOD, (int at, const char *path, mode_t mode, int flags), (at, path, mode, flags))
BY_PATH(int, rename, RENAME, (const char *path, const char *to), (path, to))
BY_PATH(int, renameat, RENAME, (int at, const char *path, int to_at, const char *to), (at, path, to_at, to))
BY_PATH(int, unlink, UNLINK, (const char *path), (path))
BY_PATH(int, unlinkat, UNLINK, (int at, const char *path, int flags), (at, path, flags))
BY_PATH(int, mkdir, MKDIR, (const char *path, mode_t mode), (path, mode))
BY_PATH(int, mkdirat, MKDIR, (int at, const char *path, mode_t mode), (at, path, mode))
BY_PATH(int, stat, STAT, (const char *path, struct stat *status), (path, status))
BY_PATH(int, stat64, STAT, (const char *path, struct stat64 *status), (path, status))
BY_PATH(int, lstat, STAT, (const char *path, struct stat *status), (path, status))
BY_PATH(int, lstat64, STAT, (const char *path, struct stat64 *status), (path, status))
BY_PATH(int, fstatat, STAT, (int at, const char *path, struct stat *status, int flags), (at, path, status, flags))
BY_PATH(int, fstatat64, STAT, (int at, const char *path, struct stat64 *status, int flags), (at, path, status, flags))
BY_PATH(int, access, STAT, (const char *path, int mode), (path, mode))
BY_PATH(int, faccessat, STAT, (int at, const char *path, int mode, int flags), (at, path, mode, flags))
BY_PATH(ssize_t, readlink, STAT, (const char *path, char *into, size_t length), (path, into, length))
