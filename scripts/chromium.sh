#!/bin/sh
# Prints the path of a Chromium or Chrome that the console's tests can drive. Usage: chromium.sh [--find]
# Looks at CHROMIUM, PATH and the usual places; as root on Debian or Ubuntu it installs one (apt-get), unless --find is given.
# Exit codes: 0 found, 2 usage, 3 none can be had (why: on standard error).
set -eu

case "${1:-}" in
  '' | --find) ;;
  -h | --help) sed -n '2,4s/^# //p' "$0"; exit 0 ;;
  *) echo "chromium: unknown option $1; usage: chromium.sh [--find]" >&2; exit 2 ;;
esac

find_browser() {
  if [ -n "${CHROMIUM:-}" ]; then
    # Somebody asked for this very browser: another one must not take its place unnoticed.
    if [ -x "$CHROMIUM" ] && [ ! -d "$CHROMIUM" ]; then
      echo "$CHROMIUM"
      return 0
    fi
    echo "chromium: CHROMIUM names $CHROMIUM, which is no program; expected the path of a Chromium or Chrome" >&2
    exit 3
  fi
  for name in chromium chromium-browser google-chrome-stable google-chrome chrome; do
    command -v "$name" 2>/dev/null && return 0
  done
  for file in /usr/lib/chromium/chromium /opt/google/chrome/chrome /snap/bin/chromium \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
    [ -x "$file" ] && echo "$file" && return 0
  done
  return 1
}

may_install() {
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1 && command -v timeout >/dev/null 2>&1
}

# Fonts: without one for Chinese, half of the console would be empty boxes.
install_browser() {
  log=$(mktemp)
  echo "chromium: installing chromium and fonts (apt-get), once" >&2
  export DEBIAN_FRONTEND=noninteractive
  timeout 120 apt-get update -q >"$log" 2>&1 || true
  timeout 600 apt-get install -y -q --no-install-recommends chromium fonts-liberation fonts-wqy-microhei >>"$log" 2>&1 </dev/null ||
    tail -n 3 "$log" >&2
  rm -f "$log"
}

find_browser && exit 0
if [ "${1:-}" != --find ] && may_install; then
  install_browser
  find_browser && exit 0
fi
echo "chromium: no Chromium or Chrome in CHROMIUM, PATH or the usual places; install one, for example: apt-get install chromium fonts-wqy-microhei" >&2
exit 3
