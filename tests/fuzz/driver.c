/*
 * Replays corpora without a fuzzer: hands each file named by the arguments, and each file of each
 * folder named, to the fuzz target that it is linked with. Fails when an argument is missing, or a
 * folder is empty, so that no lost corpus passes for a tested one.
 */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_BYTES_MAX ((size_t)1024 * 1024)
#define PATH_BYTES_MAX 4096

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *room = malloc(FILE_BYTES_MAX + 1);
    uint8_t *exact = NULL;
    size_t size;
    int failed = 1;

    if (!file || !room) {
        perror(path);
        goto done;
    }
    size = fread(room, 1, FILE_BYTES_MAX + 1, file);
    if (ferror(file) || size > FILE_BYTES_MAX) {
        fprintf(stderr, "%s: unreadable, or larger than %zu bytes\n", path, FILE_BYTES_MAX);
        goto done;
    }
    /* Of just that size, so that a sanitizer sees a read past it. */
    exact = malloc(size ? size : 1);
    if (!exact) {
        perror(path);
        goto done;
    }
    memcpy(exact, room, size);
    LLVMFuzzerTestOneInput(exact, size);
    failed = 0;
done:
    free(exact);
    free(room);
    if (file)
        fclose(file);
    return failed;
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int replay_folder(const char *folder, unsigned *replayed)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_visible, alphasort);
    int failed = count <= 0;

    if (count < 0)
        perror(folder);
    else if (count == 0)
        fprintf(stderr, "%s: empty\n", folder);
    for (int i = 0; i < count; i++) {
        char path[PATH_BYTES_MAX];

        if (snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name) >=
            (int)sizeof(path)) {
            fprintf(stderr, "%s: a path that is too long\n", folder);
            failed = 1;
        } else if (replay_file(path)) {
            failed = 1;
        } else {
            (*replayed)++;
        }
        free(entries[i]);
    }
    free(entries);
    return failed;
}

int main(int argc, char **argv)
{
    unsigned replayed = 0;
    int failed = 0;

    for (int i = 1; i < argc; i++) {
        struct stat info;

        if (stat(argv[i], &info) == 0 && S_ISDIR(info.st_mode))
            failed |= replay_folder(argv[i], &replayed);
        else if (replay_file(argv[i]))
            failed = 1;
        else
            replayed++;
    }
    printf("%u replayed\n", replayed);
    return failed || replayed == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
