// What kind of picture a network sees, in a few numbers: mean and deviation, over its places, of
// each channel of the feature maps that the architecture watches (network/familiarity.h says what
// is made of them).
#pragma once

#include <vector>

#include "inference/xnnpack_network.h"
#include "network/architecture.h"

namespace lesionlens::inference {

// Of the photo that `network`, of this architecture, ran last: layer after layer the means of its
// channels, then their standard deviations; network::statistics_count numbers.
std::vector<float> map_statistics(const network::Architecture& architecture,
                                  const XnnpackNetwork& network);

}  // namespace lesionlens::inference
