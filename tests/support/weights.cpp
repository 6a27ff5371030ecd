#include "support/weights.h"

#include "network/catalogue.h"
#include "support/reference_network.h"

namespace lesionlens::tests {

network::WeightsFile random_weights(const std::string& architecture, int input_size,
                                    unsigned seed) {
  network::WeightsFile weights;
  weights.metadata.name = "random";
  weights.metadata.architecture = architecture;
  weights.metadata.preprocessing.width = input_size;
  weights.metadata.preprocessing.height = input_size;
  weights.architecture = network::build_architecture(architecture, {input_size, input_size, 3}, 1);
  weights.tensors = random_tensors(weights.architecture, seed);
  return weights;
}

}  // namespace lesionlens::tests
