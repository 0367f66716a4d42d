/* A power cut, simulated: what was written but not yet synced is lost.
 *
 * Preloaded into a process, this keeps beside POWER_ROOT a second folder, POWER_DISK, that holds what a disk would hold
 * after a cut: a file as it was when it was last synced, a name as it was when its folder was last synced.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int under(const char *path, char *disk) {
    const char *root = getenv("POWER_ROOT"), *to = getenv("POWER_DISK");
    size_t length = root ? strlen(root) : 0;
    if (!root || !to || strncmp(path, root, length) || (path[length] && path[length] != '/')) return 0;
    snprintf(disk, PATH_MAX, "%s%s", to, path + length);
    return 1;
}

static void copy(const char *from, const char *to) {
    char part[PATH_MAX + 8], data[65536];
    snprintf(part, sizeof part, "%s~cut", to);
    int in = open(from, O_RDONLY), out = open(part, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ssize_t n;
    while (in >= 0 && out >= 0 && (n = read(in, data, sizeof data)) > 0)
        if (write(out, data, n) != n) abort();
    close(in);
    close(out);
    ((int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename"))(part, to);
}

/* A folder was synced: names that are gone go, names that are new come with what was synced of their files. */
static void settle(const char *path, const char *disk) {
    char here[PATH_MAX * 2], there[PATH_MAX * 2];
    struct stat status;
    struct dirent *entry;
    mkdir(disk, 0700);
    DIR *folder = opendir(disk);
    while (folder && (entry = readdir(folder))) {
        snprintf(here, sizeof here, "%s/%s", path, entry->d_name);
        snprintf(there, sizeof there, "%s/%s", disk, entry->d_name);
        if (entry->d_type == DT_REG && stat(here, &status)) unlink(there);
    }
    if (folder) closedir(folder);
}

static void synced(int fd) {
    char link[64], path[PATH_MAX + 1], disk[PATH_MAX];
    struct stat status;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX);
    if (length < 0 || fstat(fd, &status)) return;
    path[length] = 0;
    if (!under(path, disk)) return;
    if (S_ISDIR(status.st_mode)) settle(path, disk);
    else copy(path, disk);
}

int fsync(int fd) {
    int done = ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd);
    if (!done) synced(fd);
    return done;
}

int fdatasync(int fd) {
    int done = ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd);
    if (!done) synced(fd);
    return done;
}

/* As with a changed name, the disk has a new folder at once; what is in it only when it was synced. */
int mkdir(const char *path, mode_t mode) {
    char disk[PATH_MAX];
    int (*real)(const char *, mode_t) = dlsym(RTLD_NEXT, "mkdir");
    int done = real(path, mode);
    if (!done && under(path, disk)) real(disk, mode);
    return done;
}

int rename(const char *from, const char *to) {
    char old[PATH_MAX], new[PATH_MAX];
    int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "rename");
    int done = real(from, to);
    if (!done && under(from, old) && under(to, new)) real(old, new);
    return done;
}
