#!/bin/sh
# layers.sh, twice.sh and docs.sh must refuse what they are there to refuse: each case is a small tree with one fault, or none.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# expect CODE TEXT FILE LINE: a tree where FILE holds LINE must end with CODE and say TEXT.
expect() {
    rm -rf "$work/src"
    mkdir -p "$work/src/base" "$work/src/$(dirname "$3")"
    echo '#include <stddef.h>' >"$work/src/base/alloc.h"
    printf '%s\n' "$4" >"$work/src/$3"
    code=0
    said=$("$here/layers.sh" "$work/src" 2>&1) || code=$?
    case $said in *"$2"*) ;; *) code="$code, said \"$said\"" ;; esac
    if [ "$code" != "$1" ]; then
        echo "$3 with <$4>: want $1 and \"$2\", got $code"
        failed=1
    fi
}

expect 0 '' text/text.c '#include "base/arena.h"'
expect 0 '' text/text.c '#include "text/text.h"'
expect 0 '' text/text.c '#include "text.h"'
expect 0 '' cli/main.c '#include "viendan.h"'
expect 0 '' extract/scan.c '#include <pcre2.h>'
expect 0 '' ingest/ingest.c '#include "store/store.h"'
expect 1 'text/text.c:1: room text may not include "extract/scan.h"' text/text.c '#include "extract/scan.h"'
expect 1 'may not include' read/read.c '#include "text/text.h"'
expect 1 'may not include' store/put.c '#include "ingest/ingest.h"'
expect 1 'may not include' report/csv.c '  #  include "ingest/ingest.h" /* why */'
expect 1 'may not include' cli/main.c '#include "base/arena.h"'
expect 1 'paths begin at src/' text/text.c '#include "../extract/scan.h"'
expect 1 'does not belong in room store' store/put.c '#include <pcre2.h>'
expect 1 'does not belong in room report' report/svg.c '#include <igraph/igraph.h>'
expect 1 'does not belong in room cli' cli/main.c '#include <sqlite3.h>'
expect 1 'does not belong in room resolve' resolve/name.c '#include <utf8proc.h>'
expect 1 'does not know room server' server/main.c '#include "viendan.h"'
expect 1 'may not link vd_store' text/CMakeLists.txt 'vd_room(text SOURCES text.c USES vd_base vd_store)'
expect 0 '' text/CMakeLists.txt 'vd_room(text SOURCES text.c USES vd_base)'

# once CODE TEXT NAME BODY: beside a function of one file, another file with NAME and BODY.
once() {
    rm -rf "$work/src"
    mkdir -p "$work/src/text" "$work/src/store"
    printf 'static int more(int a,\n                int b)\n{\n    return a + b;\n}\n\n%s\n' \
        'int vd_less(int a)' >"$work/src/text/a.c"
    printf '{\n    return a - 1;\n}\n' >>"$work/src/text/a.c"
    printf '%s\n{\n    %s\n}\n' "$3" "$4" >"$work/src/store/b.c"
    code=0
    said=$("$here/twice.sh" "$work/src" 2>&1) || code=$?
    case $said in *"$2"*) ;; *) code="$code, said \"$said\"" ;; esac
    if [ "$code" != "$1" ]; then
        echo "$3 { $4 }: want $1 and \"$2\", got $code"
        failed=1
    fi
}

params='int a,
                int b'
once 0 '' "static int more($params)" 'return b + a;'
once 0 '' "static int most($params)" 'return a + b;'
once 0 '' 'static int vd_less(int a)' 'return a - 2;'
once 1 'text/a.c:1: more is defined in store/b.c, too' "static int more($params)" 'return a + b;'
once 1 'text/a.c:7: vd_less is defined in store/b.c, too' 'int vd_less(int other)' 'return other;'

# A name is that of one type, in whatever rooms.
for name in vd_pair vd_other; do
    printf 'typedef struct vd_pair {\n    int a;\n} vd_pair;\n' >"$work/src/text/a.h"
    printf 'typedef enum %s {\n    VD_ONE\n} %s;\n' "$name" "$name" >"$work/src/store/b.h"
    code=0
    said=$("$here/twice.sh" "$work/src" 2>&1) || code=$?
    case "$name $said" in
        "vd_pair "*'text/a.h:3: the type vd_pair is defined in store/b.h, too'* | vd_other*) ;;
        *) echo "two types $name: said \"$said\""; failed=1 ;;
    esac
    case "$name $said" in vd_other*'the type'*) echo "types of other names: said \"$said\""; failed=1 ;; esac
done

# named CODE TEXT WORDS: a page that holds WORDS, in a tree with src/text/a.c and the test text.fold.
named() {
    rm -rf "$work/tree"
    mkdir -p "$work/tree/src/text" "$work/tree/tests/text" "$work/tree/include"
    echo '/* a.c: this file. */' >"$work/tree/src/text/a.c"
    echo '{"name": "check"}' >"$work/tree/CMakePresets.json"
    printf '# One head\n\n%s\n' "$3" >"$work/tree/page.md"
    code=0
    echo text.fold >"$work/tests"
    said=$("$here/docs.sh" "$work/tree" "$work/tests" 2>&1) || code=$?
    case $said in *"$2"*) ;; *) code="$code, said \"$said\"" ;; esac
    [ "$code" = "$1" ] || { echo "a page with <$3>: want $1 and \"$2\", got $code"; failed=1; }
}
# shellcheck disable=SC2016 # marks of Markdown
{
    named 0 '' '[a](src/text/a.c), [b](#one-head), `src/text/*.c`, `a.c`, `text/a.c`, `text.fold`, --preset check'
    named 1 'page.md: no other.md' '[a](other.md)'
    named 1 'page.md: no heading #two-heads in page.md' '[a](page.md#two-heads)'
    named 1 'page.md: no src/text/b.c' '    cc src/text/b.c'
    named 1 'page.md: no file b.c' 'see `b.c`'
    named 1 'page.md: no file store/a.c' 'see `store/a.c`'
    named 1 'page.md: no test text.lines' 'run `text.lines`'
    named 1 'page.md: no preset fast' 'cmake --preset fast'
}
echo '/* b.c: gone. */' >"$work/tree/src/text/a.c"
said=$("$here/docs.sh" "$work/tree" 2>&1) || true
case $said in *'src/text/a.c: no file b.c'*) ;; *) echo "a comment that names no file: said \"$said\""; failed=1 ;; esac

rm -rf "$work/src"
mkdir "$work/src"
for check in layers twice docs; do
    code=0
    "$here/$check.sh" "$work/src" 2>/dev/null || code=$?
    [ "$code" = 2 ] || { echo "$check, an empty tree: want 2, got $code"; failed=1; }
done
exit $failed
