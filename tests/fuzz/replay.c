/** Runs the files of the folders given through one fuzz target: the seeds as an ordinary test.
 *
 *      replay_<target> FOLDER…
 *
 *  Each file goes in whole, empty, and cut short at a dozen places: an input that ends too soon is the commonest one.
 *  A folder without files is an error. */
#include "fuzz/fuzz.h"

#include <dirent.h>
#include <sys/stat.h>

enum { CUTS = 12 };

static bool file_run(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct stat info;
    if (!file || fstat(fileno(file), &info) != 0) {
        perror(path);
        if (file) {
            fclose(file);
        }
        return false;
    }
    size_t size = (size_t)info.st_size;
    uint8_t *data = malloc(size + 1);
    bool good = data && fread(data, 1, size, file) == size;
    fclose(file);
    for (size_t cut = 0; good && cut <= CUTS; cut++) {
        /* A copy of just that size, so that a read past the end is seen. */
        size_t len = size * cut / CUTS;
        uint8_t *part = malloc(len ? len : 1);
        good = part != NULL;
        if (good) {
            memcpy(part, data, len);
            (void)LLVMFuzzerTestOneInput(part, len);
        }
        free(part);
    }
    free(data);
    return good;
}

static bool folder_run(const char *folder, size_t *count)
{
    struct dirent **names = NULL;
    int found = scandir(folder, &names, NULL, alphasort);
    bool good = found >= 0;
    if (!good) {
        perror(folder);
    }
    for (int i = 0; i < found; i++) {
        char path[4096];
        struct stat info;
        int len = snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        if (good && len > 0 && (size_t)len < sizeof path && stat(path, &info) == 0 && S_ISREG(info.st_mode)) {
            good = file_run(path);
            ++*count;
        }
        free(names[i]);
    }
    free(names);
    return good;
}

int main(int argc, char **argv)
{
    size_t count = 0;
    for (int i = 1; i < argc; i++) {
        if (!folder_run(argv[i], &count)) {
            return 1;
        }
    }
    printf("%zu files\n", count);
    return count > 0 ? 0 : 1;
}
