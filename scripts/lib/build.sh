# Building the parts, for the scripts that serve, test and lint. Sourced, never run; wants load_environment first.

# cmake_build PRESET TARGET... [-- CONFIGURE OPTION...]
cmake_build() {
  local preset=$1 targets=() cache=$root/build/$1/CMakeCache.txt fresh=()
  shift
  while [ $# != 0 ] && [ "$1" != -- ]; do targets+=("$1"); shift; done
  [ $# = 0 ] || shift
  # A build folder made with another Emscripten cannot change over: it starts afresh.
  if [[ $preset == wasm-* ]] && [ -f "$cache" ] && ! grep -qF "=$EMSCRIPTEN_ROOT/" "$cache"; then fresh=(--fresh); fi
  cd "$root"
  cmake --preset "$preset" "${fresh[@]}" -DLESIONLENS_CACHE="$LESIONLENS_CACHE" "$@"
  cmake --build --preset "$preset" -j "$jobs" ${targets:+--target "${targets[@]}"}
}

# npm_install: only when package-lock.json is newer than what is installed by it; npm writes its own copy last of all.
npm_install() {
  cd "$root/web"
  if [ node_modules/.package-lock.json -nt package-lock.json ]; then
    echo "node_modules is up to date"
    return
  fi
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund
}

npm_run() {
  cd "$root/web"
  npm run "$@"
}
