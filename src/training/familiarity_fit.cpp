#include "training/familiarity_fit.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"
#include "files/file.h"
#include "image/decode.h"
#include "image/preprocess.h"
#include "inference/map_statistics.h"
#include "inference/xnnpack_network.h"
#include "network/weights_file.h"

namespace lesionlens::training {
namespace {

using torch::Tensor;

// (pictures, F), in double precision.
Tensor as_matrix(const Statistics& statistics) {
  std::vector<Tensor> rows;
  rows.reserve(statistics.size());
  for (const std::vector<float>& row : statistics)
    rows.push_back(torch::tensor(row, torch::kDouble));
  return torch::stack(rows);
}

std::vector<float> as_floats(const Tensor& tensor) {
  const Tensor plain = tensor.to(torch::kFloat).contiguous();
  return {plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel()};
}

// The value that this share of them lies below, between neighbours in proportion.
double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

std::vector<double> distances_of(const network::Familiarity& familiarity,
                                 const Statistics& statistics) {
  std::vector<double> distances;
  distances.reserve(statistics.size());
  for (const std::vector<float>& one : statistics)
    distances.push_back(network::distance_of(familiarity, one));
  return distances;
}

network::Refusals refusals_of(const std::string& what, const network::Familiarity& familiarity,
                              const Statistics& statistics) {
  network::Refusals refusals{what, static_cast<std::int64_t>(statistics.size()), 0};
  for (const double distance : distances_of(familiarity, statistics))
    refusals.refused += distance > static_cast<double>(familiarity.limit) ? 1 : 0;
  return refusals;
}

// One network a thread; each takes every so-many-th picture.
class Reader {
 public:
  Reader(std::span<const std::uint8_t> weights_file, std::size_t total,
         const FamiliarityProgress& progress)
      : weights_(network::read_weights(weights_file, network::Reading::keep_quantised_matrices)),
        total_(total),
        progress_(progress) {
    if (network::statistics_count(weights_.architecture) == 0) {
      throw Error(ErrorCode::options_invalid,
                  weights_.architecture.name +
                      " watches no layers, so it cannot tell familiar photos from others.");
    }
    for (unsigned i = 0; i < processor_cores(); ++i)
      networks_.emplace_back(weights_.architecture, weights_.tensors, weights_.quantised);
  }

  Statistics read(const std::vector<files::LabelledFile>& files) {
    Statistics all(files.size());
    in_parallel(networks_.size(), static_cast<unsigned>(networks_.size()), [&](std::size_t first) {
      for (std::size_t i = first; i < files.size(); i += networks_.size()) {
        all[i] = statistics_of(files[i], networks_[first]);
        const std::scoped_lock lock(telling_);
        if (progress_) progress_(++done_, total_);
      }
    });
    std::erase_if(all, [](const std::vector<float>& one) { return one.empty(); });
    return all;
  }

 private:
  // Empty where the picture cannot be read.
  std::vector<float> statistics_of(const files::LabelledFile& file,
                                   inference::XnnpackNetwork& network) const {
    image::Image photo;
    try {
      photo = image::decode(files::read_file(file.path));
    } catch (const Error&) {
      return {};
    }
    network.run(image::preprocess(photo, weights_.metadata.preprocessing));
    return inference::map_statistics(weights_.architecture, network);
  }

  network::WeightsFile weights_;
  std::vector<inference::XnnpackNetwork> networks_;
  std::mutex telling_;
  std::size_t done_ = 0;
  std::size_t total_;
  const FamiliarityProgress& progress_;
};

}  // namespace

network::Familiarity fit_familiarity(const Statistics& training, const Statistics& validation,
                                     const FamiliarityOptions& options) {
  if (training.size() < 2 || validation.empty()) {
    throw Error(ErrorCode::options_invalid,
                "Which photos are familiar cannot be told from fewer than two training pictures "
                "and one for validation.");
  }
  const torch::NoGradGuard no_gradients;
  const Tensor rows = as_matrix(training);
  const Tensor mean = rows.mean(0);
  Tensor deviation = rows.std(0, false);
  // A channel that never changed says nothing of a photo where it does by a rounding error.
  deviation += 1e-3 * deviation.square().mean().sqrt() + 1e-12;
  const Tensor standardised = (rows - mean) / deviation;
  const Tensor covariance =
      torch::mm(standardised.t(), standardised) / static_cast<double>(training.size());
  // Eigenvalues come in ascending order.
  const Tensor vectors = std::get<1>(torch::linalg_eigh(covariance, "L"));
  // Of a few pictures, as many components would hold everything.
  const auto most = static_cast<std::int64_t>(std::max<std::size_t>(1, training.size() / 10));
  const std::int64_t count =
      std::min({static_cast<std::int64_t>(options.components), most, rows.size(1)});
  network::Familiarity fitted;
  fitted.mean = as_floats(mean);
  fitted.deviation = as_floats(deviation);
  fitted.components = as_floats(vectors.narrow(1, vectors.size(1) - count, count).t().contiguous());
  constexpr double least = 1e-6;
  fitted.limit = static_cast<float>(
      std::max(least, quantile(distances_of(fitted, validation), 1 - options.refused)));
  return fitted;
}

std::vector<std::uint8_t> with_fitted_familiarity(std::span<const std::uint8_t> weights_file,
                                                  const FamiliarityPictures& pictures,
                                                  const FamiliarityOptions& options,
                                                  const FamiliarityProgress& progress) {
  std::size_t total = pictures.training.size() + pictures.validation.size();
  for (const auto& others : pictures.others) total += others.files.size();
  Reader reader(weights_file, total, progress);
  const Statistics training = reader.read(pictures.training);
  const Statistics validation = reader.read(pictures.validation);
  network::Familiarity fitted = fit_familiarity(training, validation, options);
  const std::vector<std::uint8_t> stored = network::with_familiarity(weights_file, fitted);
  // Counted with the numbers as they are stored.
  fitted =
      network::read_weights(stored, network::Reading::keep_quantised_matrices).familiarity.value();
  fitted.measured.push_back(refusals_of("validation pictures", fitted, validation));
  for (const auto& others : pictures.others)
    fitted.measured.push_back(refusals_of(others.what, fitted, reader.read(others.files)));
  return network::with_familiarity(stored, fitted);
}

}  // namespace lesionlens::training
