// Whether a photo is good enough to be judged: what is measured of the region that the network
// sees, and what is wrong with it.
//
// The region is first resized to a fixed side, so that the measures do not depend on how many
// pixels a camera has: what is too fine for that side, the network does not see either. Where the
// limits come from and how many good and bad pictures they refuse: docs/quality.md.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "image/image.h"
#include "image/lesion_outline.h"
#include "image/resize.h"

namespace lesionlens::image {

enum class QualityFinding { too_dark, too_bright, blurred, too_small, lesion_out_of_frame };

// "too-dark", "too-bright", "blurred", "too-small", "lesion-out-of-frame"
std::string_view name_of(QualityFinding finding);

inline constexpr std::array all_findings = {QualityFinding::too_small, QualityFinding::too_dark,
                                            QualityFinding::too_bright, QualityFinding::blurred,
                                            QualityFinding::lesion_out_of_frame};

struct Quality {
  int side = 0;             // of the region, in pixels; the shorter one
  double brightness = 0;    // mean luma (ITU-R BT.709, of sRGB values), in [0, 1]
  double contrast = 0;      // standard deviation of luma, in [0, 0.5]
  double dark_share = 0;    // of the pixels that are all but black, in [0, 1]
  double bright_share = 0;  // of the pixels that are all but white in every channel, in [0, 1]
  // Energy of fine detail by that of details twice to four times as coarse: falls with blur, hardly
  // changes with light or subject.
  double sharpness = 0;
  std::optional<LesionOutline> lesion;   // none where no spot stands out
  std::vector<QualityFinding> findings;  // worst first; empty: good enough
};

// `region` lies wholly inside.
Quality assess(const Image& image, const Region& region);

// What is wrong by these measures.
std::vector<QualityFinding> findings_of(const Quality& quality);

}  // namespace lesionlens::image
