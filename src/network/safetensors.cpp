#include "network/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/text.h"
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
constexpr const char* scale_suffix = ".scale";
constexpr std::string_view counter_type = "I64";

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

std::uint64_t bytes_per_value(std::string_view type) {
  if (type == counter_type) return 8;
  if (type == "F32") return 4;
  if (type == "F16") return 2;
  if (type == "I8" || type == "U8") return 1;
  return 0;
}

void check_type(const Entry& entry) {
  if (bytes_per_value(entry.type) != 0) return;
  throw Error(ErrorCode::weights_mismatch,
              "The weights file stores tensor " + printable(entry.name) + " as " +
                  printable(entry.type) + "; this version reads F32, F16, I8 and U8.");
}

bool is_quantised(const Entry& entry) { return entry.type == "I8" || entry.type == "U8"; }

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
    check_type(entry);
    if (entry.end - entry.begin != value_count(entry) * bytes_per_value(entry.type)) {
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

// Where the scales of quantised tensors lie, by the name of the scales' own tensor.
std::map<std::string, const Entry*> scales_of(const std::vector<Entry>& entries) {
  std::map<std::string, const Entry*> scales;
  for (const Entry& entry : entries) {
    if (is_quantised(entry)) scales[entry.name + scale_suffix] = nullptr;
  }
  for (const Entry& entry : entries) {
    if (const auto found = scales.find(entry.name); found != scales.end()) found->second = &entry;
  }
  return scales;
}

std::vector<float> read_scales(const Entry& entry, const Entry* scales, Bytes data) {
  const std::string of = "the scales of tensor " + printable(entry.name);
  if (scales == nullptr) damaged(of + " are missing.");
  if (entry.shape.empty() || scales->type != "F32" ||
      scales->shape != std::vector<std::int64_t>{entry.shape.front()}) {
    damaged(of + " are not one F32 number for each index of its first axis.");
  }
  std::vector<float> values = read_tensor(*scales, data).values;
  // Written so that what is not a number does not pass.
  if (!std::all_of(values.begin(), values.end(),
                   [](float v) { return v >= smallest_scale && v <= largest_scale; })) {
    damaged(of + " are not all usable numbers above 0.");
  }
  return values;
}

QuantisedTensor read_quantised(const Entry& entry, const Entry* scales, Bytes data) {
  QuantisedTensor tensor{entry.shape, {}, read_scales(entry, scales, data)};
  const Bytes bytes = data.subspan(static_cast<std::size_t>(entry.begin),
                                   static_cast<std::size_t>(entry.end - entry.begin));
  if (entry.type == "I8") {
    tensor.numbers.reserve(bytes.size() + spare_room);
    tensor.numbers.resize(bytes.size());
    if (!bytes.empty()) std::memcpy(tensor.numbers.data(), bytes.data(), bytes.size());
    return tensor;
  }
  if (tensor.shape.back() > std::numeric_limits<std::int32_t>::max() / 2)
    damaged("the shape of tensor " + printable(entry.name) + " overflows.");
  tensor.shape.back() *= 2;
  tensor.numbers = unpack_nibbles(bytes);
  return tensor;
}

// The data types of the format, by what `storage` asks for.
std::string_view type_for(const Tensor& tensor, Storage storage) {
  const auto count = static_cast<std::int64_t>(tensor.values.size());
  if (storage == Storage::float32 || count <= small_tensor) return "F32";
  if (storage == Storage::float16) return "F16";
  if (tensor.shape.size() < 2) return "F32";
  const bool pairs = tensor.shape.size() == 2 && tensor.shape.back() % 2 == 0;
  return storage == Storage::int8_dense4 && pairs && count >= large_matrix ? "U8" : "I8";
}

// One tensor as it goes into the file.
struct Piece {
  std::string name;
  std::string_view type;  // of the format; what it refers to outlives the piece
  std::vector<std::int64_t> shape;
  std::vector<std::uint8_t> bytes;
};

template <class Value>
std::vector<std::uint8_t> bytes_of(const std::vector<Value>& values) {
  std::vector<std::uint8_t> bytes(values.size() * sizeof(Value));
  if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

std::vector<std::uint8_t> half_bytes(const std::string& name, const Tensor& tensor) {
  std::vector<std::uint16_t> halves;
  halves.reserve(tensor.values.size());
  for (const float value : tensor.values) {
    halves.push_back(half_from_float(value));
    if (std::isinf(float_from_half(halves.back())) && !std::isinf(value)) {
      throw Error(ErrorCode::weights_mismatch,
                  "A value of tensor " + printable(name) +
                      " is too large for float16; store it as float32.");
    }
  }
  return bytes_of(halves);
}

void append_quantised(const std::string& name, const Tensor& tensor, std::string_view type,
                      std::vector<Piece>& pieces) {
  if (!std::all_of(tensor.values.begin(), tensor.values.end(),
                   [](float value) { return std::isfinite(value); })) {
    throw Error(ErrorCode::weights_mismatch,
                "A value of tensor " + printable(name) + " is not finite; it cannot be quantised.");
  }
  const bool nibbles = type == "U8";
  const QuantisedTensor quantised =
      quantise(tensor, nibbles ? largest_of_4_bits : largest_of_8_bits);
  std::vector<std::int64_t> shape = tensor.shape;
  if (nibbles) shape.back() /= 2;
  pieces.push_back({name, type, std::move(shape),
                    nibbles ? pack_nibbles(quantised.numbers) : bytes_of(quantised.numbers)});
  pieces.push_back(
      {name + scale_suffix, "F32", {tensor.shape.front()}, bytes_of(quantised.scales)});
}

std::vector<Piece> pieces_of(const Tensors& tensors, Storage storage) {
  std::vector<Piece> pieces;
  for (const auto& [name, tensor] : tensors) {
    const std::string_view type = type_for(tensor, storage);
    if (type == "F32") {
      pieces.push_back({name, type, tensor.shape, bytes_of(tensor.values)});
    } else if (type == "F16") {
      pieces.push_back({name, type, tensor.shape, half_bytes(name, tensor)});
    } else {
      append_quantised(name, tensor, type, pieces);
    }
  }
  return pieces;
}

// The header of the file, and where the tensors' bytes begin.
struct Parsed {
  std::map<std::string, std::string> metadata;
  std::vector<Entry> entries;  // checked, in the order of the data
  Bytes data;
};

Parsed parse(Bytes bytes) {
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

  Parsed parsed;
  parsed.data = bytes.subspan(data_begin);
  for (const auto& [name, value] : header.items()) {
    if (name != "__metadata__") {
      parsed.entries.push_back(parse_entry(name, value));
      continue;
    }
    if (!value.is_object()) damaged("its metadata is not a JSON object.");
    for (const auto& [key, text] : value.items()) {
      if (!text.is_string()) damaged("its metadata " + printable(key) + " is not text.");
      parsed.metadata[key] = text.get<std::string>();
    }
  }
  check_coverage(parsed.entries, parsed.data.size());
  return parsed;
}

// The length and the header, to be followed by the data.
std::vector<std::uint8_t> front_of(const nlohmann::ordered_json& header) {
  std::string text = header.dump();
  text.append((8 - text.size() % 8) % 8, ' ');
  const std::uint64_t header_bytes = text.size();
  std::vector<std::uint8_t> bytes(length_bytes + text.size());
  std::memcpy(bytes.data(), &header_bytes, length_bytes);
  std::memcpy(bytes.data() + length_bytes, text.data(), text.size());
  return bytes;
}

// A whole file.
std::vector<std::uint8_t> joined(const std::map<std::string, std::string>& metadata,
                                 std::vector<Piece>& pieces) {
  // Wide values first, so that every tensor lies aligned.
  std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
    return bytes_per_value(a.type) > bytes_per_value(b.type);
  });
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  header["__metadata__"] = metadata;
  std::size_t data_bytes = 0;
  for (const Piece& piece : pieces) {
    const std::size_t begin = data_bytes;
    data_bytes += piece.bytes.size();
    header[piece.name] = {
        {"dtype", piece.type}, {"shape", piece.shape}, {"data_offsets", {begin, data_bytes}}};
  }
  std::vector<std::uint8_t> bytes = front_of(header);
  bytes.reserve(bytes.size() + data_bytes);
  for (const Piece& piece : pieces)
    bytes.insert(bytes.end(), piece.bytes.begin(), piece.bytes.end());
  return bytes;
}

struct StorageName {
  Storage storage;
  std::string_view name;
};
constexpr std::array<StorageName, 4> storages = {{{Storage::float32, "float32"},
                                                  {Storage::float16, "float16"},
                                                  {Storage::int8, "int8"},
                                                  {Storage::int8_dense4, "int8-dense4"}}};

}  // namespace

Storage storage_named(std::string_view name) {
  for (const StorageName& known : storages) {
    if (known.name == name) return known.storage;
  }
  throw Error(ErrorCode::options_invalid, "The storage " + printable(name) +
                                              " is not known; there are float32, float16, int8 "
                                              "and int8-dense4.");
}

std::vector<std::string> storage_names() {
  std::vector<std::string> names;
  names.reserve(storages.size());
  for (const StorageName& known : storages) names.emplace_back(known.name);
  return names;
}

SafetensorsFile read_safetensors(Bytes bytes, Reading reading) {
  Parsed parsed = parse(bytes);
  const auto scales = scales_of(parsed.entries);
  SafetensorsFile file;
  file.metadata = std::move(parsed.metadata);
  for (const Entry& entry : parsed.entries) {
    if (scales.contains(entry.name) || entry.type == counter_type) continue;
    if (!is_quantised(entry)) {
      file.tensors.emplace(entry.name, read_tensor(entry, parsed.data));
      continue;
    }
    QuantisedTensor tensor =
        read_quantised(entry, scales.at(entry.name + scale_suffix), parsed.data);
    if (reading == Reading::keep_quantised_matrices && tensor.shape.size() == 2) {
      file.quantised.emplace(entry.name, std::move(tensor));
    } else {
      file.tensors.emplace(entry.name, dequantise(tensor));
    }
  }
  return file;
}

std::vector<StoredTensor> list_safetensors(Bytes bytes) {
  std::vector<StoredTensor> list;
  for (const Entry& entry : parse(bytes).entries)
    list.push_back({entry.name, entry.type, entry.end - entry.begin});
  return list;
}

std::vector<std::uint8_t> write_safetensors(const SafetensorsFile& file, Storage storage) {
  std::vector<Piece> pieces = pieces_of(file.tensors, storage);
  return joined(file.metadata, pieces);
}

std::vector<std::uint8_t> with_metadata(Bytes bytes,
                                        const std::map<std::string, std::string>& texts) {
  Parsed parsed = parse(bytes);
  for (const auto& [key, value] : texts) parsed.metadata[key] = value;
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  header["__metadata__"] = parsed.metadata;
  for (const Entry& entry : parsed.entries) {
    header[entry.name] = {
        {"dtype", entry.type}, {"shape", entry.shape}, {"data_offsets", {entry.begin, entry.end}}};
  }
  std::vector<std::uint8_t> changed = front_of(header);
  changed.insert(changed.end(), parsed.data.begin(), parsed.data.end());
  return changed;
}

std::vector<std::uint8_t> with_tensors(Bytes bytes, const Tensors& tensors, Storage storage) {
  const Parsed parsed = parse(bytes);
  std::vector<Piece> pieces = pieces_of(tensors, storage);
  for (const Entry& entry : parsed.entries) {
    // A quantised tensor that goes takes its scales with it.
    const std::string of_scales = entry.name.ends_with(scale_suffix)
                                      ? entry.name.substr(0, entry.name.rfind(scale_suffix))
                                      : std::string();
    if (tensors.contains(entry.name) || tensors.contains(of_scales)) continue;
    const Bytes data = parsed.data.subspan(static_cast<std::size_t>(entry.begin),
                                           static_cast<std::size_t>(entry.end - entry.begin));
    pieces.push_back({entry.name, entry.type, entry.shape, {data.begin(), data.end()}});
  }
  return joined(parsed.metadata, pieces);
}

}  // namespace lesionlens::network
