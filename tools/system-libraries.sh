#!/bin/sh
# The system libraries that no wheel brings. Debian and its children: installed through apt-get where that is permitted.
# Elsewhere, and where it is not: one clear sentence. Usage: system-libraries.sh [PACKAGE...] adds packages.
set -eu

[ "$(uname -s)" = Linux ] || exit 0

# Qt offscreen, Qt in a window, Japanese on screen, and a virtual environment.
wanted="libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libxcb-randr0 libxcb-sync1 libxcb-xfixes0
libxcb-xkb1 libx11-xcb1 libxcb-image0 libxcb-render-util0 fonts-noto-core fonts-noto-cjk $*"

if ! command -v dpkg-query >/dev/null 2>&1; then
    if ldconfig -p 2>/dev/null | grep -q libEGL.so.1; then exit 0; fi
    echo "CaseFile's window needs Qt's system libraries (on Debian: $(echo $wanted)); install your system's packages of these names, then run this again." >&2
    exit 1
fi

missing=""
for package in $wanted; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    # Since the 64-bit time change some packages carry another name that provides the old one.
    [ "$state" = installed ] || dpkg-query -W -f '${db:Status-Status}' "${package}t64" 2>/dev/null | grep -q installed ||
        missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo -n"
else
    echo "CaseFile needs these system packages; install them, then run this again: apt-get install$missing" >&2
    exit 1
fi
echo "Installing system packages:$missing"
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
