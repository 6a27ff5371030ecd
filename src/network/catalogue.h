// Every architecture that the project knows, by name.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "network/architecture.h"

namespace lesionlens::network {

// What may be chosen of an architecture besides its input and its outputs.
struct ArchitectureOptions {
  // Of all layers, as a share of the published channels, in `width_range`; 1 where an architecture
  // comes in one width only.
  double width = 1;
  bool operator==(const ArchitectureOptions&) const = default;
};

inline constexpr std::array<double, 2> width_range = {0.1, 2.0};

struct CatalogueEntry {
  std::string_view name;
  std::string_view summary;  // one line for --help
  bool takes_width = false;
  Architecture (*build)(Shape input, int outputs, const ArchitectureOptions& options);
};

const std::vector<CatalogueEntry>& catalogue();

// The names, for sentences: "skin-cancer-cnn, mobilenet-v2".
std::string catalogue_names();

// `input` in pixels with 3 channels, `outputs` logits. Throws options_invalid for an unknown name,
// options that this architecture does not have or a misfit.
Architecture build_architecture(std::string_view name, Shape input, int outputs,
                                const ArchitectureOptions& options = {});

}  // namespace lesionlens::network
