#!/bin/sh
# What is installed works where it was put: the program, with the libraries that it loads later, its page and what shells
# complete by.
#   install.sh CMAKE BUILD_DIR SOURCE_DIR
# Exit 0: it does.  1: it does not.
set -eu
cmake=$1 build=$2 source=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
complain() {
    echo "install: $*"
    failed=1
}

DESTDIR=$work "$cmake" --install "$build" --prefix /usr >"$work/log" || { cat "$work/log"; exit 1; }
cd "$work"
for file in bin/viendan share/man/man1/viendan.1 share/bash-completion/completions/viendan \
    share/zsh/site-functions/_viendan share/fish/vendor_completions.d/viendan.fish; do
    [ -s "usr/$file" ] || complain "no $file"
done
program=$work/usr/bin/viendan
"$program" --version | grep -q '^viendan ' || complain "it does not start"
"$program" --db a.db ingest "$source/corpus/plans" 2>"$work/err" || complain "it does not read: $(cat "$work/err")"
"$program" --db a.db rank --format csv >ranks 2>"$work/err" || complain "no igraph: $(cat "$work/err")"
[ "$(wc -l <ranks)" -gt 2 ] || complain "nothing is ranked"
"$program" --db a.db documents --format xlsx >a.xlsx 2>"$work/err" || complain "no libxlsxwriter: $(cat "$work/err")"
[ "$(head -c 2 a.xlsx)" = PK ] || complain "no workbook is written"
exit $failed
