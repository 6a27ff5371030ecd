// Ways in which a photo goes wrong, applied to good ones: what the quality gate
// (image/quality.h) is held against.
#pragma once

#include <string>
#include <vector>

#include "image/image.h"

namespace lesionlens::evaluation {

struct Corruption {
  std::string name;  // for people: "blurred, 2 % of the side"
  image::Image (*apply)(const image::Image& square);
};

// From mild to strong within each kind; the first one changes nothing. They take the square that a
// network would see.
const std::vector<Corruption>& corruptions();

}  // namespace lesionlens::evaluation
