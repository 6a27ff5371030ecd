#include "inference/classifier.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "base/error.h"
#include "image/preprocess.h"

namespace lesionlens::inference {
namespace {

class Stopwatch {
 public:
  double milliseconds() const {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_)
        .count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

double sum_of_malignant(const std::vector<double>& probabilities,
                        const network::Metadata& metadata) {
  double sum = 0;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    const auto& marked = metadata.malignant_classes;
    if (std::find(marked.begin(), marked.end(), metadata.classes[i]) != marked.end())
      sum += probabilities[i];
  }
  return std::clamp(sum, 0.0, 1.0);
}

}  // namespace

std::vector<double> class_probabilities(std::span<const float> logits, float temperature) {
  if (logits.size() == 1) {
    const double second = 1 / (1 + std::exp(-static_cast<double>(logits[0]) / temperature));
    return {1 - second, second};
  }
  const double highest = *std::max_element(logits.begin(), logits.end());
  std::vector<double> probabilities;
  double sum = 0;
  for (const float logit : logits) {
    probabilities.push_back(std::exp((logit - highest) / temperature));
    sum += probabilities.back();
  }
  for (double& probability : probabilities) probability /= sum;
  return probabilities;
}

Classifier::Classifier(std::span<const std::uint8_t> weights_file)
    : Classifier(network::read_weights(weights_file, network::Reading::keep_quantised_matrices)) {}

Classifier::Classifier(network::WeightsFile weights)
    : metadata_(std::move(weights.metadata)),
      network_(weights.architecture, weights.tensors, std::move(weights.quantised)) {}

std::size_t named_class(const std::vector<double>& probabilities,
                        const std::vector<float>& decision_weights) {
  std::size_t best = 0;
  double best_score = -1;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    const double factor = decision_weights.empty() ? 1 : static_cast<double>(decision_weights[i]);
    if (probabilities[i] * factor <= best_score) continue;
    best_score = probabilities[i] * factor;
    best = i;
  }
  return best;
}

Verdict Classifier::classify(std::span<const std::uint8_t> encoded) {
  const Stopwatch watch;
  const image::Image photo = image::decode(encoded);
  const double decode = watch.milliseconds();
  Verdict verdict = classify(photo);
  verdict.milliseconds.decode = decode;
  return verdict;
}

Verdict Classifier::classify(const image::Image& photo) {
  image::check_size(photo.width, photo.height);
  Verdict verdict;
  verdict.image_width = photo.width;
  verdict.image_height = photo.height;
  const Stopwatch resize_watch;
  const std::vector<float> input = image::preprocess(photo, metadata_.preprocessing);
  verdict.milliseconds.resize = resize_watch.milliseconds();
  const Stopwatch network_watch;
  const std::vector<float> logits = network_.run(input);
  verdict.milliseconds.network = network_watch.milliseconds();
  if (!std::all_of(logits.begin(), logits.end(),
                   [](float logit) { return std::isfinite(logit); })) {
    // Weights are finite, but products of hostile ones need not be. A verdict of not-a-number would
    // read as benign.
    throw Error(ErrorCode::weights_mismatch,
                "The network's answer is not a finite number: these weights are not usable.");
  }
  verdict.probabilities = class_probabilities(logits, metadata_.temperature);
  verdict.probability_malignant = sum_of_malignant(verdict.probabilities, metadata_);
  verdict.malignant = verdict.probability_malignant >= static_cast<double>(metadata_.threshold);
  verdict.certain = verdict.probability_malignant < static_cast<double>(metadata_.abstain_from) ||
                    verdict.probability_malignant >= static_cast<double>(metadata_.abstain_to);
  verdict.named_class = named_class(verdict.probabilities, metadata_.decision_weights);
  return verdict;
}

}  // namespace lesionlens::inference
