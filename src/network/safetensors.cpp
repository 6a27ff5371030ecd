#include "network/safetensors.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "base/error.h"
#include "network/float16.h"

static_assert(std::endian::native == std::endian::little,
              "tensors are copied as they lie in the file");

namespace lesionlens::network {
namespace {

using Bytes = std::span<const std::uint8_t>;
using nlohmann::json;

constexpr std::size_t length_bytes = 8;
constexpr std::uint64_t max_header_bytes = 8u << 20;
constexpr std::size_t max_dimensions = 8;

[[noreturn]] void damaged(const std::string& what) {
  throw Error(ErrorCode::weights_damaged, "The weights file is damaged: " + what);
}

// Where one tensor lies in the data part of the file.
struct Entry {
  std::string name;
  std::string type;
  std::vector<std::int64_t> shape;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

// A name for a sentence: cut short and free of control characters, because the file may be hostile.
std::string printable(std::string_view name) {
  constexpr std::size_t longest = 60;
  std::string text = "'";
  for (const char c : name.substr(0, longest))
    text += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  return text + (name.size() > longest ? "...'" : "'");
}

json parse_header(Bytes header) {
  std::vector<std::set<std::string>> keys_by_depth;
  const auto callback = [&](int depth, json::parse_event_t event, json& value) {
    constexpr int deepest = 3;  // header -> tensor -> shape array
    if (depth > deepest) damaged("its header is nested too deeply.");
    if (event == json::parse_event_t::object_start) {
      keys_by_depth.resize(static_cast<std::size_t>(depth) + 1);
      keys_by_depth.emplace_back();
    } else if (event == json::parse_event_t::key) {
      keys_by_depth.resize(static_cast<std::size_t>(depth) + 1);
      const auto& key = value.get_ref<const std::string&>();
      if (!keys_by_depth[static_cast<std::size_t>(depth)].insert(key).second)
        damaged("its header names " + printable(key) + " twice.");
    }
    return true;
  };
  // Not the library's exceptions: their sentences quote the file.
  json document = json::parse(header.begin(), header.end(), callback, false);
  if (document.is_discarded()) damaged("its header is not valid JSON.");
  if (!document.is_object()) damaged("its header is not a JSON object.");
  return document;
}

std::uint64_t offset_of(const json& value, const std::string& name) {
  if (!value.is_number_unsigned())
    damaged("tensor " + printable(name) + " has an offset that is not a whole number.");
  return value.get<std::uint64_t>();
}

Entry parse_entry(const std::string& name, const json& value) {
  if (!value.is_object() || value.size() != 3 || !value.contains("dtype") ||
      !value.contains("shape") || !value.contains("data_offsets")) {
    damaged("tensor " + printable(name) + " is not described by dtype, shape and data_offsets.");
  }
  const json& type = value["dtype"];
  const json& shape = value["shape"];
  const json& offsets = value["data_offsets"];
  if (!type.is_string() || !shape.is_array() || !offsets.is_array() || offsets.size() != 2) {
    damaged("tensor " + printable(name) + " has a description of the wrong types.");
  }
  if (shape.size() > max_dimensions)
    damaged("tensor " + printable(name) + " has too many dimensions.");
  Entry entry{.name = name,
              .type = type.get<std::string>(),
              .shape = {},
              .begin = offset_of(offsets[0], name),
              .end = offset_of(offsets[1], name)};
  for (const json& size : shape) {
    if (!size.is_number_unsigned() ||
        size.get<std::uint64_t>() > std::numeric_limits<std::int32_t>::max()) {
      damaged("tensor " + printable(name) + " has an impossible shape.");
    }
    entry.shape.push_back(size.get<std::int64_t>());
  }
  return entry;
}

std::uint64_t bytes_per_value(const Entry& entry) {
  if (entry.type == "F32") return 4;
  if (entry.type == "F16") return 2;
  throw Error(ErrorCode::weights_mismatch,
              "The weights file stores tensor " + printable(entry.name) + " as " +
                  printable(entry.type) + "; this version reads F32 and F16.");
}

std::uint64_t value_count(const Entry& entry) {
  std::uint64_t count = 1;
  for (const std::int64_t size : entry.shape) {
    if (size != 0 &&
        count > std::numeric_limits<std::uint32_t>::max() / static_cast<std::uint64_t>(size)) {
      damaged("the shape of tensor " + printable(entry.name) + " overflows.");
    }
    count *= static_cast<std::uint64_t>(size);
  }
  return count;
}

void check_coverage(std::vector<Entry>& entries, std::uint64_t data_bytes) {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  std::uint64_t expected = 0;
  for (const Entry& entry : entries) {
    if (entry.begin > entry.end || entry.end > data_bytes)
      damaged("tensor " + printable(entry.name) + " lies outside the file; it may be cut off.");
    if (entry.begin < expected) damaged("tensor " + printable(entry.name) + " overlaps another.");
    if (entry.begin > expected)
      damaged("there is a gap before tensor " + printable(entry.name) + ".");
    if (entry.end - entry.begin != value_count(entry) * bytes_per_value(entry)) {
      damaged("tensor " + printable(entry.name) + " has not as many bytes as its shape needs.");
    }
    expected = entry.end;
  }
  if (expected != data_bytes) damaged("there are bytes after the last tensor.");
}

Tensor read_tensor(const Entry& entry, Bytes data) {
  Tensor tensor{entry.shape, std::vector<float>(static_cast<std::size_t>(value_count(entry)))};
  const std::uint8_t* source = data.data() + entry.begin;
  if (entry.type == "F32") {
    if (!tensor.values.empty()) std::memcpy(tensor.values.data(), source, tensor.values.size() * 4);
    return tensor;
  }
  for (float& value : tensor.values) {
    value = float_from_half(static_cast<std::uint16_t>(source[0] | source[1] << 8));
    source += 2;
  }
  return tensor;
}

bool stored_as_half(const Tensor& tensor, Storage storage) {
  return storage == Storage::float16 &&
         tensor.values.size() > static_cast<std::size_t>(small_tensor);
}

void append_values(const std::string& name, const Tensor& tensor, bool half,
                   std::vector<std::uint8_t>& out) {
  const std::size_t start = out.size();
  out.resize(start + tensor.values.size() * (half ? 2 : 4));
  std::uint8_t* target = out.data() + start;
  if (!half) {
    if (!tensor.values.empty()) std::memcpy(target, tensor.values.data(), tensor.values.size() * 4);
    return;
  }
  for (const float value : tensor.values) {
    const std::uint16_t stored = half_from_float(value);
    if (std::isinf(float_from_half(stored)) && !std::isinf(value)) {
      throw Error(ErrorCode::weights_mismatch,
                  "A value of tensor " + printable(name) +
                      " is too large for float16; store it as float32.");
    }
    *target++ = static_cast<std::uint8_t>(stored & 0xFFU);
    *target++ = static_cast<std::uint8_t>(stored >> 8);
  }
}

}  // namespace

SafetensorsFile read_safetensors(Bytes bytes) {
  if (bytes.size() < length_bytes)
    damaged("it has only " + std::to_string(bytes.size()) + " bytes.");
  std::uint64_t header_bytes = 0;
  std::memcpy(&header_bytes, bytes.data(), length_bytes);
  if (header_bytes > max_header_bytes || header_bytes > bytes.size() - length_bytes) {
    damaged(
        "its header is larger than the file or than is allowed; it may be cut off, or no "
        "safetensors file at all.");
  }
  const auto data_begin = static_cast<std::size_t>(length_bytes + header_bytes);
  const json header = parse_header(bytes.first(data_begin).subspan(length_bytes));
  const Bytes data = bytes.subspan(data_begin);

  SafetensorsFile file;
  std::vector<Entry> entries;
  for (const auto& [name, value] : header.items()) {
    if (name != "__metadata__") {
      entries.push_back(parse_entry(name, value));
      continue;
    }
    if (!value.is_object()) damaged("its metadata is not a JSON object.");
    for (const auto& [key, text] : value.items()) {
      if (!text.is_string()) damaged("its metadata " + printable(key) + " is not text.");
      file.metadata[key] = text.get<std::string>();
    }
  }
  check_coverage(entries, data.size());
  for (const Entry& entry : entries) file.tensors.emplace(entry.name, read_tensor(entry, data));
  return file;
}

std::vector<std::uint8_t> write_safetensors(const SafetensorsFile& file, Storage storage) {
  // Wide values first, so that every tensor lies aligned.
  std::vector<const Tensors::value_type*> order;
  for (const auto& tensor : file.tensors) order.push_back(&tensor);
  std::stable_partition(order.begin(), order.end(),
                        [&](const auto* t) { return !stored_as_half(t->second, storage); });

  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  header["__metadata__"] = file.metadata;
  std::vector<std::uint8_t> data;
  for (const auto* named : order) {
    const bool half = stored_as_half(named->second, storage);
    const std::size_t begin = data.size();
    append_values(named->first, named->second, half, data);
    header[named->first] = {{"dtype", half ? "F16" : "F32"},
                            {"shape", named->second.shape},
                            {"data_offsets", {begin, data.size()}}};
  }
  std::string text = header.dump();
  text.append((8 - text.size() % 8) % 8, ' ');
  const std::uint64_t header_bytes = text.size();

  std::vector<std::uint8_t> bytes(length_bytes + text.size() + data.size());
  std::memcpy(bytes.data(), &header_bytes, length_bytes);
  std::memcpy(bytes.data() + length_bytes, text.data(), text.size());
  std::copy(data.begin(), data.end(),
            bytes.begin() + static_cast<std::ptrdiff_t>(length_bytes + text.size()));
  return bytes;
}

}  // namespace lesionlens::network
