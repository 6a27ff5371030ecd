// The activation map against Grad-CAM by LibTorch's automatic gradients, on the same picture.

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <string>
#include <vector>

#include "image/preprocess.h"
#include "inference/classifier.h"
#include "network/head.h"
#include "support/pictures.h"
#include "support/weights.h"
#include "training/torch_network.h"

namespace lesionlens::tests {
namespace {

using namespace network;  // NOLINT(google-build-using-namespace)
using torch::Tensor;
using training::TorchNetwork;

// log(p / (1 - p)) of the probability of malignant; a difference, for p itself may round to 1.
Tensor log_odds(const Tensor& logits, const Metadata& metadata) {
  const Tensor scaled = logits.flatten() / static_cast<double>(metadata.temperature);
  if (scaled.numel() == 1) return is_malignant(metadata, 1) ? scaled[0] : -scaled[0];
  std::vector<Tensor> malignant;
  std::vector<Tensor> benign;
  for (std::size_t i = 0; i < metadata.classes.size(); ++i)
    (is_malignant(metadata, i) ? malignant : benign)
        .push_back(scaled[static_cast<std::int64_t>(i)]);
  return torch::logsumexp(torch::stack(malignant), 0) - torch::logsumexp(torch::stack(benign), 0);
}

// The network in two parts, so that the last feature map is a tensor to take gradients by.
class Judge {
 public:
  explicit Judge(const WeightsFile& weights)
      : input_(weights.architecture.input),
        index_(head_of(weights.architecture).value().feature_map),
        shape_(output_shapes(weights.architecture)[index_]),
        before_(up_to_the_map(weights.architecture), 1),
        after_(after_the_map(weights.architecture), 1) {
    before_.import_tensors(weights.tensors);
    after_.import_tensors(weights.tensors);
  }

  // (height, width), as in the paper: channels weighed by their gradients' means, ReLU; scaled
  // to 1.
  Tensor grad_cam(const Metadata& metadata, const image::Image& photo) {
    const Tensor photos = torch::tensor(image::preprocess(photo, metadata.preprocessing))
                              .view({1, input_.height, input_.width, 3})
                              .permute({0, 3, 1, 2});
    Tensor map;
    {
      const torch::NoGradGuard no_gradients;
      map = before_.forward(photos, false)
                .view({1, shape_.height, shape_.width, shape_.channels})
                .permute({0, 3, 1, 2})
                .contiguous();
    }
    map.set_requires_grad(true);
    log_odds(after_.forward(map, false), metadata).backward();
    const Tensor by_channel = map.grad().mean({2, 3}, true);
    const Tensor sums = torch::relu((by_channel * map.detach()).sum(1)).squeeze(0).contiguous();
    const float largest = sums.max().item<float>();
    return largest > 0 ? sums / largest : sums;
  }

 private:
  // The map comes out flattened, channels last.
  Architecture up_to_the_map(Architecture part) const {
    part.layers.resize(index_ + 1);
    part.layers.push_back({"", Flatten{}, static_cast<int>(index_)});
    part.outputs = shape_.height * shape_.width * shape_.channels;
    return part;
  }

  Architecture after_the_map(Architecture part) const {
    part.input = shape_;
    const int skipped = static_cast<int>(index_) + 1;
    part.layers.erase(part.layers.begin(), part.layers.begin() + skipped);
    for (Layer& layer : part.layers) layer.input -= skipped;
    return part;
  }

  Shape input_;
  std::size_t index_;
  Shape shape_;
  TorchNetwork before_;
  TorchNetwork after_;
};

// Returns whether the map is lit anywhere.
bool expect_equal(const WeightsFile& weights, Judge& judge, const image::Image& photo) {
  inference::Classifier classifier(weights);
  classifier.classify(photo);
  const inference::ActivationMap map = classifier.activation_map();
  const Tensor expected = judge.grad_cam(weights.metadata, photo);
  EXPECT_EQ(expected.size(0), map.height);
  EXPECT_EQ(expected.size(1), map.width);
  const Tensor difference = torch::tensor(map.values) - expected.flatten();
  EXPECT_LT(difference.abs().max().item<float>(), 1e-3) << weights.architecture.name;
  return expected.max().item<float>() > 0;
}

WeightsFile seven_classes(const std::string& architecture) {
  constexpr int side = 64;
  Metadata metadata;
  metadata.architecture = architecture;
  metadata.preprocessing.width = side;
  metadata.preprocessing.height = side;
  metadata.temperature = 1.3F;
  metadata.classes = {"akiec", "bcc", "bkl", "df", "mel", "nv", "vasc"};
  metadata.malignant_classes = {"akiec", "bcc", "mel"};
  return random_weights(metadata, 3);
}

class GradCam : public testing::TestWithParam<std::string> {};

// What speaks for one set of classes speaks against the others, so one of two maps is lit.
TEST_P(GradCam, OfSevenClassesEqualsLibTorch) {
  WeightsFile weights = seven_classes(GetParam());
  Judge judge(weights);
  const image::Image photo = draw_lesion(120, 100, 1);
  bool lit = expect_equal(weights, judge, photo);
  weights.metadata.malignant_classes = {"bkl", "df", "nv", "vasc"};
  lit |= expect_equal(weights, judge, photo);
  EXPECT_TRUE(lit) << "maps that are all zero would agree with anything";
}

TEST_P(GradCam, OfOneLogitEqualsLibTorchWhicheverClassIsMalignant) {
  WeightsFile weights = random_weights(GetParam(), 64, 7);
  Judge judge(weights);
  const image::Image photo = draw_lesion(100, 100, 4);
  bool lit = expect_equal(weights, judge, photo);
  weights.metadata.classes = {"malignant", "benign"};
  lit |= expect_equal(weights, judge, photo);
  EXPECT_TRUE(lit);
}

TEST_P(GradCam, FromAQuantisedFileEqualsLibTorchOnItsValues) {
  const auto bytes = write_weights(seven_classes(GetParam()), Storage::int8_dense4);
  Judge judge(read_weights(bytes));
  expect_equal(read_weights(bytes, Reading::keep_quantised_matrices), judge,
               draw_lesion(96, 96, 5));
}

INSTANTIATE_TEST_SUITE_P(All, GradCam, testing::ValuesIn(architecture_names()),
                         [](const auto& test) { return test_name(test.param); });

}  // namespace
}  // namespace lesionlens::tests
