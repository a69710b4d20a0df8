#!/bin/sh
# What few questions need is not loaded at the start: the program names no such library as needed, and says in a note that
# it will ask for it.
#   later.sh PROGRAM LIBRARY…
# Exit 0: so it is.  1: it is not.  2: the program cannot be read.
set -eu
program=$1
shift
needed=$(readelf -dW "$program") || exit 2
notes=$(readelf -p .note.dlopen "$program") || exit 2
failed=0
for library in "$@"; do
    case $needed in *"NEEDED"*"[$library"*) echo "$program is linked with $library"; failed=1 ;; esac
    case $notes in *"\"soname\":[\"$library."*) ;; *) echo "$program has no note of $library"; failed=1 ;; esac
done
exit $failed
