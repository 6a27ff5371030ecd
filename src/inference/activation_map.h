// Where the network looked: Grad-CAM (Selvaraju et al. 2017, arXiv:1610.02391) for the log-odds of
// malignant against benign, at the last feature map (network::Head::feature_map).
//
// Grad-CAM weighs each channel of the map with the mean, over its places, of the score's gradient.
// The places are only ever summed over, so nothing needs to be carried back place by place: of the
// first dense layer it takes the weights summed over the places, and max pooling only moves a
// gradient from one place to another. That is what is kept of the weights, and it is small.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "image/resize.h"
#include "inference/xnnpack_network.h"
#include "network/head.h"
#include "network/safetensors.h"
#include "network/weights_file.h"

namespace lesionlens::inference {

struct ActivationMap {
  int width = 0;
  int height = 0;
  // (height, width), row by row, in [0, 1]: the largest is 1, or all are 0 where nothing spoke for
  // malignant.
  std::vector<float> values;
  image::Region region;  // of the upright photo, in its pixels, that the map lies over
};

// By logit: the gradient of log(p / (1 - p)), where p is the probability of malignant.
std::vector<double> log_odds_gradient(std::span<const float> logits,
                                      const network::Metadata& metadata);

class ActivationMapper {
 public:
  // The tensors may go afterwards. A network without a head of the known kind has no map.
  ActivationMapper(const network::Architecture& architecture, const network::Tensors& tensors,
                   const network::QuantisedTensors& quantised);

  // Of the photo that `network` ran last; its region is left to the caller. Throws internal for a
  // network that has no map.
  ActivationMap map(const XnnpackNetwork& network, std::span<const double> by_logit) const;

  // The same from what the layers gave that network::head_of names.
  ActivationMap map(std::span<const float> feature_map, std::span<const float> features,
                    std::span<const double> by_logit) const;

 private:
  // Weights of a dense layer.
  struct Matrix {
    std::size_t inputs = 0;
    std::vector<double> values;  // (units, inputs)
  };

  static Matrix summed_matrix(const network::Layer& layer, std::size_t channels,
                              const network::Tensors& tensors,
                              const network::QuantisedTensors& quantised);

  // What a gradient by the units of a layer is by its inputs.
  static std::vector<double> carried_back(const Matrix& matrix, std::span<const double> by_unit);

  std::optional<network::Head> head_;
  network::Shape shape_;          // of the feature map
  Matrix first_;                  // its inputs: the map's channels, summed over all places
  std::optional<Matrix> hidden_;  // the last dense layer, where it is not the first
};

}  // namespace lesionlens::inference
