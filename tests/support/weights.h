// Complete weights with random tensors, for tests that need a network that runs.
#pragma once

#include <string>

#include "network/weights_file.h"

namespace lesionlens::tests {

network::WeightsFile random_weights(const std::string& architecture, int input_size,
                                    unsigned seed = 1);

}  // namespace lesionlens::tests
