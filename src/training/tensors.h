// LibTorch's tensors <-> the plain ones of files.
#pragma once

#include <torch/types.h>

#include <string>

#include "network/safetensors.h"

namespace lesionlens::training {

network::Tensor to_plain(const torch::Tensor& tensor);

// Copies `plain` into `target`, which keeps its device and memory order. Throws weights_mismatch,
// naming it, where there is no such tensor or it has another shape.
void copy_plain(const network::Tensors& all, const std::string& name, torch::Tensor target);

}  // namespace lesionlens::training
