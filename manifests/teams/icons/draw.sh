#!/usr/bin/env bash
# Draws the two icons of the app package from their sources with Chromium: manifests/teams/icons/draw.sh
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

draw() {
  local name=$1 side=$2
  printf '<!doctype html><style>html,body{margin:0;overflow:hidden}svg{display:block}</style>%s' "$(cat "$name.svg")" >"$work/$name.html"
  "${HANDOFFBOT_BROWSER:-chromium}" --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" --force-device-scale-factor=1 \
    --hide-scrollbars --default-background-color=00000000 --window-size="$side,$side" --screenshot="$PWD/../$name.png" "file://$work/$name.html" >/dev/null 2>&1
}

draw color 192
draw outline 32
