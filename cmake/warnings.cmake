# lesionlens_warnings(TARGET): the warnings that our own code keeps clean, as errors.
#
# Not as errors in the sanitized build: the checks that it weaves in lead GCC to warn of what cannot be.
option(LESIONLENS_WARNINGS_AS_ERRORS "Treat warnings in our own code as errors" ON)

function(lesionlens_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
    -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wimplicit-fallthrough)
  if(LESIONLENS_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  # GCC 12 and 13 see overlapping copies in "text" + std::string where there are none (GCC bug 105651); GCC 14 sees
  # writes beyond the end inside LibTorch's headers, once they are inlined into our code.
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow)
  endif()
endfunction()
