#!/bin/sh
# The public header stands alone, as C11 and as C++17, included twice, without a warning.
#   header.sh INCLUDE_DIR CC CXX
set -eu
include=$1 cc=$2 cxx=$3
strict="-pedantic-errors -Wall -Wextra -Werror -Wconversion -Wundef -fsyntax-only"
twice='#include "viendan.h"
#include "viendan.h"
vd_status of(const vd_error *e);
vd_status of(const vd_error *e) { return e->status; }'
# shellcheck disable=SC2086 # the flags are words
printf '%s\n' "$twice" | "$cc" -x c -std=c11 $strict -I "$include" -
# shellcheck disable=SC2086
printf '%s\n' "$twice" | "$cxx" -x c++ -std=c++17 $strict -I "$include" -
