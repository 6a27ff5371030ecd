// How a network learns: the layers of an Architecture as LibTorch operations with gradients.
#pragma once

#include <ATen/core/Generator.h>
#include <torch/types.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "network/architecture.h"
#include "network/safetensors.h"
#include "training/kernels.h"
#include "training/precision.h"

namespace lesionlens::training {

class Peers;

// Which rows of a batch these photos are, where it is spread over several processes. All of them
// go forward and backward together, even those that have no row.
struct Spread {
  Peers* peers = nullptr;
  std::int64_t first = 0;  // row of the batch
  std::int64_t rows = 0;   // of the batch
};

class TorchNetwork {
 public:
  // Kernels drawn as the architecture says, zero biases, batch norm that does nothing yet.
  TorchNetwork(network::Architecture architecture, std::uint64_t seed,
               torch::Device device = torch::kCPU);

  // photos: (N, 3, H, W), normalised, channels last in memory -> logits (N, outputs).
  // While training, batch norm uses the batch's statistics (and tracks them) and dropout drops. A
  // batch that is spread gives each row what it would get in one process.
  torch::Tensor forward(torch::Tensor photos, bool training, const Spread& spread = {});

  // While training, from now on.
  void compute_in(Precision precision) { precision_ = precision; }

  // What dropout drops from now on.
  void seed_dropout(std::uint64_t seed);

  // A network with the same numbers of its own, of which nothing is trainable: a plain copy would
  // share them.
  TorchNetwork clone() const;

  // Layers before the first one whose name starts with `prefix` keep their weights and statistics
  // from now on, and no gradient is computed for them. Throws options_invalid where no layer has
  // such a name.
  void freeze_before(const std::string& prefix);
  void unfreeze();

  // What an optimiser moves: everything but the running statistics, in the order of the layers.
  // What is frozen is among it, but gets no gradient.
  struct Named {
    std::string name;
    torch::Tensor tensor;
    network::ParameterRole role;
  };
  std::vector<Named> trainable() const;

  // All parameters and statistics, as a weights file holds them; each name behind `prefix`.
  network::Tensors export_tensors(const std::string& prefix = {}) const;

  // Moves every tensor, statistics included, by `share` of the way towards the same tensor of
  // `other`.
  void blend_towards(const TorchNetwork& other, double share);

  // Takes over every tensor that this architecture has; others are ignored. `except` names a layer
  // whose tensors keep their drawn values (the classifier of a network pretrained on other
  // classes). Throws weights_mismatch for a missing tensor or another shape.
  void import_tensors(const network::Tensors& tensors, const std::string& except = {},
                      const std::string& prefix = {});

  torch::Device device() const { return device_; }
  const network::Architecture& architecture() const { return architecture_; }

 private:
  const torch::Tensor& tensor(const network::Layer& layer, network::ParameterRole role) const;
  torch::Tensor run_layer(const network::Layer& layer, torch::Tensor in,
                          const std::vector<torch::Tensor>& outputs, bool training,
                          bool may_overwrite, const Spread& spread);
  // Batch norm by the batch's own statistics.
  torch::Tensor normalise(const network::Layer& layer, const torch::Tensor& in, Limits limits,
                          const Spread& spread) const;
  torch::Tensor drop(const torch::Tensor& in, double rate, const Spread& spread);

  network::Architecture architecture_;
  torch::Device device_;
  std::vector<network::Parameter> specification_;
  std::map<std::string, torch::Tensor> tensors_;
  at::Generator dropout_generator_;
  std::size_t frozen_layers_ = 0;
  Precision precision_ = Precision::float32;
  std::vector<int> readers_;  // by layer: how many layers read its output
};

}  // namespace lesionlens::training
