// Numbers with a shape, as the two interpreters take them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace lesionlens::network {

// A tensor in memory is always float32, whatever it is stored as.
struct Tensor {
  std::vector<std::int64_t> shape;
  std::vector<float> values;  // row-major
};

using Tensors = std::map<std::string, Tensor>;

}  // namespace lesionlens::network
