// What the ONNX files say of themselves. What they compute is judged by ONNX Runtime, in
// `web/tests/onnx.spec.ts`, on the files and answers that the golden tests write.

#include "onnx/onnx_export.h"

#include <gtest/gtest.h>
#include <onnx/checker.h>
#include <onnx/onnx_pb.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/weights.h"

namespace lesionlens::tests {
namespace {

::onnx::ModelProto exported(const network::WeightsFile& weights) {
  const std::vector<std::uint8_t> bytes = onnx::export_network(weights);
  ::onnx::ModelProto model;
  EXPECT_TRUE(model.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
  return model;
}

// "photo(N,3,64,64)"
std::string text_of(const ::onnx::ValueInfoProto& value) {
  std::string sizes;
  for (const auto& dimension : value.type().tensor_type().shape().dim()) {
    sizes += sizes.empty() ? "" : ",";
    sizes +=
        dimension.has_dim_param() ? dimension.dim_param() : std::to_string(dimension.dim_value());
  }
  return value.name() + "(" + sizes + ")";
}

std::map<std::string, std::string> metadata_of(const ::onnx::ModelProto& model) {
  std::map<std::string, std::string> result;
  for (const auto& entry : model.metadata_props()) result[entry.key()] = entry.value();
  return result;
}

class OnnxExport : public testing::TestWithParam<std::string> {};

TEST_P(OnnxExport, PassesTheChecker) {
  EXPECT_NO_THROW(::onnx::checker::check_model(exported(random_weights(GetParam(), 32))));
}

TEST_P(OnnxExport, NamesItsInputAndItsOutputs) {
  const auto graph = exported(random_weights(GetParam(), 40)).graph();
  ASSERT_EQ(graph.input_size(), 1);
  EXPECT_EQ(text_of(graph.input(0)), "photo(N,3,40,40)");
  ASSERT_EQ(graph.output_size(), 3);
  EXPECT_EQ(text_of(graph.output(0)), "logits(N,1)");
  EXPECT_EQ(text_of(graph.output(1)), "probabilities(N,2)");
  EXPECT_EQ(text_of(graph.output(2)), "probability(N,1)");
}

INSTANTIATE_TEST_SUITE_P(Catalogue, OnnxExport, testing::ValuesIn(architecture_names()),
                         [](const auto& test) { return test_name(test.param); });

TEST(OnnxExport, CarriesWhatAVerdictDependsOn) {
  network::WeightsFile weights = random_weights("mobilenet-v2", 32);
  weights.metadata.temperature = 1.5F;
  weights.metadata.threshold = 0.25F;
  const auto metadata = metadata_of(exported(weights));
  EXPECT_EQ(metadata.at("classes"), R"(["benign","malignant"])");
  EXPECT_EQ(metadata.at("malignant_classes"), R"(["malignant"])");
  EXPECT_EQ(metadata.at("temperature"), "1.5");
  EXPECT_EQ(metadata.at("threshold"), "0.25");
  EXPECT_EQ(metadata.at("architecture"), "mobilenet-v2");
}

// The weights and biases of 52 convolutions and the classifier, and six constants.
TEST(OnnxExport, HasNoBatchNormLeft) {
  const auto graph = exported(random_weights("mobilenet-v2", 32)).graph();
  for (const auto& node : graph.node()) EXPECT_NE(node.op_type(), "BatchNormalization");
  EXPECT_EQ(graph.initializer_size(), 2 * 53 + 6);
}

}  // namespace
}  // namespace lesionlens::tests
