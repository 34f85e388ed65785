# Shared by installer/run and tests/run. Source it; it changes into the project's root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
step="starting"
# What stands as it was, whatever fails.
safe="None of your files was changed."

say() { printf '\n== %s\n' "$*"; }
finish() {
  local status=$?
  if [ "$status" -ne 0 ]; then
    printf '\nFAILED while %s (exit status %s). %s Run the same command again after mending the cause above.\n' "$step" "$status" "$safe" >&2
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

# The history of a project as one word; nothing if it cannot be read.
history_of() { "$2" history "$1" --json 2>/dev/null | sha256sum | cut -d ' ' -f 1; }

# remember PROJECT PROGRAM: so that set_aside knows later whether somebody has worked in it.
remember() { history_of "$1" "$2" >"$1-as-made"; }

# set_aside PROJECT PROGRAM: makes room for a new project. One that is still as it was made is removed, every other keeps
# all that is in it under the next free name, "sample-1.polyvocal".
set_aside() {
  local project=$1 number=1 suffix kept opened
  [ -e "$project" ] || { rm -rf "$project"-*; return 0; }
  # Files that are closed meanwhile make ls fail.
  opened=$(ls -l /proc/[0-9]*/fd 2>/dev/null || true)
  if [[ $opened == *"-> $(readlink -f "$project")"* ]]; then
    printf '%s is open in a program, perhaps in the window of the last run. Close it first.\n' "$project" >&2
    safe="The project there was left as it is."
    return 1
  fi
  if [ -s "$project-as-made" ] && [ "$(history_of "$project" "$2")" = "$(cat "$project-as-made")" ]; then
    rm -rf "$project" "$project"-*
    return 0
  fi
  while [ -e "${project%.polyvocal}-$number.polyvocal" ]; do number=$((number + 1)); done
  kept=${project%.polyvocal}-$number.polyvocal
  mv "$project" "$kept"
  for suffix in -wal -shm -index; do
    if [ -e "$project$suffix" ]; then mv "$project$suffix" "$kept$suffix"; fi
  done
  rm -rf "$project"-*
  safe="Your work in the sample project is in $kept."
  say "The sample project of an earlier run, in which somebody worked, is kept as $kept"
}
