// The safetensors container (https://github.com/huggingface/safetensors, "Format"): 8 bytes
// little-endian header length, a JSON header, then the tensors' bytes.
//
// The reader trusts nothing: it checks the header's length, the JSON's shape, duplicate keys,
// types, shapes and their overflow, and that the tensors cover the data exactly, without gap or
// overlap. It copies nothing but what it returns.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace lesionlens::network {

// A tensor in memory is always float32, whatever it is stored as.
struct Tensor {
  std::vector<std::int64_t> shape;
  std::vector<float> values;  // row-major
};

using Tensors = std::map<std::string, Tensor>;

struct SafetensorsFile {
  std::map<std::string, std::string> metadata;
  Tensors tensors;
};

enum class Storage { float32, float16 };

// Reads F32 and F16 tensors. Throws weights_damaged for a malformed file, weights_mismatch for
// another data type.
SafetensorsFile read_safetensors(std::span<const std::uint8_t> bytes);

// With float16, tensors of at most `small_tensor` values stay float32: there half precision saves
// nothing and batch-norm statistics may leave its range. Throws weights_mismatch where a value does
// not fit float16.
std::vector<std::uint8_t> write_safetensors(const SafetensorsFile& file, Storage storage);

inline constexpr std::int64_t small_tensor = 4096;

}  // namespace lesionlens::network
