// Work that may crash, done by a child process: HDF5's parser does not survive every damaged file.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace lesionlens::keras {

// What `work` returns in a copy of this process, of which nothing else comes back. An Error of its
// is thrown here. Throws weights_damaged with `if_it_dies` where the child crashes or takes
// minutes, and out_of_memory where there is not enough for it.
std::vector<std::uint8_t> in_child_process(const std::function<std::vector<std::uint8_t>()>& work,
                                           const std::string& if_it_dies);

}  // namespace lesionlens::keras
