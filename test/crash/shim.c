/* Counts the operations by which a process changes files whose path begins with CRASH_STORE, and lets operation CRASH_AT go wrong as CRASH_FAULT says:
   before: killed before it; torn: half of it is written, then killed; unsynced: killed before it, and what was written since each file's last sync is undone, as a power cut may;
   full, io-error: it and all later ones fail with ENOSPC or EIO. CRASH_LOG names a file that gets a line per operation. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum fault { NONE, BEFORE, TORN, UNSYNCED, FULL, IO_ERROR };
enum { PASS, FAIL, TEAR };

struct image { char path[512]; off_t offset; size_t length; off_t size; char *bytes; struct image *next; };

static const char *store;
static long at = -1, done;
static enum fault fault;
static FILE *journal;
static struct image *images;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void start(void) {
  const char *names[] = {"", "before", "torn", "unsynced", "full", "io-error"};
  const char *wanted = getenv("CRASH_FAULT");
  store = getenv("CRASH_STORE");
  if (getenv("CRASH_AT")) at = atol(getenv("CRASH_AT"));
  for (int i = 1; wanted && i < 6; i++) if (!strcmp(wanted, names[i])) fault = i;
  if (getenv("CRASH_LOG")) journal = REAL(fopen)(getenv("CRASH_LOG"), "a");
}

static int ours(const char *path) {
  return store && path && !strncmp(path, store, strlen(store)) && !strstr(path, ".status.json");
}

static int path_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, 511);
  if (length < 0) return 0;
  path[length] = 0;
  return ours(path);
}

/* What a write is about to replace, so that it can be undone. */
static void remember(const char *path, off_t offset, size_t length) {
  int fd = REAL(open)(path, O_RDONLY);
  if (fd < 0) return;
  struct stat found;
  struct image *image = calloc(1, sizeof *image);
  fstat(fd, &found);
  strcpy(image->path, path);
  image->offset = offset;
  image->size = found.st_size;
  image->bytes = malloc(length ? length : 1);
  ssize_t got = offset < found.st_size ? pread(fd, image->bytes, length, offset) : 0;
  image->length = got > 0 ? got : 0;
  image->next = images;
  images = image;
  REAL(close)(fd);
}

static void forget(const char *path) {
  for (struct image **each = &images; *each;) {
    struct image *image = *each;
    if (strcmp(image->path, path)) { each = &image->next; continue; }
    *each = image->next;
    free(image->bytes);
    free(image);
  }
}

static void undo(void) {
  for (struct image *image = images; image; image = image->next) {
    int fd = REAL(open)(image->path, O_WRONLY);
    if (fd < 0) continue;
    if (image->length) { ssize_t ignored = REAL(pwrite64)(fd, image->bytes, image->length, image->offset); (void)ignored; }
    int failed = REAL(ftruncate64)(fd, image->size);
    (void)failed;
    REAL(close)(fd);
  }
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* Called with the mutex held. */
static int step(const char *what, const char *path, int writes) {
  done++;
  if (journal) { fprintf(journal, "%ld %s %s\n", done, what, path + strlen(store)); fflush(journal); }
  if (at < 0 || done < at) return PASS;
  if (fault == FULL) { if (writes) errno = ENOSPC; return writes ? FAIL : PASS; }
  if (fault == IO_ERROR) { errno = EIO; return FAIL; }
  if (done > at) return PASS;
  if (fault == TORN && writes) return TEAR;
  if (fault == UNSYNCED) undo();
  if (fault != NONE) die();
  return PASS;
}

#define GUARDED(is_ours, what, path, writes, half, call, failure) \
  if (!(is_ours)) return call; \
  pthread_mutex_lock(&mutex); \
  int outcome = step(what, path, writes); \
  if (outcome == TEAR) { half; die(); } \
  __typeof__(call) result = outcome == FAIL ? failure : call; \
  int kept = errno; \
  pthread_mutex_unlock(&mutex); \
  errno = kept; \
  return result;

static ssize_t write_at(int fd, const void *bytes, size_t length, off_t offset, const char *path) {
  if (fault == UNSYNCED) remember(path, offset, length);
  return REAL(pwrite64)(fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) {
  char path[512];
  GUARDED(path_of(fd, path), "pwrite", path, 1, REAL(pwrite64)(fd, bytes, length / 2, offset), write_at(fd, bytes, length, offset, path), -1)
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return pwrite64(fd, bytes, length, offset); }

static ssize_t append(int fd, const void *bytes, size_t length, const char *path) {
  struct stat found;
  off_t offset = lseek(fd, 0, SEEK_CUR);
  if (fcntl(fd, F_GETFL) & O_APPEND) { fstat(fd, &found); offset = found.st_size; }
  if (fault == UNSYNCED) remember(path, offset, length);
  return REAL(write)(fd, bytes, length);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  char path[512];
  GUARDED(path_of(fd, path), "write", path, 1, REAL(write)(fd, bytes, length / 2), append(fd, bytes, length, path), -1)
}

static int synced(int result, const char *path) { if (!result) forget(path); return result; }
int fsync(int fd) { char path[512]; GUARDED(path_of(fd, path), "fsync", path, 0, (void)0, synced(REAL(fsync)(fd), path), -1) }
int fdatasync(int fd) { char path[512]; GUARDED(path_of(fd, path), "fdatasync", path, 0, (void)0, synced(REAL(fdatasync)(fd), path), -1) }

static int cut(int fd, off_t length, const char *path) {
  struct stat found;
  fstat(fd, &found);
  if (fault == UNSYNCED) remember(path, length, found.st_size > length ? found.st_size - length : 0);
  return REAL(ftruncate64)(fd, length);
}
int ftruncate64(int fd, off_t length) { char path[512]; GUARDED(path_of(fd, path), "truncate", path, 1, (void)0, cut(fd, length, path), -1) }
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int rename_images(int result, const char *from, const char *to) {
  if (result) return result;
  forget(to);
  for (struct image *image = images; image; image = image->next) if (!strcmp(image->path, from)) strcpy(image->path, to);
  return result;
}
int rename(const char *from, const char *to) { GUARDED(ours(from), "rename", from, 1, (void)0, rename_images(REAL(rename)(from, to), from, to), -1) }
int unlink(const char *path) { GUARDED(ours(path), "unlink", path, 0, (void)0, REAL(unlink)(path), -1) }
int rmdir(const char *path) { GUARDED(ours(path), "rmdir", path, 0, (void)0, REAL(rmdir)(path), -1) }
int mkdir(const char *path, mode_t mode) { GUARDED(ours(path), "mkdir", path, 1, (void)0, REAL(mkdir)(path, mode), -1) }

static int made(const char *path, int flags, mode_t mode) {
  int fresh = access(path, F_OK) != 0;
  int fd = REAL(open64)(path, flags, mode);
  if (fd >= 0 && fault == UNSYNCED && fresh) remember(path, 0, 0);
  return fd;
}
int open64(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
  va_end(more);
  GUARDED(ours(path) && flags & O_CREAT, "create", path, 1, (void)0, made(path, flags, mode), -1)
}
int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open64(path, flags, mode);
}
