/* Preloaded into a process under test: counts what it does to regular files (write, fsync, rename, truncate, unlink of their
   folders' entries is left alone), and at the Nth kills the process or lets the call fail as a full or broken disk would. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { OFF, COUNT, KILL, FULL, BROKEN };
static int mode = OFF, at = 0, count = 0;

void fault_arm(int how, int nth) { mode = how; at = nth; count = 0; }
int fault_count(void) { return count; }

static int regular(int fd) {
    struct stat found;
    return fd > 2 && fstat(fd, &found) == 0 && S_ISREG(found.st_mode);
}

/* 0: go on; else the error number to fail with. A full disk stays full, a broken one fails once. */
static int hit(void) {
    if (mode == OFF) return 0;
    count++;
    if (mode == KILL && count == at) raise(SIGKILL);
    if (mode == FULL && count >= at) return ENOSPC;
    if (mode == BROKEN && count == at) return EIO;
    return 0;
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__) = 0; \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)
#define FAIL(error) do { errno = (error); return -1; } while (0)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (mode != OFF && regular(fd)) {
        /* What is killed in the middle of a write has written half of it. */
        if (mode == KILL && count + 1 == at) real(fd, data, size / 2);
        int error = hit();
        if (error) FAIL(error);
    }
    return real(fd, data, size);
}

static ssize_t placed(const char *name, int fd, const void *data, size_t size, off_t offset) {
    ssize_t (*real)(int, const void *, size_t, off_t) = (ssize_t(*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, name);
    if (mode != OFF && regular(fd)) {
        if (mode == KILL && count + 1 == at) real(fd, data, size / 2, offset);
        int error = hit();
        if (error) FAIL(error);
    }
    return real(fd, data, size, offset);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return placed("pwrite", fd, data, size, offset); }
ssize_t pwrite64(int fd, const void *data, size_t size, off_t offset) { return placed("pwrite64", fd, data, size, offset); }

#define ONE(name) \
    int name(int fd) { \
        REAL(int, #name, int); \
        if (mode != OFF && regular(fd)) { int error = hit(); if (error) FAIL(error); } \
        return real(fd); \
    }
ONE(fsync)
ONE(fdatasync)

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    int error = hit();
    if (error) FAIL(error);
    return real(from, to);
}

int renameat(int one, const char *from, int other, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *);
    int error = hit();
    if (error) FAIL(error);
    return real(one, from, other, to);
}

int ftruncate(int fd, off_t size) {
    REAL(int, "ftruncate", int, off_t);
    if (mode != OFF && regular(fd)) { int error = hit(); if (error) FAIL(error); }
    return real(fd, size);
}
int ftruncate64(int fd, off_t size) {
    REAL(int, "ftruncate64", int, off_t);
    if (mode != OFF && regular(fd)) { int error = hit(); if (error) FAIL(error); }
    return real(fd, size);
}

ssize_t sendfile(int out, int in, off_t *offset, size_t size) {
    REAL(ssize_t, "sendfile", int, int, off_t *, size_t);
    if (mode != OFF && regular(out)) { int error = hit(); if (error) FAIL(error); }
    return real(out, in, offset, size);
}
