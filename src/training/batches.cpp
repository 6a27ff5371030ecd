#include "training/batches.h"

#include <algorithm>

#include "base/parallel.h"
#include "training/augmentation.h"
#include "training/mixup.h"

namespace lesionlens::training {
namespace {

using torch::Tensor;

bool same(const image::Preprocessing& a, const image::Preprocessing& b) {
  return a.width == b.width && a.height == b.height && a.crop == b.crop && a.mean == b.mean &&
         a.deviation == b.deviation;
}

// What is drawn for one batch. Everything goes by its row.
class Drawing {
 public:
  Drawing(const std::vector<Picture>& pictures, const TrainingOptions& options,
          const std::vector<std::size_t>& order, std::size_t first, std::size_t count,
          std::uint64_t epoch_seed)
      : pictures_(pictures),
        options_(options),
        order_(order),
        first_(first),
        count_(count),
        seed_(epoch_seed * 1'000'000'007) {}

  const Picture& picture(std::size_t row) const { return pictures_[order_[first_ + row]]; }

  std::size_t partner(std::size_t row) const { return partner_of(row, count_); }

  float share(std::size_t row) const {
    return own_share(options_.mixup, row, count_, seed_ + first_);
  }

  std::vector<float> view(std::size_t row, const image::Preprocessing& how) const {
    // A picture may be shown twice in an epoch: its place in the order tells the views apart.
    return augmented_view(picture(row).image(), how, options_.augmentation, seed_ + first_ + row);
  }

  // `own` becomes what is shown in its row.
  void mix(std::vector<float>& own, const std::vector<float>& other, std::size_t row) const {
    const float part = share(row);
    for (std::size_t v = 0; v < own.size(); ++v) own[v] = part * own[v] + (1 - part) * other[v];
  }

  std::vector<float> shown(std::size_t row, const image::Preprocessing& how) const {
    std::vector<float> own = view(row, how);
    if (options_.mixup > 0) mix(own, view(partner(row), how), row);
    return own;
  }

 private:
  const std::vector<Picture>& pictures_;
  const TrainingOptions& options_;
  const std::vector<std::size_t>& order_;
  std::size_t first_, count_;
  std::uint64_t seed_;
};

// Half of the cores: the others compute meanwhile.
unsigned threads() { return std::max(1U, processor_cores() / 2); }

}  // namespace

Tensor as_photos(const std::vector<float>& interleaved, std::int64_t count,
                 const image::Preprocessing& how) {
  // (N, H, W, C) in memory is (N, C, H, W) in channels-last order: no copy beyond the clone.
  return torch::from_blob(const_cast<float*>(interleaved.data()), {count, how.height, how.width, 3})
      .clone()
      .permute({0, 3, 1, 2});
}

Batch BatchMaker::make(const std::vector<std::size_t>& order, std::size_t first, std::size_t count,
                       Range share, std::uint64_t epoch_seed) const {
  const Drawing drawing(pictures_, options_, order, first, count, epoch_seed);
  const std::size_t own = share.last - share.first;
  const auto rows = static_cast<std::int64_t>(own);
  const bool mixes = options_.mixup > 0;

  std::vector<std::size_t> looked_at;
  for (std::size_t row = share.first; row < share.last; ++row) looked_at.push_back(row);
  for (std::size_t row = share.first; mixes && row < share.last; ++row) {
    const std::size_t partner = drawing.partner(row);
    if (partner < share.first || partner >= share.last) looked_at.push_back(partner);
  }
  std::vector<std::vector<float>> views(count);  // by row, as they are before they are mixed
  in_parallel(looked_at.size(), threads(),
              [&](std::size_t i) { views[looked_at[i]] = drawing.view(looked_at[i], how_); });

  Batch batch;
  batch.first = share.first;
  batch.count = count;
  batch.labels = torch::empty({rows}, torch::kLong);
  if (mixes) {
    batch.other_labels = torch::empty({rows}, torch::kLong);
    batch.own_shares = torch::empty({rows});
  }
  const std::size_t values = static_cast<std::size_t>(how_.width * how_.height) * 3;
  std::vector<float> interleaved(own * values);
  std::vector<std::vector<double>> taught(own);
  in_parallel(own, threads(), [&](std::size_t i) {
    const std::size_t row = share.first + i;
    std::vector<float> shown = views[row];
    batch.labels.data_ptr<std::int64_t>()[i] = drawing.picture(row).label;
    if (mixes) {
      const std::size_t partner = drawing.partner(row);
      drawing.mix(shown, views[partner], row);
      batch.other_labels.data_ptr<std::int64_t>()[i] = drawing.picture(partner).label;
      batch.own_shares.data_ptr<float>()[i] = drawing.share(row);
    }
    std::copy(shown.begin(), shown.end(), interleaved.begin() + static_cast<long>(i * values));
    if (teachers_ == nullptr) return;
    taught[i] = teachers_->answer([&](const image::Preprocessing& theirs) {
      return same(theirs, how_) ? shown : drawing.shown(row, theirs);
    });
  });
  batch.photos = as_photos(interleaved, rows, how_);
  if (teachers_ != nullptr) {
    const auto classes = static_cast<std::int64_t>(own == 0 ? 0 : taught.front().size());
    batch.taught = torch::empty({rows, classes});
    for (std::size_t i = 0; i < own; ++i)
      std::copy(taught[i].begin(), taught[i].end(),
                batch.taught.data_ptr<float>() + i * taught[i].size());
  }
  return batch;
}

}  // namespace lesionlens::training
