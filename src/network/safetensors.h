// The safetensors container (https://github.com/huggingface/safetensors, "Format"): 8 bytes
// little-endian header length, a JSON header, then the tensors' bytes.
//
// The reader trusts nothing: it checks the header's length, the JSON's shape, duplicate keys,
// types, shapes and their overflow, and that the tensors cover the data exactly, without gap or
// overlap. It copies nothing but what it returns.
//
// Quantised tensors are plain tensors of the format too: I8 with a companion F32 tensor
// `<name>.scale` of one scale for each index of the first axis, or, at 4 bits, U8 of half the last
// axis (see network/quantisation.h for the two numbers in a byte) with the same companion.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "network/quantisation.h"
#include "network/tensor.h"

namespace lesionlens::network {

struct SafetensorsFile {
  std::map<std::string, std::string> metadata;
  Tensors tensors;             // float32, whatever they are stored as
  QuantisedTensors quantised;  // only with Reading::keep_quantised_matrices: these are not in
                               // `tensors`
};

enum class Storage {
  float32,
  float16,
  int8,         // kernels and matrices: 8 bits a number
  int8_dense4,  // the same, but large matrices (of the first dense layer): 4 bits a number
};

// By name: "float32", "float16", "int8", "int8-dense4".
std::vector<std::string> storage_names();
Storage storage_named(std::string_view name);  // throws options_invalid

enum class Reading {
  all_as_float32,
  keep_quantised_matrices,  // tensors of two axes stay as small as they are stored, to be computed
                            // from
};

// Reads F32 and F16 tensors, and I8 and U8 ones with their scales. I64 tensors are passed over:
// they are other trainers' counters, such as PyTorch's num_batches_tracked, from which nothing is
// computed. Throws weights_damaged for a malformed file, weights_mismatch for another data type.
SafetensorsFile read_safetensors(std::span<const std::uint8_t> bytes,
                                 Reading reading = Reading::all_as_float32);

// What a file holds, without its numbers; checked as read_safetensors checks it.
struct StoredTensor {
  std::string name;
  std::string type;  // of the format: "F32", "F16", "I8", "U8"
  std::uint64_t bytes = 0;
};
std::vector<StoredTensor> list_safetensors(std::span<const std::uint8_t> bytes);

// Writes `file.tensors`. Those of at most `small_tensor` values stay float32: there a smaller form
// saves nothing, and batch-norm statistics may leave its range. Only tensors of two axes or more
// are quantised. Throws weights_mismatch where a value does not fit.
std::vector<std::uint8_t> write_safetensors(const SafetensorsFile& file, Storage storage);

// The same file with these keys of its metadata; the tensors' bytes stay as they are. Texts are
// UTF-8. Throws weights_damaged for a malformed file.
std::vector<std::uint8_t> with_metadata(std::span<const std::uint8_t> bytes,
                                        const std::map<std::string, std::string>& texts);

// The same file with these tensors, instead of those of the same names; the bytes of all others
// stay as they are. Throws weights_damaged for a malformed file, weights_mismatch where a value
// does not fit `storage`.
std::vector<std::uint8_t> with_tensors(std::span<const std::uint8_t> bytes, const Tensors& tensors,
                                       Storage storage);

inline constexpr std::int64_t small_tensor = 4096;
inline constexpr std::int64_t large_matrix = 1 << 20;  // values, from which 4 bits are worth it

}  // namespace lesionlens::network
