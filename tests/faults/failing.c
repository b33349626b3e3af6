/* Preloaded into a process: lets one of its calls to the system about our files fail.

   It includes no header and links nothing, so a compiler alone will do: what is passed on is a number or a pointer. */

typedef unsigned long size;
typedef long offset; /* also what a call gives that counts bytes */

void *dlsym(void *handle, const char *name);
int *__errno_location(void);
int getpid(void);
int snprintf(char *text, size length, const char *format, ...);
int dprintf(int file, const char *format, ...);
int strncmp(const char *one, const char *other, size length);
size strlen(const char *text);
char *strstr(const char *text, const char *part);
offset readlink(const char *path, char *text, size length);
char *getcwd(char *text, size length);
int dirfd(void *folder);

enum { LENGTH = 4096, HERE = -100, MAKES = 01000 | 0100 /* O_TRUNC, O_CREAT */ };

static char below[LENGTH], but[LENGTH], names[LENGTH];
static long nth, seen;
static int error, after, children, told, owner, is_busy;

/* From now on the nth call about what lies below a folder, but not below another one, meets an error; each of all
   processes, where nth is below 0.

   called: the names of the calls that count, each between commas; empty for all. made: the call is made, and gives the
   error all the same. forked: it is a call of each process that this one becomes two with; else of this one. file: takes
   a line about each call; "!" begins that of the one which failed. */
void failing_begin(const char *folder, const char *not, const char *called, long number, int with, int made, int forked,
                   int file) {
    snprintf(below, LENGTH, "%s", folder);
    snprintf(but, LENGTH, "%s", not);
    snprintf(names, LENGTH, "%s", called);
    nth = number, error = with, after = made, children = forked, told = file;
    seen = 0, owner = getpid();
}

/* From now on no call meets one. */
void failing_end(void) { owner = 0; }

static int counts(const char *name) {
    char between[64];
    snprintf(between, sizeof between, ",%s,", name);
    return !*names || strstr(names, between);
}

static int is_ours(const char *path) {
    return !strncmp(path, below, strlen(below)) && !(*but && !strncmp(path, but, strlen(but)));
}

/* Whether a call meets the error. folder: the number of an open one, or HERE; path: from there, null for itself. */
static int meets(const char *name, int folder, const char *path) {
    char whole[LENGTH] = "stdout", link[64];
    int before = *__errno_location(), is_met = 0;
    if (!owner || is_busy || (nth >= 0 && (getpid() != owner) != children) || !counts(name)) return 0;
    is_busy = 1;
    if (path && *path == '/') {
        snprintf(whole, LENGTH, "%s", path);
    } else if (path || folder != 1) {
        offset length = 0;
        if (folder == HERE) {
            length = getcwd(whole, LENGTH) ? strlen(whole) : 0;
        } else {
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            length = readlink(link, whole, LENGTH - 1);
            if (length < 0) length = 0;
        }
        snprintf(whole + length, LENGTH - length, path && *path ? "/%s" : "", path);
    }
    if (is_ours(whole) || (folder == 1 && !path)) {
        is_met = ++seen == nth || nth < 0;
        dprintf(told, "%s%s %s\n", is_met ? "!" : "", name, whole);
    }
    is_busy = 0;
    *__errno_location() = is_met ? error : before;
    return is_met;
}

#define REAL(result, name, params) \
    static result (*real) params; \
    if (!real) real = (result (*) params) dlsym((void *) -1l, #name)

#define CALL(result, name, folder, path, bad, is_made, params, args) \
    result name params { \
        REAL(result, name, params); \
        if (!meets(#name, folder, path)) return real args; \
        if (is_made) { real args; *__errno_location() = error; } \
        return bad; \
    }
#define ON_FILE(result, name, params, args) CALL(result, name, file, 0, -1, after, params, args)
#define ON_PATH(result, name, params, args) CALL(result, name, HERE, path, -1, after, params, args)
#define AT_PATH(result, name, params, args) CALL(result, name, folder, path, -1, after, params, args)

/* Close a file whose number nobody learns. */
static void shut(int file) {
    REAL(int, close, (int file));
    real(file);
}

#define OPEN(name, folder, params, args) \
    int name params { \
        REAL(int, name, params); \
        if (!meets(flags & MAKES ? "make" : "open", folder, path)) return real args; \
        if (after) { shut(real args); *__errno_location() = error; } \
        return -1; \
    }
OPEN(open, HERE, (const char *path, int flags, unsigned mode), (path, flags, mode))
OPEN(open64, HERE, (const char *path, int flags, unsigned mode), (path, flags, mode))
OPEN(openat, folder, (int folder, const char *path, int flags, unsigned mode), (folder, path, flags, mode))
OPEN(openat64, folder, (int folder, const char *path, int flags, unsigned mode), (folder, path, flags, mode))
CALL(int, close, file, 0, -1, 1, (int file), (file)) /* the system closes it whatever it says */

ON_FILE(offset, read, (int file, void *text, size length), (file, text, length))
ON_FILE(offset, pread, (int file, void *text, size length, offset at), (file, text, length, at))
ON_FILE(offset, pread64, (int file, void *text, size length, offset at), (file, text, length, at))
ON_FILE(offset, write, (int file, const void *text, size length), (file, text, length))
ON_FILE(offset, pwrite, (int file, const void *text, size length, offset at), (file, text, length, at))
ON_FILE(offset, pwrite64, (int file, const void *text, size length, offset at), (file, text, length, at))
ON_FILE(offset, lseek, (int file, offset at, int whence), (file, at, whence))
ON_FILE(offset, lseek64, (int file, offset at, int whence), (file, at, whence))
ON_FILE(offset, sendfile, (int file, int from, offset *at, size length), (file, from, at, length))
ON_FILE(offset, sendfile64, (int file, int from, offset *at, size length), (file, from, at, length))

/* Nobody cuts the power here, and without waiting for the disk all of this is many times faster. */
#define FLUSH(name) \
    int name(int file) { return -meets(#name, file, 0); }
FLUSH(fsync)
FLUSH(fdatasync)

ON_FILE(int, ftruncate, (int file, offset length), (file, length))
ON_FILE(int, ftruncate64, (int file, offset length), (file, length))
CALL(int, posix_fallocate, file, 0, error, after, (int file, offset at, offset length), (file, at, length))
CALL(int, posix_fallocate64, file, 0, error, after, (int file, offset at, offset length), (file, at, length))
ON_FILE(int, flock, (int file, int how), (file, how))
ON_FILE(int, fstat, (int file, void *found), (file, found))
ON_FILE(int, fstat64, (int file, void *found), (file, found))
ON_FILE(int, fchmod, (int file, unsigned mode), (file, mode))
ON_FILE(int, fchown, (int file, unsigned user, unsigned group), (file, user, group))
ON_FILE(int, futimens, (int file, const void *times), (file, times))
ON_FILE(offset, flistxattr, (int file, char *names, size length), (file, names, length))
ON_FILE(offset, fgetxattr, (int file, const char *name, void *value, size length), (file, name, value, length))
ON_FILE(int, fsetxattr, (int file, const char *name, const void *value, size length, int flags),
        (file, name, value, length, flags))
CALL(void *, mmap, file, 0, (void *) -1l, after, (void *at, size length, int can, int flags, int file, offset from),
     (at, length, can, flags, file, from))
CALL(void *, mmap64, file, 0, (void *) -1l, after, (void *at, size length, int can, int flags, int file, offset from),
     (at, length, can, flags, file, from))

/* Those that only number or mark a file cannot fail for its disk: F_DUPFD, F_GETFD, F_SETFD, F_DUPFD_CLOEXEC. */
#define FCNTL(name) \
    int name(int file, int what, void *more) { \
        REAL(int, name, (int, int, void *)); \
        if (what <= 2 || what == 1030 || !meets("fcntl", file, 0)) return real(file, what, more); \
        if (after) { real(file, what, more); *__errno_location() = error; } \
        return -1; \
    }
FCNTL(fcntl)
FCNTL(fcntl64)

ON_PATH(int, stat, (const char *path, void *found), (path, found))
ON_PATH(int, stat64, (const char *path, void *found), (path, found))
ON_PATH(int, lstat, (const char *path, void *found), (path, found))
ON_PATH(int, lstat64, (const char *path, void *found), (path, found))
AT_PATH(int, fstatat, (int folder, const char *path, void *found, int flags), (folder, path, found, flags))
AT_PATH(int, fstatat64, (int folder, const char *path, void *found, int flags), (folder, path, found, flags))
AT_PATH(int, statx, (int folder, const char *path, int flags, unsigned which, void *found),
        (folder, path, flags, which, found))
ON_PATH(int, statvfs64, (const char *path, void *found), (path, found))
ON_PATH(int, access, (const char *path, int mode), (path, mode))
AT_PATH(int, faccessat, (int folder, const char *path, int mode, int flags), (folder, path, mode, flags))
ON_PATH(offset, readlink, (const char *path, char *text, size length), (path, text, length))
AT_PATH(offset, readlinkat, (int folder, const char *path, char *text, size length), (folder, path, text, length))
ON_PATH(offset, listxattr, (const char *path, char *names, size length), (path, names, length))
ON_PATH(offset, getxattr, (const char *path, const char *name, void *value, size length), (path, name, value, length))
ON_PATH(int, setxattr, (const char *path, const char *name, const void *value, size length, int flags),
        (path, name, value, length, flags))
ON_PATH(int, truncate64, (const char *path, offset length), (path, length))
ON_PATH(int, chmod, (const char *path, unsigned mode), (path, mode))
AT_PATH(int, fchmodat, (int folder, const char *path, unsigned mode, int flags), (folder, path, mode, flags))
ON_PATH(int, chown, (const char *path, unsigned user, unsigned group), (path, user, group))
AT_PATH(int, utimensat, (int folder, const char *path, const void *times, int flags), (folder, path, times, flags))
ON_PATH(int, mkdir, (const char *path, unsigned mode), (path, mode))
AT_PATH(int, mkdirat, (int folder, const char *path, unsigned mode), (folder, path, mode))
ON_PATH(int, rmdir, (const char *path), (path))
ON_PATH(int, unlink, (const char *path), (path))
AT_PATH(int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
ON_PATH(int, rename, (const char *path, const char *to), (path, to))
AT_PATH(int, renameat, (int folder, const char *path, int other, const char *to), (folder, path, other, to))
AT_PATH(int, renameat2, (int folder, const char *path, int other, const char *to, unsigned flags),
        (folder, path, other, to, flags))
ON_PATH(int, link, (const char *path, const char *to), (path, to))
AT_PATH(int, linkat, (int folder, const char *path, int other, const char *to, int flags),
        (folder, path, other, to, flags))
CALL(int, symlink, HERE, path, -1, after, (const char *to, const char *path), (to, path))
CALL(int, symlinkat, folder, path, -1, after, (const char *to, int folder, const char *path), (to, folder, path))

CALL(void *, opendir, HERE, path, 0, after, (const char *path), (path))
CALL(void *, fdopendir, file, 0, 0, after, (int file), (file))
CALL(void *, readdir, dirfd(folder), 0, 0, after, (void *folder), (folder))
CALL(void *, readdir64, dirfd(folder), 0, 0, after, (void *folder), (folder))
CALL(char *, getcwd, HERE, "", 0, after, (char *text, size length), (text, length))
