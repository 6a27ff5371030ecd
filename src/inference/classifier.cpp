#include "inference/classifier.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "base/error.h"
#include "image/preprocess.h"
#include "inference/map_statistics.h"

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
    if (network::is_malignant(metadata, i)) sum += probabilities[i];
  }
  return std::clamp(sum, 0.0, 1.0);
}

network::Architecture unwatched(network::Architecture architecture) {
  architecture.watched.clear();
  return architecture;
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

Classifier::Classifier(std::span<const std::uint8_t> weights_file, std::size_t threads)
    : Classifier(network::read_weights(weights_file, network::Reading::keep_quantised_matrices),
                 threads) {}

Classifier::Classifier(network::WeightsFile weights, std::size_t threads)
    : metadata_(std::move(weights.metadata)),
      architecture_(std::move(weights.architecture)),
      familiarity_(std::move(weights.familiarity)),
      mapper_(architecture_, weights.tensors, weights.quantised),
      // What nobody will ask for need not be kept for every photo.
      network_(familiarity_ ? architecture_ : unwatched(architecture_), weights.tensors,
               std::move(weights.quantised), threads) {}

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

Verdict Classifier::classify(std::span<const std::uint8_t> encoded,
                             const std::optional<image::Region>& region) {
  seen_.reset();
  const Stopwatch watch;
  const image::Image photo = image::decode(encoded);
  const double decode = watch.milliseconds();
  Verdict verdict = classify(photo, region);
  verdict.milliseconds.decode = decode;
  return verdict;
}

Verdict Classifier::classify(const image::Image& photo,
                             const std::optional<image::Region>& region) {
  seen_.reset();
  image::check_size(photo.width, photo.height);
  if (region) image::check_square(*region, photo);
  Verdict verdict;
  verdict.image_width = photo.width;
  verdict.image_height = photo.height;
  verdict.region = region ? *region : image::region_of(photo, metadata_.preprocessing.crop);
  const Stopwatch resize_watch;
  const std::vector<float> input =
      image::preprocess(photo, verdict.region, metadata_.preprocessing);
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
  if (familiarity_) {
    const double distance =
        network::distance_of(*familiarity_, map_statistics(architecture_, network_));
    const auto limit = static_cast<double>(familiarity_->limit);
    // Written so that what is not a number is unfamiliar.
    verdict.familiarity = FamiliarityVerdict{distance, limit, distance <= limit};
  }
  const Stopwatch quality_watch;
  verdict.quality = image::assess(photo, verdict.region);
  verdict.milliseconds.quality = quality_watch.milliseconds();
  seen_ = Seen{logits, verdict.region};
  return verdict;
}

ActivationMap Classifier::activation_map() const {
  if (!seen_) {
    throw Error(ErrorCode::options_invalid,
                "There is no activation map before a photo has been classified.");
  }
  ActivationMap map = mapper_.map(network_, log_odds_gradient(seen_->logits, metadata_));
  map.region = seen_->region;
  return map;
}

}  // namespace lesionlens::inference
