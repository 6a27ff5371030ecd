// Keras' HDF5 files (.h5) of skin-cancer-cnn <-> our weights.
//
// Read: whole models (`model.save`) and weights alone (`save_weights`), of Keras 2 and of Keras 3
// in its legacy form; layers by their order, whatever they are called. Kernels lie (height, width,
// in, out) and (in, out) there, (out, in, height, width) and (out, in) here; the flattened order is
// the same.
//
// A sigmoid becomes our one logit, a softmax of two classes the difference of its logits, one of
// more our logits. Layout: https://github.com/keras-team/keras,
// src/legacy/saving/legacy_h5_format.py.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "network/weights_file.h"

namespace lesionlens::keras {

// What a Keras file does not say.
struct Import {
  // All but architecture, input size and, where the network begins with a Rescaling layer,
  // normalisation. With three classes or more they are in the order of the softmax.
  network::Metadata metadata;
  // Side in pixels; default: what the file says, or, where it holds weights alone, the multiple of
  // 8 that fits them.
  std::optional<int> input_size;
};

// What the Keras project does to a photo: squashed to the input's size, divided by 255.
network::Metadata keras_defaults();

// HDF5 works in a child process: a file that makes it crash is refused like any other damaged one.
// Throws file_unreadable, weights_damaged, out_of_memory, or weights_mismatch with what was found
// where the file holds another network.
network::WeightsFile read_keras(const std::filesystem::path& path, const Import& import);

// The bytes of a whole-model file that Keras 2 and Keras 3 load. Its network wants RGB values in
// [0, 1] and gives our probabilities: normalisation and temperature are worked into the weights.
// Throws weights_mismatch for another architecture.
std::vector<std::uint8_t> write_keras(const network::WeightsFile& weights);

}  // namespace lesionlens::keras
