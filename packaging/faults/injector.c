/* Stands between a program and the C library: counts, records, breaks and ends what it writes.

   Loaded by LD_PRELOAD. Only files under the folders of FAULTS_UNDER (parted by colons) count.
   The program says through faults_arm which operation is to go wrong, and how. A record of what
   was done goes to the file handle of faults_record, one after the other, in the order in which
   it reached the system: traces.py reads it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { WRITE = 1, CREATE = 2, NAME = 4, REMOVE = 8, SYNC = 16, CUT = 32, READ = 64 };
enum { NOTHING = 0, KILL_BEFORE = 1, KILL_AFTER = 2, TORN = 3, FAIL = 4 };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char under[8][PATH_MAX];
static int folders = -1;
static int kinds = 0, what = NOTHING, reason = 0, record = -1;
static long at = 0, until = 0, counted = 0, failed = 0;

static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }
#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) real = (result (*)(__VA_ARGS__))next(name)

static void look_up(void) {
    if (folders >= 0) return;
    folders = 0;
    const char *given = getenv("FAULTS_UNDER");
    while (given && *given && folders < 8) {
        size_t length = strcspn(given, ":");
        snprintf(under[folders++], PATH_MAX, "%.*s", (int)length, given);
        given += length + (given[length] == ':');
    }
}

static int ours(const char *path) {
    look_up();
    for (int n = 0; n < folders; n++) {
        size_t length = strlen(under[n]);
        if (!strncmp(path, under[n], length) && (path[length] == '/' || !path[length])) return 1;
    }
    return 0;
}

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlink, link, path, PATH_MAX - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return path[0] == '/' && ours(path);
}

static int whole(int folder, const char *path, char *found) {
    if (!path || folders == 0) return 0;
    if (path[0] == '/') snprintf(found, PATH_MAX, "%s", path);
    else {
        char start[PATH_MAX];
        if (folder == AT_FDCWD) { if (!getcwd(start, sizeof start)) return 0; }
        else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            ssize_t length = syscall(SYS_readlink, link, start, PATH_MAX - 1);
            if (length <= 0) return 0;
            start[length] = 0;
        }
        if (snprintf(found, PATH_MAX, "%s/%s", start, path) >= PATH_MAX) return 0;
    }
    return ours(found);
}

static void put(const void *bytes, size_t length) {
    const char *left = bytes;
    while (length > 0) {
        ssize_t done = syscall(SYS_write, record, left, length);
        if (done <= 0) return;
        left += done;
        length -= done;
    }
}

static void note(char kind, long offset, const char *path, const void *data, size_t length) {
    if (record < 0) return;
    struct { int64_t kind, offset, path, data; } head = {kind, offset, strlen(path), length};
    put(&head, sizeof head);
    put(path, strlen(path));
    put(data, length);
}

static void end_now(void) {
    syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
    for (;;) pause();
}

/* Count an operation; returns 1 where it is to fail, 2 where half of it is to be done. */
static int met(int kind) {
    if (!(kinds & kind)) return 0;
    counted++;
    if (what == NOTHING || counted < at || counted >= until) return 0;
    if (what == KILL_BEFORE) end_now();
    if (what == TORN) { if (kind == WRITE) return 2; end_now(); }
    if (what == FAIL) { failed++; errno = reason; return 1; }
    return 0;
}

static void done(int kind) {
    if ((kinds & kind) && what == KILL_AFTER && counted >= at && counted < until) end_now();
}

void faults_arm(int which, int how, long first, long count, int error) {
    kinds = which; what = how; at = first; reason = error; counted = 0; failed = 0;
    until = count < 0 ? LONG_MAX : first + count;
}
void faults_record(int fd) { record = fd; }
long faults_counted(void) { return counted; }
long faults_failed(void) { return failed; }
void faults_mark(const char *words) {
    pthread_mutex_lock(&turn);
    note('A', 0, words, "", 0);
    pthread_mutex_unlock(&turn);
}

#define BEGIN pthread_mutex_lock(&turn)
#define END do { int kept = errno; pthread_mutex_unlock(&turn); errno = kept; } while (0)

static ssize_t written(int fd, const void *data, size_t length, long offset, int is_at) {
    char path[PATH_MAX];
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t);
    static ssize_t (*plain)(int, const void *, size_t);
    if (!plain) plain = (ssize_t (*)(int, const void *, size_t))next("write");
    if (!path_of(fd, path))
        return is_at ? real(fd, data, length, offset) : plain(fd, data, length);
    BEGIN;
    int fate = met(WRITE);
    if (fate == 1) { END; return -1; }
    if (fate == 2) length = length / 2;
    long from = offset;
    if (!is_at) {
        struct stat status;
        int flags = fcntl(fd, F_GETFL);
        from = (flags & O_APPEND) && !fstat(fd, &status) ? status.st_size
                                                         : lseek(fd, 0, SEEK_CUR);
    }
    ssize_t result = is_at ? real(fd, data, length, offset) : plain(fd, data, length);
    if (fate == 2) end_now();
    if (result > 0) note('W', from, path, data, result);
    done(WRITE);
    END;
    return result;
}
ssize_t write(int fd, const void *data, size_t length) { return written(fd, data, length, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
    return written(fd, data, length, offset, 1);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) {
    return written(fd, data, length, offset, 1);
}

/* What the system copied from file to file is read back, to be recorded like a write. */
static void note_copied(const char *path, long offset, size_t length) {
    if (record < 0 || length == 0) return;
    int again = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY, 0);
    char *data = malloc(length);
    if (again >= 0 && data && syscall(SYS_pread64, again, data, length, offset) == (long)length)
        note('W', offset, path, data, length);
    free(data);
    if (again >= 0) syscall(SYS_close, again);
}
ssize_t sendfile64(int out, int in, off_t *from, size_t length) {
    char path[PATH_MAX];
    REAL(ssize_t, "sendfile64", int, int, off_t *, size_t);
    if (!path_of(out, path)) return real(out, in, from, length);
    BEGIN;
    int fate = met(WRITE);
    if (fate == 1) { END; return -1; }
    struct stat status;
    if (fate == 2) length = !fstat(in, &status) ? status.st_size / 2 : 1;
    long offset = lseek(out, 0, SEEK_CUR);
    ssize_t result = real(out, in, from, length);
    if (fate == 2) end_now();
    if (result > 0) note_copied(path, offset, result);
    done(WRITE);
    END;
    return result;
}
ssize_t sendfile(int out, int in, off_t *from, size_t length) {
    return sendfile64(out, in, from, length);
}

#define READS(name, result, given, passed) \
    result name given { \
        static result (*real) given; \
        char path[PATH_MAX]; \
        if (!real) real = (result (*) given)next(#name); \
        if ((kinds & READ) && path_of(fd, path)) { \
            BEGIN; \
            int fate = met(READ); \
            END; \
            if (fate == 1) return -1; \
        } \
        return real passed; \
    }
READS(read, ssize_t, (int fd, void *data, size_t length), (fd, data, length))
READS(pread, ssize_t, (int fd, void *data, size_t length, off_t at_), (fd, data, length, at_))
READS(pread64, ssize_t, (int fd, void *data, size_t length, off_t at_), (fd, data, length, at_))

#define SYNCS(name) \
    int name(int fd) { \
        char path[PATH_MAX]; \
        REAL(int, #name, int); \
        if (!path_of(fd, path)) return real(fd); \
        BEGIN; \
        if (met(SYNC) == 1) { END; return -1; } \
        int result = real(fd); \
        if (!result) note('S', 0, path, "", 0); \
        done(SYNC); \
        END; \
        return result; \
    }
SYNCS(fsync)
SYNCS(fdatasync)

static int shortened(int fd, off_t size) {
    char path[PATH_MAX];
    REAL(int, "ftruncate64", int, off_t);
    if (!path_of(fd, path)) return real(fd, size);
    BEGIN;
    if (met(CUT) == 1) { END; return -1; }
    int result = real(fd, size);
    if (!result) note('T', size, path, "", 0);
    done(CUT);
    END;
    return result;
}
int ftruncate(int fd, off_t size) { return shortened(fd, size); }
int ftruncate64(int fd, off_t size) { return shortened(fd, size); }

static int named(int from_folder, const char *from, int to_folder, const char *to) {
    char old[PATH_MAX], new[PATH_MAX];
    REAL(int, "renameat", int, const char *, int, const char *);
    int is_old = whole(from_folder, from, old), is_new = whole(to_folder, to, new);
    if (!is_old && !is_new) return real(from_folder, from, to_folder, to);
    BEGIN;
    if (met(NAME) == 1) { END; return -1; }
    int result = real(from_folder, from, to_folder, to);
    if (!result) note('R', 0, old, new, strlen(new));
    done(NAME);
    END;
    return result;
}
int rename(const char *from, const char *to) { return named(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    return named(from_folder, from, to_folder, to);
}

static int removed(int folder, const char *path, int flags) {
    char found[PATH_MAX];
    REAL(int, "unlinkat", int, const char *, int);
    if (!whole(folder, path, found)) return real(folder, path, flags);
    BEGIN;
    if (met(REMOVE) == 1) { END; return -1; }
    int result = real(folder, path, flags);
    if (!result) note(flags & AT_REMOVEDIR ? 'D' : 'U', 0, found, "", 0);
    done(REMOVE);
    END;
    return result;
}
int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return removed(AT_FDCWD, path, AT_REMOVEDIR); }
int unlinkat(int folder, const char *path, int flags) { return removed(folder, path, flags); }

static int folder_made(int folder, const char *path, mode_t mode) {
    char found[PATH_MAX];
    REAL(int, "mkdirat", int, const char *, mode_t);
    if (!whole(folder, path, found)) return real(folder, path, mode);
    BEGIN;
    if (met(CREATE) == 1) { END; return -1; }
    int result = real(folder, path, mode);
    if (!result) note('M', 0, found, "", 0);
    done(CREATE);
    END;
    return result;
}
int mkdir(const char *path, mode_t mode) { return folder_made(AT_FDCWD, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { return folder_made(folder, path, mode); }

static int opened(int folder, const char *path, int flags, mode_t mode) {
    char found[PATH_MAX];
    struct stat status;
    if (!whole(folder, path, found) || !(flags & (O_CREAT | O_TRUNC)) ||
        (flags & O_TMPFILE) == O_TMPFILE)
        return syscall(SYS_openat, folder, path, flags, mode);
    BEGIN;
    int there = !stat(found, &status);
    int changes = there ? (flags & O_TRUNC) && status.st_size > 0 : flags & O_CREAT;
    if (changes && met(CREATE) == 1) { END; return -1; }
    int result = syscall(SYS_openat, folder, path, flags, mode);
    if (result >= 0 && changes) note(there ? 'T' : 'C', 0, found, "", 0);
    if (changes) done(CREATE);
    END;
    return result;
}
#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list more; va_start(more, flags); mode = va_arg(more, int); va_end(more); \
        } \
        return opened(AT_FDCWD, path, flags, mode); \
    }
OPENS(open)
OPENS(open64)
int openat(int folder, const char *path, int flags, ...) {
    mode_t mode = 0;
    if (flags & (O_CREAT | O_TMPFILE)) {
        va_list more; va_start(more, flags); mode = va_arg(more, int); va_end(more);
    }
    return opened(folder, path, flags, mode);
}
int openat64(int folder, const char *path, int flags, ...) {
    mode_t mode = 0;
    if (flags & (O_CREAT | O_TMPFILE)) {
        va_list more; va_start(more, flags); mode = va_arg(more, int); va_end(more);
    }
    return opened(folder, path, flags, mode);
}
/* The rest of what Python opens with. */
int creat(const char *path, mode_t mode) {
    return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
