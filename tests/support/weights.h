// Complete weights with random tensors, for tests that need a network that runs.
#pragma once

#include <string>
#include <vector>

#include "network/weights_file.h"

namespace lesionlens::tests {

network::WeightsFile random_weights(const std::string& architecture, int input_size,
                                    unsigned seed = 1);

// Of the network that the metadata tell of.
network::WeightsFile random_weights(const network::Metadata& metadata, unsigned seed = 1);

// Of the whole catalogue, for suites that run once for each.
std::vector<std::string> architecture_names();

// "resnet-18" -> "resnet_18": GoogleTest wants no hyphens.
std::string test_name(std::string architecture);

}  // namespace lesionlens::tests
