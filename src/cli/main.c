/* The program: prepare the process, read the command line, run the verb. */
#include "cli/diag.h"
#include "cli/options.h"
#include "cli/verbs.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

/* Give every standard descriptor a file.  A closed one would be taken by the next open(), and an answer or a message
 * would then be written into the database.  The stand-ins refuse what is done to the closed one: reading 1, writing 0.
 */
static void descriptors_fill(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd) {
            _exit(CLI_INTERNAL);
        }
    }
}

int main(int argc, char **argv)
{
    struct sigaction ignore = {.sa_flags = 0};
    cli_args args = {.verb = NULL};
    descriptors_fill();
    /* Writing to a closed pipe shall fail and not kill: see output.c. */
    ignore.sa_handler = SIG_IGN;
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGPIPE, &ignore, NULL);
    int code = cli_args_read(argc, argv, &args);
    return code == CLI_FOUND ? cli_args_run(&args) : code;
}
