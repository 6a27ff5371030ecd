#include "network/head.h"

namespace lesionlens::network {
namespace {

template <class Kind>
bool is(const Architecture& architecture, int index) {
  return index >= 0 && std::holds_alternative<Kind>(
                           architecture.layers[static_cast<std::size_t>(index)].operation);
}

// The first layer from `index` backwards that is not of this kind; -1: the photo.
template <class Kind>
int before(const Architecture& architecture, int index) {
  while (is<Kind>(architecture, index))
    index = architecture.layers[static_cast<std::size_t>(index)].input;
  return index;
}

}  // namespace

std::optional<Head> head_of(const Architecture& architecture) {
  const auto input_of = [&](int index) {
    return before<Dropout>(architecture,
                           architecture.layers[static_cast<std::size_t>(index)].input);
  };
  int index = static_cast<int>(architecture.layers.size()) - 1;
  if (!is<Dense>(architecture, index)) return std::nullopt;
  Head head;
  head.first_dense = head.last_dense = static_cast<std::size_t>(index);
  index = input_of(index);
  if (index < 0) return std::nullopt;
  head.features = static_cast<std::size_t>(index);

  const bool relu = is<Relu>(architecture, index);
  const bool relu6 = is<Relu6>(architecture, index);
  if (relu || relu6) {
    head.passes_above = 0;
    if (relu6) head.passes_below = 6;
    index = input_of(index);
    if (!is<Dense>(architecture, index)) return std::nullopt;
  }
  if (is<Dense>(architecture, index)) {
    head.first_dense = static_cast<std::size_t>(index);
    index = input_of(index);
  }
  if (!is<GlobalAveragePooling>(architecture, index) && !is<Flatten>(architecture, index))
    return std::nullopt;
  index = before<MaxPooling>(architecture, input_of(index));
  if (index < 0) return std::nullopt;
  head.feature_map = static_cast<std::size_t>(index);
  return head;
}

}  // namespace lesionlens::network
