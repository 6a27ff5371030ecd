# Where each library of other people comes from, for both kinds of target. Includes of theirs are SYSTEM: our warnings
# are for our code.
#
#   everywhere   XNNPACK::XNNPACK  stb::stb  nlohmann_json::nlohmann_json  GTest::gtest_main GTest::gmock
#   natively     CLI11::CLI11  OpenSSL::Crypto  HDF5::HDF5  onnx::messages  benchmark::benchmark  and, with LESIONLENS_TRAINING, Torch::Torch
#                and for tests onnx::checker

option(LESIONLENS_BUILD_TESTS "Build the tests" ON)
if(NOT EMSCRIPTEN)
  option(LESIONLENS_TRAINING "Build the training, which needs LibTorch" ON)
endif()

# The same default as in scripts/setup.
if(DEFINED ENV{LESIONLENS_CACHE})
  set(default_cache "$ENV{LESIONLENS_CACHE}")
elseif(DEFINED ENV{XDG_CACHE_HOME})
  set(default_cache "$ENV{XDG_CACHE_HOME}/lesionlens")
else()
  set(default_cache "$ENV{HOME}/.cache/lesionlens")
endif()
set(LESIONLENS_CACHE "${default_cache}" CACHE PATH "What scripts/setup built")

# lesionlens_need(PATH NAME): in one sentence what is missing and how to get it.
function(lesionlens_need path name)
  if(NOT EXISTS "${path}")
    message(FATAL_ERROR "${name} is not in ${LESIONLENS_CACHE}: run scripts/setup (or say -DLESIONLENS_CACHE=FOLDER).")
  endif()
endfunction()

# lesionlens_find(PACKAGE ...): find_package, with the same way out.
macro(lesionlens_find package)
  find_package(${package} ${ARGN} QUIET)
  if(NOT ${package}_FOUND)
    message(FATAL_ERROR "${package} is not installed: run scripts/setup.")
  endif()
endmacro()

# --- XNNPACK: the folder's name holds a fingerprint of the files that built it, as scripts/lib/xnnpack.sh computes it ---
set(recipe "")
foreach(file CMakeLists.txt no_reference.c shim/arm_neon.h shim/cpuinfo.h sources.sha256)
  file(SHA256 "${CMAKE_CURRENT_LIST_DIR}/xnnpack/${file}" hash)
  string(APPEND recipe "${hash}\n")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/xnnpack/${file}")
endforeach()
string(SHA256 recipe "${recipe}")
string(SUBSTRING "${recipe}" 0 10 recipe)
if(EMSCRIPTEN)
  set(xnnpack "${LESIONLENS_CACHE}/xnnpack-20241108-${recipe}/wasm/${LESIONLENS_WASM_VARIANT}")
else()
  set(xnnpack "${LESIONLENS_CACHE}/xnnpack-20241108-${recipe}/native")
endif()
lesionlens_need("${xnnpack}" XNNPACK)
add_library(XNNPACK::XNNPACK STATIC IMPORTED)
set_target_properties(XNNPACK::XNNPACK PROPERTIES
  IMPORTED_LOCATION "${xnnpack}/lib/libXNNPACK.a"
  INTERFACE_INCLUDE_DIRECTORIES "${xnnpack}/include")
if(NOT EMSCRIPTEN)
  find_package(Threads REQUIRED)
  target_link_libraries(XNNPACK::XNNPACK INTERFACE "${xnnpack}/lib/libmicrokernels-prod.a" Threads::Threads m)
  # LibTorch's shared libraries look for an older XNNPACK's functions by the same names; they must not find these.
  target_link_options(XNNPACK::XNNPACK INTERFACE "LINKER:--exclude-libs,libXNNPACK.a:libmicrokernels-prod.a")
endif()

# --- stb: headers only ---
lesionlens_need("${LESIONLENS_CACHE}/stb-20241109/stb_image.h" stb)
add_library(stb::stb INTERFACE IMPORTED)
target_include_directories(stb::stb INTERFACE "${LESIONLENS_CACHE}/stb-20241109")

# --- nlohmann-json: headers only; for WebAssembly out of /usr/include, where this machine's own headers lie beside it ---
if(EMSCRIPTEN)
  if(NOT EXISTS /usr/include/nlohmann/json.hpp)
    message(FATAL_ERROR "nlohmann-json is not installed: run scripts/setup.")
  endif()
  file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/headers")
  file(CREATE_LINK /usr/include/nlohmann "${CMAKE_BINARY_DIR}/headers/nlohmann" SYMBOLIC)
  add_library(nlohmann_json::nlohmann_json INTERFACE IMPORTED)
  target_include_directories(nlohmann_json::nlohmann_json INTERFACE "${CMAKE_BINARY_DIR}/headers")
else()
  lesionlens_find(nlohmann_json)
  lesionlens_find(OpenMP COMPONENTS CXX)
  lesionlens_find(CLI11)
  lesionlens_find(OpenSSL COMPONENTS Crypto)
  lesionlens_find(HDF5 COMPONENTS C)
endif()

# --- ONNX's protocol buffers and its checker. Debian 12 and 13 give its CMake targets different names, so by library ---
if(NOT EMSCRIPTEN)
  foreach(library onnx_proto onnx protobuf)
    find_library(${library}_library ${library})
    mark_as_advanced(${library}_library)
    if(NOT ${library}_library)
      message(FATAL_ERROR "lib${library} is not installed: run scripts/setup.")
    endif()
  endforeach()
  add_library(onnx::messages INTERFACE IMPORTED)
  target_compile_definitions(onnx::messages INTERFACE ONNX_ML=1 ONNX_NAMESPACE=onnx)
  target_link_libraries(onnx::messages INTERFACE "${onnx_proto_library}" "${protobuf_library}")
  add_library(onnx::checker INTERFACE IMPORTED)
  target_link_libraries(onnx::checker INTERFACE onnx::messages "${onnx_library}")
endif()

# --- tests and benchmarks ---
if(LESIONLENS_BUILD_TESTS AND EMSCRIPTEN)
  if(NOT EXISTS /usr/src/googletest/CMakeLists.txt)
    message(FATAL_ERROR "GoogleTest's sources are not installed: run scripts/setup, or say -DLESIONLENS_BUILD_TESTS=OFF.")
  endif()
  set(INSTALL_GTEST OFF)
  set(gtest_disable_pthreads ON)
  add_subdirectory(/usr/src/googletest "${CMAKE_BINARY_DIR}/googletest" EXCLUDE_FROM_ALL SYSTEM)
elseif(LESIONLENS_BUILD_TESTS)
  lesionlens_find(GTest)
  lesionlens_find(benchmark)
endif()

# --- LibTorch: Debian's, or a PyTorch from pip through CMAKE_PREFIX_PATH ---
if(LESIONLENS_TRAINING AND NOT EMSCRIPTEN)
  # A target of Debian's package names its own headers and libraries, but not what to compile with.
  lesionlens_find(Torch)
  add_library(Torch::Torch INTERFACE IMPORTED)
  target_link_libraries(Torch::Torch INTERFACE ${TORCH_LIBRARIES})
  target_include_directories(Torch::Torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
  separate_arguments(torch_flags UNIX_COMMAND "${TORCH_CXX_FLAGS}")
  target_compile_options(Torch::Torch INTERFACE ${torch_flags})
endif()
