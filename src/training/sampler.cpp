#include "training/sampler.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/shuffle.h"

namespace lesionlens::training {
namespace {

// Whole numbers in the proportion of `shares` that add up to `total`: the largest remainders are
// rounded up (Hamilton's method).
std::vector<std::size_t> apportioned(const std::vector<double>& shares, std::size_t total) {
  std::vector<std::size_t> counts;
  std::vector<std::size_t> by_remainder(shares.size());
  std::iota(by_remainder.begin(), by_remainder.end(), std::size_t{0});
  std::vector<double> remainder;
  for (const double share : shares) {
    const double exact = share * static_cast<double>(total);
    counts.push_back(static_cast<std::size_t>(exact));
    remainder.push_back(exact - std::floor(exact));
  }
  std::stable_sort(by_remainder.begin(), by_remainder.end(),
                   [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b]; });
  std::size_t given = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
  for (std::size_t i = 0; given < total; ++given, ++i) ++counts[by_remainder[i % shares.size()]];
  return counts;
}

}  // namespace

std::vector<double> shown_shares(const std::vector<std::size_t>& counts, double balance) {
  std::vector<double> shares;
  for (const std::size_t count : counts)
    shares.push_back(count == 0 ? 0 : std::pow(static_cast<double>(count), 1 - balance));
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  for (double& share : shares) share /= sum;
  return shares;
}

std::vector<std::size_t> epoch_order(const std::vector<int>& labels, std::size_t classes,
                                     double balance, std::uint64_t seed) {
  std::vector<std::size_t> order;
  if (balance == 0) {
    order.resize(labels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    shuffle(order, seed);
    return order;
  }
  std::vector<std::vector<std::size_t>> members(classes);
  for (std::size_t i = 0; i < labels.size(); ++i)
    members[static_cast<std::size_t>(labels[i])].push_back(i);
  std::vector<std::size_t> counts;
  for (const auto& pictures : members) counts.push_back(pictures.size());
  const std::vector<std::size_t> wanted = apportioned(shown_shares(counts, balance), labels.size());
  for (std::size_t label = 0; label < classes; ++label) {
    std::vector<std::size_t>& pictures = members[label];
    for (std::size_t taken = 0; taken < wanted[label]; ++taken) {
      const std::size_t turn = taken % pictures.size();
      if (turn == 0) shuffle(pictures, seed * 31 + label + taken);
      order.push_back(pictures[turn]);
    }
  }
  shuffle(order, seed);
  return order;
}

}  // namespace lesionlens::training
