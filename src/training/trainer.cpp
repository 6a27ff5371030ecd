#include "training/trainer.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <future>
#include <memory>
#include <numbers>
#include <numeric>
#include <thread>
#include <utility>

#include "base/error.h"
#include "base/shuffle.h"
#include "evaluation/metrics.h"
#include "evaluation/operating_point.h"
#include "evaluation/ranking.h"
#include "training/torch_network.h"

namespace lesionlens::training {
namespace {

using Clock = std::chrono::steady_clock;
using torch::Tensor;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Batch {
  Tensor photos;  // (N, 3, H, W), channels last
  Tensor truths;  // (N), 1 is malignant
};

Tensor as_photos(const std::vector<float>& interleaved, std::int64_t count,
                 const image::Preprocessing& how) {
  // (N, H, W, C) in memory is (N, C, H, W) in channels-last order: no copy beyond the clone.
  return torch::from_blob(const_cast<float*>(interleaved.data()), {count, how.height, how.width, 3})
      .clone()
      .permute({0, 3, 1, 2});
}

class Trainer {
 public:
  Trainer(const network::Metadata& start, const TrainingData& data, const TrainingOptions& options,
          const Listener& listener)
      : metadata_(start),
        data_(data),
        options_(options),
        listener_(listener),
        network_(network::architecture_of(start), options.seed) {}

  network::WeightsFile run(const std::optional<network::Tensors>& pretrained) {
    at::set_num_threads(static_cast<int>(std::max(1U, std::thread::hardware_concurrency())));
    torch::manual_seed(options_.seed);
    if (pretrained) start_from(*pretrained);
    if (!options_.train_from.empty()) network_.freeze_before(options_.train_from);
    if (options_.average > 0) average_ = std::make_unique<TorchNetwork>(network_.clone());
    make_optimizer();
    double best_auc = -1;
    int epochs_without_gain = 0;
    for (int epoch = 1; epoch <= options_.epochs && epochs_without_gain < options_.patience;
         ++epoch) {
      EpochRecord record = train_epoch(epoch);
      const std::vector<evaluation::Prediction> predictions = validate(record);
      record.best = record.validation_auc > best_auc;
      epochs_without_gain = record.best ? 0 : epochs_without_gain + 1;
      if (record.best) {
        best_auc = record.validation_auc;
        keep(predictions);
      }
      if (listener_.on_epoch) listener_.on_epoch(record, record.best ? &best_ : nullptr);
    }
    return std::move(best_);
  }

 private:
  // The last dense layer: the head, which a pretrained network of other classes does not bring
  // along.
  std::string head() const { return network_.architecture().layers.back().name; }

  void start_from(const network::Tensors& pretrained) {
    const auto found = pretrained.find(head() + ".weight");
    const std::int64_t outputs = network_.architecture().outputs;
    const bool same_head = found != pretrained.end() && !found->second.shape.empty() &&
                           found->second.shape[0] == outputs;
    network_.import_tensors(pretrained, same_head ? "" : head());
  }

  void make_optimizer() {
    std::vector<torch::optim::OptimizerParamGroup> groups;
    for (const auto& parameter : network_.trainable()) {
      const bool in_head = parameter.name.starts_with(head() + ".");
      const bool decays = parameter.role == network::ParameterRole::weight;
      base_rates_.push_back(in_head ? options_.head_learning_rate : options_.learning_rate);
      auto group_options = std::make_unique<torch::optim::AdamWOptions>(base_rates_.back());
      group_options->weight_decay(decays ? options_.weight_decay : 0.0);
      groups.emplace_back(std::vector<Tensor>{parameter.tensor}, std::move(group_options));
      trained_.push_back(parameter.tensor);
    }
    optimizer_ = std::make_unique<torch::optim::AdamW>(
        groups, torch::optim::AdamWOptions(options_.learning_rate));
    const std::size_t batch = static_cast<std::size_t>(options_.batch_size);
    steps_per_epoch_ = (data_.training.size() + batch - 1) / batch;
  }

  // What the base learning rate is multiplied with at this step.
  double schedule_factor() const {
    if (options_.schedule == Schedule::constant) return 1;
    const double total = static_cast<double>(steps_per_epoch_) * options_.epochs;
    const double warm_up = std::max(1.0, 0.04 * total);
    const double step = static_cast<double>(step_);
    if (step < warm_up) return (step + 1) / warm_up;
    return 0.5 *
           (1 + std::cos(std::numbers::pi * (step - warm_up) / std::max(1.0, total - warm_up)));
  }

  Batch make_batch(const std::vector<std::size_t>& order, std::size_t first, int epoch) const {
    const image::Preprocessing& how = metadata_.preprocessing;
    const std::size_t count =
        std::min(static_cast<std::size_t>(options_.batch_size), order.size() - first);
    std::vector<float> interleaved;
    Tensor truths = torch::empty({static_cast<std::int64_t>(count)});
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t index = order[first + i];
      const Picture& picture = data_.training[index];
      // One number for each picture and epoch, so that a view does not depend on threads or batch
      // size.
      const std::uint64_t seed =
          (options_.seed * 1'000'003 + static_cast<std::uint64_t>(epoch)) * 1'000'000'007 + index;
      const std::vector<float> view =
          augmented_view(picture.stored, how, options_.augmentation, seed);
      interleaved.insert(interleaved.end(), view.begin(), view.end());
      truths.data_ptr<float>()[i] = static_cast<float>(picture.label);
    }
    return {as_photos(interleaved, static_cast<std::int64_t>(count), how), truths};
  }

  EpochRecord train_epoch(int epoch) {
    std::vector<std::size_t> order(data_.training.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    shuffle(order, options_.seed * 1'000'003 + static_cast<std::uint64_t>(epoch));
    const auto batch_at = [&](std::size_t first) { return make_batch(order, first, epoch); };

    const Clock::time_point start = Clock::now();
    EpochRecord record;
    record.epoch = epoch;
    double loss_sum = 0;
    double right = 0;
    std::future<Batch> next = std::async(std::launch::async, batch_at, std::size_t{0});
    for (std::size_t done = 0; done < order.size();) {
      const Batch batch = next.get();
      const auto count = static_cast<std::size_t>(batch.truths.size(0));
      if (done + count < order.size())
        next = std::async(std::launch::async, batch_at, done + count);  // while this one computes
      const auto [loss, batch_right] = step(batch);
      record.learning_rate = options_.learning_rate * schedule_factor();
      ++step_;
      done += count;
      loss_sum += loss * static_cast<double>(count);
      right += batch_right;
      if (listener_.on_batch) {
        const double rate = static_cast<double>(done) / seconds_since(start);
        listener_.on_batch({epoch, options_.epochs, done, order.size(),
                            loss_sum / static_cast<double>(done), rate});
      }
    }
    record.seconds = seconds_since(start);
    record.images_per_second = static_cast<double>(order.size()) / record.seconds;
    record.training_loss = loss_sum / static_cast<double>(order.size());
    record.training_accuracy = right / static_cast<double>(order.size());
    return record;
  }

  // One step of the optimiser -> the batch's mean loss and how many it got right.
  std::pair<double, double> step(const Batch& batch) {
    const double factor = schedule_factor();
    for (std::size_t i = 0; i < base_rates_.size(); ++i) {
      static_cast<torch::optim::AdamWOptions&>(optimizer_->param_groups()[i].options())
          .lr(base_rates_[i] * factor);
    }
    optimizer_->zero_grad();
    const Tensor logits = network_.forward(batch.photos, true).squeeze(1);
    const Tensor loss = torch::binary_cross_entropy_with_logits(logits, batch.truths);
    loss.backward();
    if (options_.clip_norm > 0) torch::nn::utils::clip_grad_norm_(trained_, options_.clip_norm);
    optimizer_->step();
    if (average_) {
      // Short memory at first, or the average would still hold the start.
      const double keep =
          std::min<double>(options_.average, (1.0 + static_cast<double>(step_)) /
                                                 (10.0 + static_cast<double>(step_)));
      average_->blend_towards(network_, 1 - keep);
    }
    const double value = loss.item<double>();
    if (!std::isfinite(value)) {
      throw Error(ErrorCode::options_invalid,
                  "The loss is no longer a finite number; take a smaller --learning-rate or set "
                  "--clip-norm 5.");
    }
    const double right = ((logits > 0) == (batch.truths > 0.5)).sum().item<double>();
    return {value, right};
  }

  TorchNetwork& judged() { return average_ ? *average_ : network_; }

  std::vector<evaluation::Prediction> validate(EpochRecord& record) {
    const torch::NoGradGuard no_gradients;
    const PreparedSet& set = data_.validation;
    std::vector<evaluation::Prediction> predictions;
    const auto batch = static_cast<std::size_t>(options_.batch_size);
    for (std::size_t first = 0; first < set.inputs.size(); first += batch) {
      const std::size_t last = std::min(first + batch, set.inputs.size());
      std::vector<float> interleaved;
      for (std::size_t i = first; i < last; ++i)
        interleaved.insert(interleaved.end(), set.inputs[i].begin(), set.inputs[i].end());
      const Tensor photos =
          as_photos(interleaved, static_cast<std::int64_t>(last - first), metadata_.preprocessing);
      const Tensor probabilities = judged().forward(photos, false).squeeze(1).sigmoid();
      for (std::size_t i = first; i < last; ++i) {
        predictions.push_back({probabilities.data_ptr<float>()[i - first], set.labels[i] == 1});
      }
    }
    record.validation_loss = evaluation::binary_cross_entropy(predictions);
    record.validation_accuracy = evaluation::accuracy(evaluation::confusion_at(predictions, 0.5));
    record.validation_auc = evaluation::area_under_roc(predictions);
    return predictions;
  }

  void keep(const std::vector<evaluation::Prediction>& predictions) {
    best_.metadata = metadata_;
    best_.metadata.threshold =
        std::clamp(static_cast<float>(evaluation::youden_threshold(predictions)), 1e-6F, 1 - 1e-6F);
    const evaluation::Confusion counts =
        evaluation::confusion_at(predictions, best_.metadata.threshold);
    char note[200];
    std::snprintf(note, sizeof note,
                  "highest sensitivity + specificity on %zu validation pictures: sensitivity %.3f, "
                  "specificity %.3f",
                  predictions.size(), evaluation::sensitivity(counts),
                  evaluation::specificity(counts));
    best_.metadata.threshold_note = note;
    best_.architecture = judged().architecture();
    best_.tensors = judged().export_tensors();
  }

  network::Metadata metadata_;
  const TrainingData& data_;
  const TrainingOptions& options_;
  const Listener& listener_;
  TorchNetwork network_;
  std::unique_ptr<TorchNetwork> average_;  // its moving average, where asked for
  std::unique_ptr<torch::optim::AdamW> optimizer_;
  std::vector<double> base_rates_;  // by parameter group
  std::vector<Tensor> trained_;
  std::size_t steps_per_epoch_ = 0;
  std::size_t step_ = 0;
  network::WeightsFile best_;
};

}  // namespace

network::WeightsFile train(const network::Metadata& start,
                           const std::optional<network::Tensors>& pretrained,
                           const TrainingData& data, const TrainingOptions& options,
                           const Listener& listener) {
  if (network::outputs_for(start.classes) != 1) {
    throw Error(ErrorCode::options_invalid, "The trainer knows two classes, benign and malignant.");
  }
  return Trainer(start, data, options, listener).run(pretrained);
}

}  // namespace lesionlens::training
