// A refit: the same training once more on all pictures, those of the validation part included, once
// validation has chosen how to train. No picture is left to choose an operating point on, so it is
// that of the training that left them out.
#pragma once

#include "network/weights_file.h"

namespace lesionlens::training {

// Whether what was measured for `judged` can be said of a network of these metadata: the same
// architecture, input and classes. Throws weights_mismatch with the first difference.
void check_refit(const network::Metadata& judged, const network::Metadata& metadata);

// Temperature, threshold, band of uncertainty and decision weights of `judged`, and its notes,
// which then say that they speak of a training without those pictures.
void adopt_operating_point(const network::Metadata& judged, network::Metadata& metadata);

}  // namespace lesionlens::training
