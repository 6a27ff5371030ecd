// A network computed the plain way, in double precision, straight from the definitions: the
// independent judge of XNNPACK.
#pragma once

#include <span>
#include <vector>

#include "network/architecture.h"
#include "network/safetensors.h"

namespace lesionlens::tests {

// Random weights under which signals neither die nor explode; batch norm with means and variances
// that matter.
network::Tensors random_tensors(const network::Architecture& architecture, unsigned seed);

// photo: (H, W, 3) -> logits.
std::vector<double> reference_logits(const network::Architecture& architecture,
                                     const network::Tensors& tensors, std::span<const float> photo);

// Values evenly in [-1, 1).
std::vector<float> random_values(std::size_t count, unsigned seed);

// Largest |a - b| / max(1, |b|).
double largest_relative_difference(std::span<const float> a, std::span<const double> b);

}  // namespace lesionlens::tests
