#include "support/weights.h"

#include "network/catalogue.h"
#include "support/reference_network.h"

namespace lesionlens::tests {

network::WeightsFile random_weights(const std::string& architecture, int input_size,
                                    unsigned seed) {
  network::Metadata metadata;
  metadata.name = "random";
  metadata.architecture = architecture;
  metadata.preprocessing.width = input_size;
  metadata.preprocessing.height = input_size;
  return random_weights(metadata, seed);
}

network::WeightsFile random_weights(const network::Metadata& metadata, unsigned seed) {
  network::WeightsFile weights;
  weights.metadata = metadata;
  weights.architecture = network::architecture_of(metadata);
  weights.tensors = random_tensors(weights.architecture, seed);
  return weights;
}

std::vector<std::string> architecture_names() {
  std::vector<std::string> names;
  for (const network::CatalogueEntry& entry : network::catalogue()) names.emplace_back(entry.name);
  return names;
}

std::string test_name(std::string architecture) {
  for (char& c : architecture) c = c == '-' ? '_' : c;
  return architecture;
}

}  // namespace lesionlens::tests
