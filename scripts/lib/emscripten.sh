# Emscripten: the machine's own when it is new enough, else Debian 13's. Sourced by scripts/setup.
#
# Debian 13's Emscripten is an architecture-independent package, and Debian 12 has the LLVM that it wants. Only
# Binaryen needs a newer C library: it runs through the loader of that C library, unpacked beside it.

emscripten_wanted=3.1.69
emscripten_home=$LESIONLENS_CACHE/emscripten-$emscripten_wanted-$(recipe "${BASH_SOURCE[0]}")

# emscripten_version EMCC: nothing when it does not run.
emscripten_version() {
  "$1" --version 2>/dev/null | sed -nE '1s/.* ([0-9]+\.[0-9]+\.[0-9]+).*/\1/p' || true
}

# new_enough VERSION WANTED
new_enough() {
  [ -n "$1" ] && [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

download_emscripten() {
  local folder=$LESIONLENS_CACHE/downloads/emscripten
  rm -rf "$folder"
  mkdir -p "$folder"
  cd "$folder"
  trixie_apt apt-get download emscripten node-acorn binaryen libc6 libstdc++6 libgcc-s1
}

build_emscripten() {
  local debs=$LESIONLENS_CACHE/downloads/emscripten loader program name
  # The system libraries come prebuilt, 1.6 GB of them; these are the kinds that nobody links here.
  unpack "$debs"/emscripten_*.deb "$out" --exclude='*/wasm32-emscripten/pic' --exclude='*/wasm32-emscripten/lto*' \
    --exclude='*-asan*' --exclude='*san_rt*' --exclude='*sanitizer*.a' --exclude='*-icase*' \
    --exclude='./usr/share/emscripten/test' --exclude='./usr/share/emscripten/docs' \
    --exclude='./usr/share/doc' --exclude='./usr/share/man'
  mv "$out/usr/share/emscripten" "$out/emscripten"
  for name in node-acorn binaryen libc6 libstdc++6 libgcc-s1; do
    unpack "$debs/$name"_*.deb "$out/root" --exclude='./usr/share/doc' --exclude='./usr/share/man' \
      --exclude='./usr/share/locale'
  done
  mkdir -p "$out/emscripten/node_modules" "$out/binaryen/bin"
  cp -rL "$out/root/usr/share/nodejs/acorn" "$out/emscripten/node_modules/"
  loader=$(find "$out/root" -name 'ld-linux-x86-64.so.2' | head -n 1)
  for program in "$out"/root/usr/bin/wasm*; do
    name=${program##*/}
    printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' "$emscripten_home${loader#"$out"}" \
      "$emscripten_home/root/usr/lib/x86_64-linux-gnu" "$emscripten_home/root/usr/bin/$name" >"$out/binaryen/bin/$name"
    chmod +x "$out/binaryen/bin/$name"
  done
  cat >"$out/emscripten/.emscripten" <<EOF
LLVM_ROOT = '/usr/bin'
LLVM_ADD_VERSION = '19'
CLANG_ADD_VERSION = '19'
BINARYEN_ROOT = '$emscripten_home/binaryen'
NODE_JS = 'node'
CACHE = '$emscripten_home/emscripten/cache'
FROZEN_CACHE = True
EOF
  rm -rf "$debs" "$out/usr"
}
