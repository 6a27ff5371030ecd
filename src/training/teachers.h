// Networks whose answers a new one learns besides the labels (distillation, Hinton et al. 2015,
// arXiv:1503.02531). They answer for the very view that it is shown (Beyer et al. 2022,
// arXiv:2106.05237).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "image/preprocess.h"
#include "inference/xnnpack_network.h"
#include "network/weights_file.h"

namespace lesionlens::training {

class Teachers {
 public:
  // Throws options_invalid where one has other classes than `classes`, in their order.
  Teachers(std::vector<network::WeightsFile> files, const std::vector<std::string>& classes);

  bool empty() const { return files_.empty(); }

  // Tells these teachers from others: of their weights.
  std::uint64_t fingerprint() const { return fingerprint_; }

  // The picture as a network of that preprocessing is to see it, (height, width, 3), normalised.
  using ViewFor = std::function<std::vector<float>(const image::Preprocessing&)>;

  // (classes): the mean of their probabilities, sum 1. From any number of threads.
  std::vector<double> answer(const ViewFor& view_for) const;

 private:
  using Networks = std::vector<inference::XnnpackNetwork>;  // one a teacher, for one thread
  Networks borrow() const;

  std::vector<network::WeightsFile> files_;
  std::uint64_t fingerprint_ = 0;
  mutable std::mutex lending_;
  mutable std::vector<Networks> idle_;
};

}  // namespace lesionlens::training
