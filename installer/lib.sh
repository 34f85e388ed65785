# Shared by installer/run and tests/run. Source it; it changes into the project's root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
step="starting"

say() { printf '\n== %s\n' "$*"; }
finish() {
  local status=$?
  if [ "$status" -ne 0 ]; then
    printf '\nFAILED while %s (exit status %s). Nothing of yours was changed; run the same command again after mending the cause above.\n' "$step" "$status" >&2
  fi
}
trap finish EXIT

# The package names of a list, without comments.
packages_of() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$@"; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1; then sudo "$@"
  else
    printf 'Not root, and there is no sudo. Ask the administrator to run:\n  apt-get install --no-install-recommends %s\n' "$missing" >&2
    return 1
  fi
}

# install_packages LIST...: installs with apt what the lists name and the machine lacks.
install_packages() {
  step="installing packages"
  if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
    say "No apt here: taking the libraries as installed (README.md has a table for other systems)"
    return 0
  fi
  missing=""
  local package
  for package in $(packages_of "$@"); do
    if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then missing="$missing $package"; fi
  done
  missing=${missing# }
  if [ -z "$missing" ]; then
    say "Packages: all there"
    return 0
  fi
  say "Packages: installing $missing"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
}

# build PRESET [cmake option...]: configures and builds in build/PRESET.
build() {
  local preset=$1
  shift
  step="building ($preset)"
  say "Building ($preset) in build/$preset"
  cmake --preset "$preset" "$@" >"$root/build-$preset.log" 2>&1 || { cat "$root/build-$preset.log" >&2; return 1; }
  rm -f "$root/build-$preset.log"
  cmake --build --preset "$preset"
}
