# XNNPACK, as cmake/xnnpack builds it, and stb's headers: sources and packages of Debian 13, for every machine the same
# ones. Sourced by scripts/setup. cmake/dependencies.cmake looks for these very folders.

xnnpack_recipe=("$root"/cmake/xnnpack/{CMakeLists.txt,no_reference.c,shim/arm_neon.h,shim/cpuinfo.h,sources.sha256})
xnnpack_home=$LESIONLENS_CACHE/xnnpack-20241108-$(recipe "${xnnpack_recipe[@]}")
stb_home=$LESIONLENS_CACHE/stb-20241109
sources=$LESIONLENS_CACHE/downloads/sources

download_sources() {
  cd "$out"
  trixie_apt apt-get source --tar-only --download-only xnnpack pthreadpool fp16 fxdiv
  trixie_apt apt-get download libxnnpack-dev libstb-dev
  sha256sum --check --strict "$root/cmake/xnnpack/sources.sha256"
  local name
  for name in xnnpack pthreadpool fp16 fxdiv; do
    mkdir "$name"
    # XNNPACK's tarball is packed without an outer folder.
    if [ "$name" = xnnpack ]; then set --; else set -- --strip-components=1; fi
    tar -C "$name" -xf "$name"_*.orig.tar.xz "$@"
  done
  unpack libxnnpack-dev_*.deb debian --wildcards '*/libmicrokernels-prod.a'
  unpack libstb-dev_*.deb debian --wildcards './usr/include/stb/*'
}

build_stb() { cp "$sources"/debian/usr/include/stb/stb_image*.h "$out"; }

# build_xnnpack native|wasm
build_xnnpack() {
  local kind=$1 configure=(cmake)
  [ "$kind" = native ] || configure=(emcmake cmake)
  rm -rf "$out.build"
  "${configure[@]}" -G Ninja -S "$root/cmake/xnnpack" -B "$out.build" -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_C_FLAGS_RELEASE="-O2 -DNDEBUG" -DCMAKE_CXX_FLAGS_RELEASE="-O2 -DNDEBUG" -DCMAKE_INSTALL_PREFIX="$out" \
    -DSOURCES="$sources" -DMICROKERNELS="$(find "$sources/debian" -name libmicrokernels-prod.a)"
  cmake --build "$out.build" --target install -j "$jobs"
  rm -rf "$out.build"
}
