// A rough look at where the dark or red spot in a picture lies: enough to say that it is cut off by
// the frame, not to measure it.
#pragma once

#include <optional>
#include <vector>

#include "image/image.h"

namespace lesionlens::image {

struct LesionOutline {
  double share = 0;   // of the picture that it covers, in [0, 1]
  double offset = 0;  // of its centre from the picture's: 0 in the middle, 1 at the edge
  // Length of its rim that lies on the picture's edge, by the side of a square as large as it: 0
  // where it lies inside, 1.6 for half a disc whose diameter lies on the edge.
  double cut = 0;
};

// Nothing where no spot stands out from its surroundings. `square` is a small picture, some dozens
// of pixels a side: larger ones only take longer.
std::optional<LesionOutline> find_lesion(const Image& square);

}  // namespace lesionlens::image
