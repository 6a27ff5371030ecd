#include "inference/activation_map.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/error.h"

namespace lesionlens::inference {
// log(p / (1 - p)) is the difference of two log-sums of exponentials, one over the malignant
// classes and one over the others; the gradient of each is the softmax among its own classes.
std::vector<double> log_odds_gradient(std::span<const float> logits,
                                      const network::Metadata& metadata) {
  const auto temperature = static_cast<double>(metadata.temperature);
  // One logit is that of the second of two classes.
  if (logits.size() == 1) return {(network::is_malignant(metadata, 1) ? 1 : -1) / temperature};
  std::vector<double> gradient(logits.size());
  for (const bool malignant : {false, true}) {
    double highest = -INFINITY;
    for (std::size_t i = 0; i < logits.size(); ++i) {
      if (network::is_malignant(metadata, i) == malignant)
        highest = std::max(highest, static_cast<double>(logits[i]));
    }
    double sum = 0;
    for (std::size_t i = 0; i < logits.size(); ++i) {
      if (network::is_malignant(metadata, i) != malignant) continue;
      gradient[i] = std::exp((static_cast<double>(logits[i]) - highest) / temperature);
      sum += gradient[i];
    }
    for (std::size_t i = 0; i < logits.size(); ++i) {
      if (network::is_malignant(metadata, i) == malignant)
        gradient[i] *= (malignant ? 1 : -1) / (sum * temperature);
    }
  }
  return gradient;
}

ActivationMapper::Matrix ActivationMapper::summed_matrix(
    const network::Layer& layer, std::size_t channels, const network::Tensors& tensors,
    const network::QuantisedTensors& quantised) {
  const std::string name = network::parameter_name(layer, network::ParameterRole::weight);
  const auto units = static_cast<std::size_t>(std::get<network::Dense>(layer.operation).units);
  Matrix matrix{channels, std::vector<double>(units * channels)};
  // A flattened map has its channels side by side, place after place.
  const auto sum = [&](const auto& values, const auto& scale_of) {
    const std::size_t inputs = values.size() / units;
    for (std::size_t unit = 0; unit < units; ++unit) {
      double* row = matrix.values.data() + unit * channels;
      for (std::size_t i = 0; i < inputs; ++i)
        row[i % channels] += static_cast<double>(values[unit * inputs + i]);
      for (std::size_t c = 0; c < channels; ++c) row[c] *= scale_of(unit);
    }
  };
  const auto small = quantised.find(name);
  if (small == quantised.end()) {
    sum(tensors.at(name).values, [](std::size_t) { return 1.0; });
  } else {
    const std::vector<float>& scales = small->second.scales;
    sum(small->second.numbers, [&](std::size_t unit) { return static_cast<double>(scales[unit]); });
  }
  return matrix;
}

ActivationMapper::ActivationMapper(const network::Architecture& architecture,
                                   const network::Tensors& tensors,
                                   const network::QuantisedTensors& quantised)
    : head_(network::head_of(architecture)) {
  if (!head_) return;
  const std::vector<network::Shape> shapes = network::output_shapes(architecture);
  shape_ = shapes[head_->feature_map];
  const network::Layer& first = architecture.layers[head_->first_dense];
  first_ = summed_matrix(first, static_cast<std::size_t>(shape_.channels), tensors, quantised);
  if (head_->first_dense == head_->last_dense) return;
  const int units = std::get<network::Dense>(first.operation).units;
  hidden_ = summed_matrix(architecture.layers[head_->last_dense], static_cast<std::size_t>(units),
                          tensors, quantised);
}

std::vector<double> ActivationMapper::carried_back(const Matrix& matrix,
                                                   std::span<const double> by_unit) {
  std::vector<double> by_input(matrix.inputs);
  for (std::size_t unit = 0; unit < by_unit.size(); ++unit) {
    const double* row = matrix.values.data() + unit * matrix.inputs;
    for (std::size_t i = 0; i < matrix.inputs; ++i) by_input[i] += by_unit[unit] * row[i];
  }
  return by_input;
}

ActivationMap ActivationMapper::map(const XnnpackNetwork& network,
                                    std::span<const double> by_logit) const {
  if (!head_) {
    throw Error(ErrorCode::internal,
                "There is no activation map of this network: its end is not of a known kind.");
  }
  return map(network.output_of(head_->feature_map), network.output_of(head_->features), by_logit);
}

ActivationMap ActivationMapper::map(std::span<const float> feature_map,
                                    std::span<const float> features,
                                    std::span<const double> by_logit) const {
  std::vector<double> by_unit(by_logit.begin(), by_logit.end());
  if (hidden_) {
    by_unit = carried_back(*hidden_, by_unit);
    for (std::size_t i = 0; i < by_unit.size(); ++i) {
      if (features[i] <= head_->passes_above || features[i] >= head_->passes_below) by_unit[i] = 0;
    }
  }
  const std::vector<double> by_channel = carried_back(first_, by_unit);

  ActivationMap map{shape_.width, shape_.height, {}, {}};
  const std::size_t channels = by_channel.size();
  std::vector<double> sums;
  double largest = 0;
  for (std::size_t place = 0; place * channels < feature_map.size(); ++place) {
    double sum = 0;
    for (std::size_t c = 0; c < channels; ++c)
      sum += by_channel[c] * static_cast<double>(feature_map[place * channels + c]);
    sums.push_back(std::max(sum, 0.0));
    largest = std::max(largest, sum);
  }
  for (const double sum : sums)
    map.values.push_back(static_cast<float>(largest > 0 ? sum / largest : 0));
  return map;
}

}  // namespace lesionlens::inference
