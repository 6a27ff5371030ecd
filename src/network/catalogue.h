// Every architecture that the project knows, by name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "network/architecture.h"

namespace lesionlens::network {

struct CatalogueEntry {
  std::string_view name;
  std::string_view summary;  // one line for --help
  Architecture (*build)(Shape input, int outputs);
};

const std::vector<CatalogueEntry>& catalogue();

// The names, for sentences: "skin-cancer-cnn, mobilenet-v2".
std::string catalogue_names();

// `input` in pixels with 3 channels, `outputs` logits. Throws options_invalid for an unknown name
// or a misfit.
Architecture build_architecture(std::string_view name, Shape input, int outputs);

}  // namespace lesionlens::network
