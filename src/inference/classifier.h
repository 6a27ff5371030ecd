// Photo -> verdict: decode, prepare, run, decide. What the page, the command line and the
// evaluation all call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "image/decode.h"
#include "image/image.h"
#include "image/quality.h"
#include "image/resize.h"
#include "inference/activation_map.h"
#include "inference/xnnpack_network.h"
#include "network/weights_file.h"

namespace lesionlens::inference {

struct StepMilliseconds {
  double decode = 0;  // 0 where the photo came in decoded
  double resize = 0;  // crop, resize and normalise
  double network = 0;
  double quality = 0;
};

struct FamiliarityVerdict {
  double distance = 0;   // network::distance_of
  double limit = 0;      // of the weights
  bool familiar = true;  // the distance does not exceed it
};

struct Verdict {
  bool malignant = false;            // the probability reaches the threshold of the weights
  bool certain = true;               // the probability lies outside the weights' band of "not sure"
  double probability_malignant = 0;  // in [0, 1]
  std::vector<double> probabilities;  // by class, in the order of the weights' classes, sum 1
  std::size_t named_class = 0;        // the most likely one, by the weights' decision weights
  int image_width = 0;                // of the upright photo, in pixels
  int image_height = 0;
  image::Region region;    // of it, that the network saw
  image::Quality quality;  // of the region
  // Whether the region looks like what the network learnt from; none where the weights cannot tell.
  std::optional<FamiliarityVerdict> familiarity;
  StepMilliseconds milliseconds;
};

class Classifier {
 public:
  // The bytes of a weights file. Throws what read_weights throws, or out_of_memory. `threads` are
  // for the network, the caller's included.
  explicit Classifier(std::span<const std::uint8_t> weights_file, std::size_t threads = 1);
  explicit Classifier(network::WeightsFile weights, std::size_t threads = 1);

  // The network sees `region`, a square of the upright photo in its pixels; without one, what the
  // weights' crop says. Throws region_invalid where it is none, or not inside.

  // The bytes of a JPEG or PNG file. Also throws what image::decode throws.
  Verdict classify(std::span<const std::uint8_t> encoded,
                   const std::optional<image::Region>& region = {});

  // An upright photo. Also throws image_too_small or image_too_large.
  Verdict classify(const image::Image& photo, const std::optional<image::Region>& region = {});

  // Of the photo classified last. Throws options_invalid where there is none, or it was refused.
  ActivationMap activation_map() const;

  const network::Metadata& metadata() const { return metadata_; }

 private:
  // Of the photo that the network ran on last.
  struct Seen {
    std::vector<float> logits;
    image::Region region;
  };

  network::Metadata metadata_;
  network::Architecture architecture_;  // that runs
  std::optional<network::Familiarity> familiarity_;
  ActivationMapper mapper_;
  XnnpackNetwork network_;
  std::optional<Seen> seen_;
};

// Logits -> the probability of each class: divided by the temperature, then sigmoid for one logit,
// softmax for more.
std::vector<double> class_probabilities(std::span<const float> logits, float temperature);

// Index of the class with the highest probability times its factor; no factors: all 1.
std::size_t named_class(const std::vector<double>& probabilities,
                        const std::vector<float>& decision_weights);

}  // namespace lesionlens::inference
