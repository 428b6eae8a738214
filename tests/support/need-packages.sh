#!/bin/sh
# usage: need-packages.sh PACKAGE...   Installs the Debian packages that are missing,
# as root or through sudo; elsewhere it names them and stops.
missing=
for package in "$@"; do
	dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' ||
		missing="$missing $package"
done
[ -z "$missing" ] && exit 0

if ! command -v apt-get >/dev/null 2>&1; then
	for header in curses.h csv.h iniparser/iniparser.h utf8proc.h nettle/sha2.h; do
		[ -e "/usr/include/$header" ] || [ -e "/usr/local/include/$header" ] || lacking="$lacking $header"
	done
	[ -z "$lacking" ] && exit 0
	echo "Not a Debian system. Please install what has these headers:$lacking" >&2
	exit 1
fi
if [ "$(id -u)" = 0 ]; then
	as_root=
elif command -v sudo >/dev/null 2>&1; then
	as_root=sudo
else
	echo "These packages are missing:$missing" >&2
	echo "Please ask the administrator for:  apt-get install$missing" >&2
	exit 1
fi
echo "Installing:$missing"
export DEBIAN_FRONTEND=noninteractive
install_missing() { $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null; }
install_missing 2>/dev/null || { $as_root apt-get update -qq && install_missing; }
