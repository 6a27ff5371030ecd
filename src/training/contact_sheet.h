// Many views of one picture on one sheet: what the network will see of it while it learns.
#pragma once

#include <cstdint>

#include "image/image.h"
#include "image/preprocess.h"
#include "training/augmentation.h"

namespace lesionlens::training {

// `columns` x `rows` views of `how.width` x `how.height` pixels, a line of white between them. The
// first is the picture as the classifier sees it, without any change. `stored` as load_pictures
// keeps it.
image::Image contact_sheet(const image::Image& stored, const image::Preprocessing& how,
                           const Augmentation& augmentation, int columns, int rows,
                           std::uint64_t seed);

}  // namespace lesionlens::training
