#include "training/teachers.h"

#include <bit>
#include <utility>

#include "base/error.h"
#include "inference/classifier.h"

namespace lesionlens::training {
namespace {

// FNV-1a over a sample of the numbers.
std::uint64_t fingerprint_of(const std::vector<network::WeightsFile>& files) {
  std::uint64_t hash = 14695981039346656037U;
  const auto add = [&hash](std::uint64_t value) { hash = (hash ^ value) * 1099511628211U; };
  for (const network::WeightsFile& file : files) {
    add(std::bit_cast<std::uint32_t>(file.metadata.temperature));
    for (const auto& [name, tensor] : file.tensors) {
      if (!tensor.values.empty())
        add(std::bit_cast<std::uint32_t>(tensor.values[tensor.values.size() / 2]));
    }
  }
  return hash;
}

}  // namespace

Teachers::Teachers(std::vector<network::WeightsFile> files, const std::vector<std::string>& classes)
    : files_(std::move(files)) {
  for (const network::WeightsFile& file : files_) {
    if (file.metadata.classes == classes) continue;
    std::string theirs;
    for (const std::string& name : file.metadata.classes)
      theirs += (theirs.empty() ? "" : ", ") + name;
    throw Error(ErrorCode::options_invalid,
                "The teacher '" + file.metadata.name + "' tells other classes apart: " + theirs +
                    ". Take one of the same classes in the same order.");
  }
  fingerprint_ = fingerprint_of(files_);
}

Teachers::Networks Teachers::borrow() const {
  {
    const std::scoped_lock lock(lending_);
    if (!idle_.empty()) {
      Networks networks = std::move(idle_.back());
      idle_.pop_back();
      return networks;
    }
  }
  Networks networks;
  for (const network::WeightsFile& file : files_)
    networks.emplace_back(file.architecture, file.tensors);
  return networks;
}

std::vector<double> Teachers::answer(const ViewFor& view_for) const {
  Networks networks = borrow();
  std::vector<double> mean(files_.front().metadata.classes.size());
  for (std::size_t i = 0; i < files_.size(); ++i) {
    const network::Metadata& metadata = files_[i].metadata;
    const std::vector<double> own = inference::class_probabilities(
        networks[i].run(view_for(metadata.preprocessing)), metadata.temperature);
    for (std::size_t c = 0; c < mean.size(); ++c)
      mean[c] += own[c] / static_cast<double>(files_.size());
  }
  const std::scoped_lock lock(lending_);
  idle_.push_back(std::move(networks));
  return mean;
}

}  // namespace lesionlens::training
