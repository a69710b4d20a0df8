#!/bin/sh
# Below the command line nothing prints, exits or aborts: no room's library may call what does.
#   silent.sh LIBRARY…
# Exit 0: none does.  1: one does.  2: a library cannot be read.
set -eu
failed=0
for library in "$@"; do
    symbols=$(nm -A -u "$library") || exit 2
    calls=$(printf '%s\n' "$symbols" |
        grep -E ' U (_?exit|_Exit|quick_exit|abort|printf|vprintf|puts|putchar|perror|stdout|stderr|__assert_fail|raise|signal)$' || true)
    if [ -n "$calls" ]; then
        printf '%s\n' "$calls"
        failed=1
    fi
done
exit $failed
