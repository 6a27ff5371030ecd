// Photo -> verdict: decode, prepare, run, decide. What the page, the command line and the
// evaluation all call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "image/decode.h"
#include "image/image.h"
#include "inference/xnnpack_network.h"
#include "network/weights_file.h"

namespace lesionlens::inference {

struct StepMilliseconds {
  double decode = 0;  // 0 where the photo came in decoded
  double resize = 0;  // crop, resize and normalise
  double network = 0;
};

struct Verdict {
  bool malignant = false;            // the probability reaches the threshold of the weights
  bool certain = true;               // the probability lies outside the weights' band of "not sure"
  double probability_malignant = 0;  // in [0, 1]
  std::vector<double> probabilities;  // by class, in the order of the weights' classes, sum 1
  std::size_t named_class = 0;        // the most likely one, by the weights' decision weights
  int image_width = 0;                // of the upright photo, in pixels
  int image_height = 0;
  StepMilliseconds milliseconds;
};

class Classifier {
 public:
  // The bytes of a weights file. Throws what read_weights throws, or out_of_memory.
  explicit Classifier(std::span<const std::uint8_t> weights_file);
  explicit Classifier(network::WeightsFile weights);

  // The bytes of a JPEG or PNG file. Throws what image::decode throws.
  Verdict classify(std::span<const std::uint8_t> encoded);

  // An upright photo. Throws image_too_small or image_too_large.
  Verdict classify(const image::Image& photo);

  const network::Metadata& metadata() const { return metadata_; }

 private:
  network::Metadata metadata_;
  XnnpackNetwork network_;
};

// Logits -> the probability of each class: divided by the temperature, then sigmoid for one logit,
// softmax for more.
std::vector<double> class_probabilities(std::span<const float> logits, float temperature);

// Index of the class with the highest probability times its factor; no factors: all 1.
std::size_t named_class(const std::vector<double>& probabilities,
                        const std::vector<float>& decision_weights);

}  // namespace lesionlens::inference
