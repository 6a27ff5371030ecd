// Named after the attack or the accident that each one stops.

#include "network/safetensors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "support/errors.h"

namespace lesionlens::tests {
namespace {

using namespace network;  // NOLINT(google-build-using-namespace)
using Bytes = std::vector<std::uint8_t>;

Bytes file_of(const std::string& header, std::size_t data_bytes) {
  Bytes bytes(8 + header.size() + data_bytes);
  const std::uint64_t length = header.size();
  std::memcpy(bytes.data(), &length, 8);
  std::memcpy(bytes.data() + 8, header.data(), header.size());
  return bytes;
}

std::string entry(const std::string& name, const std::string& type, const std::string& shape,
                  int begin, int end) {
  return "\"" + name + R"(":{"dtype":")" + type + R"(","shape":)" + shape + R"(,"data_offsets":[)" +
         std::to_string(begin) + "," + std::to_string(end) + "]}";
}

void expect_damaged(const std::string& part, const Bytes& bytes) {
  expect_error(ErrorCode::weights_damaged, part, [&] { read_safetensors(bytes); });
}

TEST(Safetensors, ReadsWhatTheFormatsPageDescribes) {
  Bytes bytes = file_of(R"({"__metadata__":{"k":"v"},)" + entry("a", "F32", "[2]", 0, 8) + "," +
                            entry("b", "F16", "[]", 8, 10) + "}",
                        10);
  const float values[2] = {1.5F, -2};
  std::memcpy(bytes.data() + bytes.size() - 10, values, 8);
  bytes[bytes.size() - 1] = 0x3C;  // half 0x3C00 = 1
  const SafetensorsFile file = read_safetensors(bytes);
  EXPECT_EQ(file.metadata.at("k"), "v");
  EXPECT_EQ(file.tensors.at("a").values, (std::vector<float>{1.5F, -2}));
  EXPECT_TRUE(file.tensors.at("b").shape.empty());
  EXPECT_EQ(file.tensors.at("b").values, (std::vector<float>{1}));
}

TEST(Safetensors, CountersOfOtherTrainersArePassedOver) {
  const SafetensorsFile file =
      read_safetensors(file_of("{" + entry("bn.num_batches_tracked", "I64", "[]", 0, 8) + "," +
                                   entry("bn.weight", "F32", "[1]", 8, 12) + "}",
                               12));
  EXPECT_EQ(file.tensors.size(), 1U);
  EXPECT_TRUE(file.tensors.contains("bn.weight"));
}

TEST(Safetensors, WrittenFilesReadBackTheSame) {
  SafetensorsFile file;
  file.metadata["note"] = "quotes \" and \n lines";
  file.tensors["small"] = {{3}, {0.1F, 0.2F, 0.3F}};
  file.tensors["empty"] = {{0, 5}, {}};
  file.tensors["large"] = {{5000}, std::vector<float>(5000, 0.25F)};
  for (const Storage storage : {Storage::float32, Storage::float16}) {
    const SafetensorsFile back = read_safetensors(write_safetensors(file, storage));
    EXPECT_EQ(back.metadata, file.metadata);
    for (const auto& [name, tensor] : file.tensors) {
      EXPECT_EQ(back.tensors.at(name).shape, tensor.shape);
      EXPECT_EQ(back.tensors.at(name).values, tensor.values);
    }
  }
}

TEST(Safetensors, Float16HalvesLargeTensorsOnly) {
  SafetensorsFile file;
  file.tensors["large"] = {{5000}, std::vector<float>(5000, 0.25F)};
  file.tensors["small"] = {{2}, {1e-9F, 1e9F}};  // neither fits half precision
  const std::size_t wide = write_safetensors(file, Storage::float32).size();
  const Bytes narrow = write_safetensors(file, Storage::float16);
  EXPECT_LT(narrow.size(), wide - 9000);
  EXPECT_EQ(read_safetensors(narrow).tensors.at("small").values, (std::vector<float>{1e-9F, 1e9F}));
}

TEST(Safetensors, AValueTooLargeForFloat16IsNotWrittenAsInfinity) {
  SafetensorsFile file;
  file.tensors["large"] = {{5000}, std::vector<float>(5000, 70000.0F)};
  expect_error(ErrorCode::weights_mismatch, "float16",
               [&] { write_safetensors(file, Storage::float16); });
}

// A file of one quantised tensor "a" of shape (2, 4) or, as U8, (2, 2), and its scales.
struct QuantisedParts {
  std::string type = "I8";
  std::string shape = "[2,4]";
  std::string scale_name = "a.scale";
  std::string scale_type = "F32";
  std::string scale_shape = "[2]";
  std::vector<float> scales = {0.5F, 2};
  std::vector<std::uint8_t> numbers = {1, 2, 3, 4, 255, 254, 127, 129};
};

Bytes quantised_file(const QuantisedParts& p = {}) {
  const int scale_bytes = static_cast<int>(p.scales.size()) * 4;
  const int end = scale_bytes + static_cast<int>(p.numbers.size());
  Bytes bytes = file_of("{" + entry(p.scale_name, p.scale_type, p.scale_shape, 0, scale_bytes) +
                            "," + entry("a", p.type, p.shape, scale_bytes, end) + "}",
                        static_cast<std::size_t>(end));
  std::uint8_t* data = bytes.data() + bytes.size() - end;
  if (!p.scales.empty()) std::memcpy(data, p.scales.data(), p.scales.size() * 4);
  std::copy(p.numbers.begin(), p.numbers.end(), data + scale_bytes);
  return bytes;
}

TEST(Safetensors, Int8IsTheNumberTimesTheScaleOfItsChannel) {
  const SafetensorsFile file = read_safetensors(quantised_file());
  EXPECT_EQ(file.tensors.size(), 1U) << "scales are no tensor of their own";
  EXPECT_EQ(file.tensors.at("a").shape, (std::vector<std::int64_t>{2, 4}));
  EXPECT_EQ(file.tensors.at("a").values, (std::vector<float>{0.5F, 1, 1.5F, 2, -2, -4, 254, -254}));
}

TEST(Safetensors, TwoNumbersInAByteAreTwoColumns) {
  const SafetensorsFile file = read_safetensors(
      quantised_file({.type = "U8", .shape = "[2,2]", .numbers = {0xF0, 0x98, 0x88, 0x79}}));
  EXPECT_EQ(file.tensors.at("a").shape, (std::vector<std::int64_t>{2, 4}));
  EXPECT_EQ(file.tensors.at("a").values, (std::vector<float>{-4, 3.5F, 0, 0.5F, 0, 0, 2, -2}));
}

TEST(Safetensors, QuantisedMatricesCanStaySmall) {
  const SafetensorsFile file = read_safetensors(quantised_file(), Reading::keep_quantised_matrices);
  EXPECT_TRUE(file.tensors.empty());
  EXPECT_EQ(file.quantised.at("a").numbers,
            (std::vector<std::int8_t>{1, 2, 3, 4, -1, -2, 127, -127}));
  EXPECT_EQ(file.quantised.at("a").scales, (std::vector<float>{0.5F, 2}));
}

TEST(Safetensors, KernelsAreAQuarterWithInt8AndLargeMatricesAnEighthWithInt8Dense4) {
  SafetensorsFile file;
  file.tensors["kernel"] = {{40, 30, 3, 3}, std::vector<float>(10800, 0.25F)};
  file.tensors["matrix"] = {{4, large_matrix / 4}, std::vector<float>(large_matrix, 0.5F)};
  file.tensors["shift"] = {{5000}, std::vector<float>(5000, 1e9F)};
  for (const Storage storage : {Storage::int8, Storage::int8_dense4}) {
    const Bytes bytes = write_safetensors(file, storage);
    std::map<std::string, std::uint64_t> sizes;
    for (const StoredTensor& tensor : list_safetensors(bytes)) sizes[tensor.name] = tensor.bytes;
    EXPECT_EQ(sizes.at("kernel"), 10800U);
    EXPECT_EQ(sizes.at("kernel.scale"), 160U);
    EXPECT_EQ(sizes.at("matrix"), storage == Storage::int8 ? large_matrix : large_matrix / 2);
    EXPECT_EQ(sizes.at("shift"), 20000U);
    const SafetensorsFile back = read_safetensors(bytes);
    for (const auto& [name, tensor] : file.tensors) {
      EXPECT_EQ(back.tensors.at(name).shape, tensor.shape) << name;
      EXPECT_FLOAT_EQ(back.tensors.at(name).values.back(), tensor.values.back()) << name;
    }
  }
}

TEST(Safetensors, AMatrixOfOddWidthIsNotPackedInPairs) {
  SafetensorsFile file;
  file.tensors["matrix"] = {{1024, 1025}, std::vector<float>(1024 * 1025, 0.5F)};
  const Bytes bytes = write_safetensors(file, Storage::int8_dense4);
  EXPECT_EQ(read_safetensors(bytes).tensors.at("matrix").shape,
            (std::vector<std::int64_t>{1024, 1025}));
}

TEST(Safetensors, WhatIsNotFiniteIsNotQuantised) {
  SafetensorsFile file;
  file.tensors["a"] = {{2, 4096}, std::vector<float>(8192, NAN)};
  expect_error(ErrorCode::weights_mismatch, "not finite",
               [&] { write_safetensors(file, Storage::int8); });
}

TEST(Safetensors, StoragesAreKnownByName) {
  EXPECT_EQ(storage_names(),
            (std::vector<std::string>{"float32", "float16", "int8", "int8-dense4"}));
  EXPECT_EQ(storage_named("int8-dense4"), Storage::int8_dense4);
  expect_error(ErrorCode::options_invalid, "'int2'", [] { storage_named("int2"); });
}

TEST(SafetensorsRefuses, QuantisedNumbersWithoutTheirScales) {
  expect_damaged("scales of tensor 'a' are missing", quantised_file({.scale_name = "b.scale"}));
}
TEST(SafetensorsRefuses, ScalesThatFlipHideOrBlowUpTheNumbers) {
  for (const float scale : {-0.5F, 0.0F, -0.0F, 1e-40F, NAN, INFINITY, 3e38F}) {
    expect_damaged("above 0", quantised_file({.scales = {1, scale}}));
  }
}
TEST(SafetensorsRefuses, TooFewOrTooManyScales) {
  expect_damaged("first axis", quantised_file({.scale_shape = "[1]", .scales = {1}}));
  expect_damaged("first axis", quantised_file({.scale_shape = "[3]", .scales = {1, 1, 1}}));
  expect_damaged("first axis", quantised_file({.scale_shape = "[2,1]"}));
  expect_damaged("first axis", quantised_file({.shape = "[]", .numbers = {1}}));
}
TEST(SafetensorsRefuses, ScalesOfAnotherType) {
  expect_damaged("first axis", quantised_file({.scale_type = "F16", .scales = {1}}));
  expect_damaged("first axis",
                 quantised_file({.shape = "[8,1]", .scale_type = "I8", .scale_shape = "[8]"}));
}
TEST(SafetensorsRefuses, QuantisedNumbersThatAreCutShort) {
  expect_damaged("bytes", quantised_file({.numbers = {1, 2, 3, 4, 5, 6, 7}}));
}
TEST(SafetensorsRefuses, PairsOfNumbersWhoseShapeOverflows) {
  expect_damaged("overflows", quantised_file({.type = "U8",
                                              .shape = "[0,2147483647]",
                                              .scale_shape = "[0]",
                                              .scales = {},
                                              .numbers = {}}));
}

TEST(SafetensorsRefuses, AnEmptyFile) { expect_damaged("0 bytes", {}); }

TEST(SafetensorsRefuses, AHeaderLargerThanTheFile) {
  Bytes bytes = file_of("{}", 0);
  bytes[0] = 200;
  expect_damaged("header", bytes);
}

TEST(SafetensorsRefuses, AHeaderLengthThatOverflows) {
  Bytes bytes = file_of("{}", 0);
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = 0xFF;
  expect_damaged("header", bytes);
}

TEST(SafetensorsRefuses, AHeaderThatIsNotJson) { expect_damaged("JSON", file_of("{\"a\":", 0)); }
TEST(SafetensorsRefuses, AHeaderThatIsAList) { expect_damaged("object", file_of("[]", 0)); }
TEST(SafetensorsRefuses, AHeaderNestedTooDeeply) {
  expect_damaged(
      "deeply", file_of(R"({"a":)" + std::string(100000, '[') + std::string(100000, ']') + "}", 0));
}
TEST(SafetensorsRefuses, ADuplicateTensor) {
  expect_damaged("twice", file_of("{" + entry("a", "F32", "[1]", 0, 4) + "," +
                                      entry("a", "F32", "[1]", 0, 4) + "}",
                                  4));
}
TEST(SafetensorsRefuses, ADuplicateKeyInATensor) {
  expect_damaged(
      "twice",
      file_of(R"({"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}})", 4));
}
TEST(SafetensorsRefuses, MetadataThatIsNotText) {
  expect_damaged("not text", file_of(R"({"__metadata__":{"k":1}})", 0));
}
TEST(SafetensorsRefuses, ATensorWithoutOffsets) {
  expect_damaged("described", file_of(R"({"a":{"dtype":"F32","shape":[1]}})", 4));
}
TEST(SafetensorsRefuses, ATensorWithFurtherKeys) {
  expect_damaged(
      "described",
      file_of(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"code":"x"}})", 4));
}
TEST(SafetensorsRefuses, OverlappingTensors) {
  expect_damaged("overlaps", file_of("{" + entry("a", "F32", "[2]", 0, 8) + "," +
                                         entry("b", "F32", "[2]", 4, 12) + "}",
                                     12));
}
TEST(SafetensorsRefuses, AGapBetweenTensors) {
  expect_damaged("gap", file_of("{" + entry("a", "F32", "[1]", 0, 4) + "," +
                                    entry("b", "F32", "[1]", 8, 12) + "}",
                                12));
}
TEST(SafetensorsRefuses, BytesAfterTheLastTensor) {
  expect_damaged("after the last", file_of("{" + entry("a", "F32", "[1]", 0, 4) + "}", 5));
}
TEST(SafetensorsRefuses, ATensorBeyondTheEndOfACutOffFile) {
  expect_damaged("outside", file_of("{" + entry("a", "F32", "[4]", 0, 16) + "}", 12));
}
TEST(SafetensorsRefuses, OffsetsThatRunBackwards) {
  expect_damaged("outside", file_of("{" + entry("a", "F32", "[1]", 4, 0) + "}", 4));
}
TEST(SafetensorsRefuses, AShapeThatDoesNotMatchItsBytes) {
  expect_damaged("bytes", file_of("{" + entry("a", "F32", "[3]", 0, 4) + "}", 4));
}
TEST(SafetensorsRefuses, AShapeThatOverflows) {
  expect_damaged(
      "overflows",
      file_of("{" + entry("a", "F32", "[2147483647,2147483647,2147483647]", 0, 4) + "}", 4));
}
TEST(SafetensorsRefuses, ANegativeShape) {
  expect_damaged("impossible", file_of("{" + entry("a", "F32", "[-1]", 0, 4) + "}", 4));
}
TEST(SafetensorsRefuses, AFractionalOffset) {
  expect_damaged("whole number",
                 file_of(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4.5]}})", 4));
}
TEST(SafetensorsRefuses, AnUnknownDataType) {
  expect_error(ErrorCode::weights_mismatch, "F8_E4M3", [] {
    read_safetensors(file_of("{" + entry("a", "F8_E4M3", "[4]", 0, 4) + "}", 4));
  });
}

TEST(Safetensors, NamesOfHostileFilesAreCutShortInSentences) {
  try {
    read_safetensors(file_of("{" + entry(std::string(5000, 'x'), "F32", "[9]", 0, 4) + "}", 4));
    FAIL();
  } catch (const Error& error) {
    EXPECT_LT(std::string(error.what()).size(), 300U);
  }
}

TEST(Safetensors, SurvivesFilesWithDamageAnywhere) {
  SafetensorsFile file;
  file.metadata["format"] = "x";
  file.tensors["a"] = {{2, 3}, {1, 2, 3, 4, 5, 6}};
  const Bytes whole = write_safetensors(file, Storage::float32);
  std::uint32_t state = 7;
  const auto random = [&state] { return (state = state * 1664525U + 1013904223U) >> 8; };
  for (int round = 0; round < 2000; ++round) {
    Bytes damaged = whole;
    damaged[random() % damaged.size()] = static_cast<std::uint8_t>(random());
    damaged.resize(damaged.size() - random() % 4);
    try {
      read_safetensors(damaged);
    } catch (const Error& error) {
      EXPECT_NE(error.code(), ErrorCode::internal);
    }
  }
}

}  // namespace
}  // namespace lesionlens::tests
