// Batch norm is a scale and a shift once training is over, so it goes into the convolution before
// it (Jacob et al. 2018, section 3.2): one pass less over every feature map.
#pragma once

#include <vector>

#include "network/architecture.h"
#include "network/safetensors.h"

namespace lesionlens::inference {

// One convolution or dense layer, ready to run.
struct Kernel {
  std::vector<float> weights;  // in PyTorch's order, (out, in / groups, height, width)
  std::vector<float> bias;     // (out)
};

// Kernel of layer `index` with the batch norm of layer `index` + 1 folded in, if that layer is one
// and reads this one.
Kernel folded_kernel(const network::Architecture& architecture, const network::Tensors& tensors,
                     std::size_t index);

// Whether the batch norm at `index` is folded into the layer before it.
bool is_folded(const network::Architecture& architecture, std::size_t index);

}  // namespace lesionlens::inference
