#!/bin/sh
# What is installed works where it was put: the program, with the libraries that it loads later, its page, what shells
# complete by, and the library, for the program that its page shows.
#   install.sh CMAKE BUILD_DIR SOURCE_DIR CC [FLAG]...   (FLAGs are those that the library itself was linked with)
# Exit 0: it does.  1: it does not.
set -eu
cmake=$1 build=$2 source=$3 cc=$4
shift 4
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

# The library: found by pkg-config wherever it stands, and nothing but the header's names to be seen.
pc=$(find usr -name viendan.pc)
[ -n "$pc" ] || complain "no viendan.pc"
export PKG_CONFIG_PATH="$work/${pc%/viendan.pc}"
sed -n '/^    #include/,/^    \$ cc/{/^    \$ cc/!s/^    //p}' "$source/docs/library.md" >letter.c
# shellcheck disable=SC2046 # words
"$cc" -std=c11 -Wall -Wextra -Werror "$@" letter.c $(pkg-config --cflags --libs viendan) -o letter ||
    complain "the program of docs/library.md does not compile"
LD_LIBRARY_PATH=$(pkg-config --variable=libdir viendan) ./letter >letter.out || complain "it does not run"
grep -q '^[0-9]*-[0-9]* 33/CT-TTg$' letter.out || complain "it finds nothing: $(cat letter.out)"
grep -q '^{"source":"letter",.*"date":"2021-11-26"' letter.out || complain "it writes no rows: $(cat letter.out)"
# Before 1.0 a program asks for the very version whose header it knows, behind it for the same first number.
version=$("$program" --version | sed -n '1s/^viendan //p')
case $version in
0.*) fits=${version%.*} ;;
*) fits=${version%%.*} ;;
esac
soname=$(readelf -d "$(pkg-config --variable=libdir viendan)/libviendan.so" | sed -n 's/.*SONAME.*\[\(.*\)\]$/\1/p')
[ "$soname" = "libviendan.so.$fits" ] || complain "version $version is called $soname"
readelf -V letter | grep -q "VIENDAN_$fits " || complain "its names are not those of VIENDAN_$fits"
nm -D --defined-only "$(pkg-config --variable=libdir viendan)/libviendan.so" | awk '{ print $3 }' |
    sed 's/@.*//' | sort >shown
grep -o 'vd_[a-z0-9_]*(' "$source/include/viendan.h" | tr -d '(' | sort -u >declared
sed -i '/^VIENDAN_/d' shown
cmp -s declared shown || complain "the library shows other names than its header: $(comm -3 declared shown)"
exit $failed
