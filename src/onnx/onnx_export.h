// A network for other programs: the layers of an Architecture, with weights, as an ONNX model
// (https://onnx.ai; operator set 13, which runtimes know since 2020).
//
// The model holds all that comes after the resizing, so its answers are ours:
//
//   photo          (N, 3, H, W) float32, R, G, B in [0, 1]; the model normalises it itself
//   logits         (N, outputs) float32
//   probabilities  (N, classes) float32, of each class, after the temperature
//   probability    (N, 1) float32, of malignant: the sum over malignant_classes
//
// Its metadata are those of the weights file, under the same keys: classes, malignant_classes,
// temperature, threshold, crop and so on.
#pragma once

#include <cstdint>
#include <vector>

#include "network/weights_file.h"

namespace lesionlens::onnx {

// The bytes of an .onnx file. Batch norm is folded into the convolutions, as for our own inference.
// Throws options_invalid for a network above 2 GB, which protocol buffers cannot hold.
std::vector<std::uint8_t> export_network(const network::WeightsFile& weights);

}  // namespace lesionlens::onnx
