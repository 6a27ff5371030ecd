#include "training/trainer.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <future>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"
#include "training/adam.h"
#include "training/batches.h"
#include "training/history.h"
#include "training/peers.h"
#include "training/refit.h"
#include "training/sampler.h"
#include "training/torch_network.h"
#include "training/validation.h"

namespace lesionlens::training {
namespace {

using Clock = std::chrono::steady_clock;
using torch::Tensor;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

torch::Device device_of(Device wanted) {
  const bool there = torch::cuda::is_available();
  if (wanted == Device::cuda && !there) {
    throw Error(ErrorCode::options_invalid,
                "This LibTorch finds no CUDA device; leave --device out or say --device cpu.");
  }
  return wanted != Device::cpu && there ? torch::Device(torch::kCUDA) : torch::Device(torch::kCPU);
}

// FNV-1a over labels, sizes and some pixels: tells another data set from this one.
std::uint64_t fingerprint(const std::vector<Picture>& pictures) {
  std::uint64_t hash = 14695981039346656037U;
  const auto add = [&hash](std::uint64_t value) { hash = (hash ^ value) * 1099511628211U; };
  for (const Picture& picture : pictures) {
    add(static_cast<std::uint64_t>(picture.label));
    const image::Image image = picture.image();
    add(static_cast<std::uint64_t>(image.width));
    add(image.pixels.empty() ? 0 : image.pixels[image.pixels.size() / 2]);
  }
  return hash;
}

class Trainer {
 public:
  Trainer(const Beginning& beginning, const TrainingData& data, const TrainingOptions& options,
          const Listener& listener)
      : metadata_(beginning.metadata),
        data_(data),
        options_(options),
        listener_(listener),
        peers_(beginning.peers),
        network_(network::architecture_of(metadata_), options.seed, device_of(beginning.device)),
        batches_(data.training, metadata_.preprocessing, options,
                 beginning.teachers != nullptr && !beginning.teachers->empty() ? beginning.teachers
                                                                               : nullptr),
        teachers_(beginning.teachers),
        refit_of_(beginning.refit_of),
        plateau_(options.plateau) {
    at::set_num_threads(static_cast<int>(processor_cores()));
    for (const Picture& picture : data_.training) labels_.push_back(picture.label);
    count_classes();
    if (refit_of_) check_refittable();
    if (leads() && beginning.pretrained) start_from(*beginning.pretrained);
    if (!options_.train_from.empty()) network_.freeze_before(options_.train_from);
    if (options_.average > 0) average_ = std::make_unique<TorchNetwork>(network_.clone());
    make_optimizer();
    network_.compute_in(options_.precision);
    if (leads() && beginning.checkpoint) go_on(*beginning.checkpoint);
    if (peers_ != nullptr) begin_together();
  }

  Outcome run() {
    while (epoch_ < options_.epochs && epochs_without_gain_ < options_.patience) {
      ++epoch_;
      EpochRecord record = train_epoch();
      // In a refit there is nothing to tell epochs apart by, and the last one is kept.
      record.best = refit_of_ || look_at_validation(record);
      if (record.best) best_tensors_ = judged().export_tensors();
      history_.push_back(record);
      const std::optional<network::WeightsFile> best =
          record.best ? std::optional(best_weights()) : std::nullopt;
      if (listener_.on_epoch) listener_.on_epoch(record, best ? &*best : nullptr);
      if (listener_.on_checkpoint) listener_.on_checkpoint(checkpoint());
    }
    return {best_weights(), history_};
  }

 private:
  // ---- several processes ----

  // Rank 0, or the only process.
  bool leads() const { return peers_ == nullptr || peers_->rank() == 0; }

  // All begin with the weights, the optimiser and the history of rank 0.
  void begin_together() {
    std::vector<std::uint8_t> state;
    if (leads()) state = write_checkpoint(checkpoint());
    peers_->share(state);
    if (!leads()) go_on(read_checkpoint(state));
  }

  // Where this process's share of `count` rows begins; that of the rank behind it begins at its
  // end.
  std::size_t share_begin(std::size_t count, int rank) const {
    const auto ranks = static_cast<std::size_t>(peers_ == nullptr ? 1 : peers_->size());
    return count * static_cast<std::size_t>(rank) / ranks;
  }

  Range share_of(std::size_t count) const {
    const int rank = peers_ == nullptr ? 0 : peers_->rank();
    return {share_begin(count, rank), share_begin(count, rank + 1)};
  }

  // ---- beginning ----

  // The last dense layer: the head, which a pretrained network of other classes does not bring
  // along.
  std::string head() const { return network_.architecture().layers.back().name; }

  void count_classes() {
    counts_.resize(metadata_.classes.size());
    for (const int label : labels_) ++counts_[static_cast<std::size_t>(label)];
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] > 0) continue;
      throw Error(ErrorCode::options_invalid,
                  "The training part has no picture of the class '" + metadata_.classes[i] + "'.");
    }
  }

  void check_refittable() const {
    check_refit(*refit_of_, metadata_);
    if (options_.schedule != Schedule::plateau) return;
    throw Error(ErrorCode::options_invalid,
                "A refit looks at no validation loss that its rate could follow down; give "
                "--schedule constant or cosine.");
  }

  void start_from(const network::Tensors& pretrained) {
    const auto found = pretrained.find(head() + ".weight");
    const std::int64_t outputs = network_.architecture().outputs;
    const bool same_head = found != pretrained.end() && !found->second.shape.empty() &&
                           found->second.shape[0] == outputs;
    network_.import_tensors(pretrained, same_head ? "" : head());
  }

  void make_optimizer() {
    std::vector<Adam::Parameter> parameters;
    for (const auto& parameter : network_.trainable()) {
      const bool in_head = parameter.name.starts_with(head() + ".");
      const bool decays = parameter.role == network::ParameterRole::weight;
      parameters.push_back({parameter.name, parameter.tensor,
                            in_head ? options_.head_learning_rate : options_.learning_rate,
                            decays ? options_.weight_decay : 0.0F});
    }
    optimizer_ = std::make_unique<Adam>(std::move(parameters));
  }

  // ---- learning ----

  std::size_t steps_per_epoch() const {
    const auto batch = static_cast<std::size_t>(options_.batch_size);
    return (data_.training.size() + batch - 1) / batch;
  }

  double rate_factor() const {
    const std::size_t steps = steps_per_epoch() * static_cast<std::size_t>(options_.epochs);
    const auto step = static_cast<std::size_t>(optimizer_->steps());
    return plateau_.state.factor * step_factor(options_.schedule, step, steps);
  }

  // A number of its own for each epoch, and with `index` for each picture in it, so that a view
  // does not depend on threads, batches or where a run was resumed.
  std::uint64_t epoch_seed() const {
    return options_.seed * 1'000'003 + static_cast<std::uint64_t>(epoch_);
  }

  // How many rows the batch has that begins at `first`.
  std::size_t batch_size(const std::vector<std::size_t>& order, std::size_t first) const {
    return std::min(static_cast<std::size_t>(options_.batch_size), order.size() - first);
  }

  // What all rows of that batch, in all processes, count in the loss.
  double batch_weight(const std::vector<std::size_t>& order, std::size_t first) const {
    double weight = 0;
    for (std::size_t row = 0; row < batch_size(order, first); ++row)
      weight += loss_weight(labels_[order[first + row]]);
    return weight;
  }

  EpochRecord train_epoch() {
    if (options_.unfreeze_after > 0 && epoch_ > options_.unfreeze_after) network_.unfreeze();
    network_.seed_dropout(epoch_seed());
    const std::vector<std::size_t> order =
        epoch_order(labels_, counts_.size(), options_.balance, epoch_seed());
    const auto batch_at = [&](std::size_t first) {
      const std::size_t count = batch_size(order, first);
      return batches_.make(order, first, count, share_of(count), epoch_seed());
    };

    const Clock::time_point start = Clock::now();
    EpochRecord record;
    record.epoch = epoch_;
    double loss_sum = 0;
    double right = 0;
    std::future<Batch> next = std::async(std::launch::async, batch_at, std::size_t{0});
    for (std::size_t done = 0; done < order.size();) {
      const Clock::time_point asked = Clock::now();
      const Batch batch = next.get();
      record.waiting_seconds += seconds_since(asked);
      if (done + batch.count < order.size())  // while this one computes
        next = std::async(std::launch::async, batch_at, done + batch.count);
      record.learning_rate = options_.learning_rate * rate_factor();
      const auto [loss, batch_right] = step(batch, batch_weight(order, done));
      done += batch.count;
      loss_sum += loss * static_cast<double>(batch.count);
      right += batch_right;
      if (listener_.on_batch) {
        const double rate = static_cast<double>(done) / seconds_since(start);
        listener_.on_batch({epoch_, options_.epochs, done, order.size(),
                            loss_sum / static_cast<double>(done), right / static_cast<double>(done),
                            rate});
      }
    }
    record.seconds = seconds_since(start);
    record.images_per_second = static_cast<double>(order.size()) / record.seconds;
    record.training_loss = loss_sum / static_cast<double>(order.size());
    record.training_accuracy = right / static_cast<double>(order.size());
    return record;
  }

  // What a picture of this class counts in the loss.
  double class_weight(std::size_t label) const {
    if (!options_.class_weights) return 1;
    return static_cast<double>(labels_.size()) /
           (static_cast<double>(counts_.size()) * static_cast<double>(counts_[label]));
  }

  // What it counts among those that the mean is taken over: with one output every picture is one,
  // with several the weights' own sum makes the mean, as in Keras and PyTorch.
  double loss_weight(int label) const {
    return network_.architecture().outputs == 1 ? 1 : class_weight(static_cast<std::size_t>(label));
  }

  Tensor loss_weights() const {
    if (!options_.class_weights) return {};
    Tensor weights = torch::empty({static_cast<std::int64_t>(counts_.size())});
    for (std::size_t i = 0; i < counts_.size(); ++i)
      weights[static_cast<std::int64_t>(i)] = class_weight(i);
    return weights.to(network_.device());
  }

  // logits: (N, outputs), labels: (N) -> (N): the losses, each with its class's weight.
  Tensor losses_of(const Tensor& logits, const Tensor& labels) const {
    const Tensor weights = loss_weights();
    const double smoothing = options_.label_smoothing;
    if (logits.size(1) > 1) {
      return torch::cross_entropy_loss(logits, labels, weights, at::Reduction::None, -100,
                                       smoothing);
    }
    const Tensor truths = labels.to(torch::kFloat) * (1 - smoothing) + smoothing / 2;
    const Tensor each = weights.defined() ? weights.index_select(0, labels) : Tensor();
    return torch::binary_cross_entropy_with_logits(logits.squeeze(1), truths, each, {},
                                                   at::Reduction::None);
  }

  // (N): the cross-entropy with what the teachers say. They speak of the data as it is; the network
  // learns what it is shown, so their prior is moved there and comes back with `prior_shift`.
  Tensor taught_losses_of(const Tensor& logits, const Tensor& taught) const {
    Tensor shift = torch::tensor(prior_shift());
    if (logits.size(1) > 1) {
      const Tensor target = torch::softmax(taught.clamp_min(1e-9).log() - shift, 1);
      return -(target.to(logits.device()) * torch::log_softmax(logits, 1)).sum(1);
    }
    const Tensor target = torch::sigmoid(torch::logit(taught.select(1, 1), 1e-9) - shift);
    return torch::binary_cross_entropy_with_logits(logits.squeeze(1), target.to(logits.device()),
                                                   {}, {}, at::Reduction::None);
  }

  // Of this process's rows, summed.
  Tensor loss_of(const Tensor& logits, const Tensor& labels, const Batch& batch) const {
    Tensor losses = losses_of(logits, labels);
    if (batch.own_shares.defined()) {
      const Tensor other = losses_of(logits, batch.other_labels.to(network_.device()));
      losses = other.lerp(losses, batch.own_shares.to(network_.device()));
    }
    if (batch.taught.defined())
      losses = losses.lerp(taught_losses_of(logits, batch.taught), options_.teachers_share);
    return losses.sum();
  }

  // One step of the optimiser -> the batch's mean loss and how many it got right.
  std::pair<double, double> step(const Batch& batch, double weight) {
    const Tensor labels = batch.labels.to(network_.device());
    optimizer_->forget_gradients();
    const Tensor logits = network_.forward(
        batch.photos.to(network_.device()), true,
        {peers_, static_cast<std::int64_t>(batch.first), static_cast<std::int64_t>(batch.count)});
    const Tensor loss = loss_of(logits, labels, batch) / weight;
    loss.backward();
    const Tensor named =
        logits.size(1) > 1 ? logits.argmax(1) : (logits.squeeze(1) > 0).to(torch::kLong);
    Tensor figures = torch::empty({2}, torch::kDouble);
    figures[0] = loss.item<double>();
    figures[1] = (named == labels).sum().item<double>();
    if (peers_ != nullptr) sum_over_peers(figures);
    if (options_.clip_norm > 0) optimizer_->clip(options_.clip_norm);
    optimizer_->step(rate_factor());
    if (average_) {
      // Short memory at first, or the average would still hold the start.
      const auto steps = static_cast<double>(optimizer_->steps());
      const double keep = std::min<double>(options_.average, steps / (9 + steps));
      average_->blend_towards(network_, 1 - keep);
    }
    const double value = figures[0].item<double>();
    if (!std::isfinite(value)) {
      throw Error(ErrorCode::options_invalid,
                  "The loss is no longer a finite number; take a smaller --learning-rate or set "
                  "--clip-norm 5.");
    }
    return {value, figures[1].item<double>()};
  }

  // The gradients of the whole batch, and its figures.
  void sum_over_peers(const Tensor& figures) {
    std::vector<Tensor> sums = {figures};
    for (const Adam::Parameter& parameter : optimizer_->parameters()) {
      if (parameter.tensor.grad().defined()) sums.push_back(parameter.tensor.grad());
    }
    peers_->sum(sums);
  }

  // ---- judging ----

  // Whether this epoch is the best so far.
  bool look_at_validation(EpochRecord& record) {
    ValidationAnswers answers = validate(record);
    const double value = monitored(record);
    const bool best = history_.empty() || value > best_value_;
    epochs_without_gain_ = best ? 0 : epochs_without_gain_ + 1;
    if (options_.schedule == Schedule::plateau) plateau_.after(record.validation_loss);
    if (best) {
      best_value_ = value;
      best_answers_ = std::move(answers);
    }
    return best;
  }

  TorchNetwork& judged() { return average_ ? *average_ : network_; }

  // Of the pictures from `first` up to `last`, not included: (last - first, outputs).
  Tensor validation_logits(std::size_t first, std::size_t last) {
    std::vector<float> interleaved;
    for (std::size_t i = first; i < last; ++i) {
      const std::vector<float> input = data_.validation.inputs[i].get();
      interleaved.insert(interleaved.end(), input.begin(), input.end());
    }
    const Tensor photos =
        as_photos(interleaved, static_cast<std::int64_t>(last - first), metadata_.preprocessing);
    return judged().forward(photos.to(network_.device()), false).to(torch::kCPU);
  }

  ValidationAnswers validate(EpochRecord& record) {
    const torch::NoGradGuard no_gradients;
    const std::size_t pictures = data_.validation.inputs.size();
    const auto outputs = static_cast<std::size_t>(network_.architecture().outputs);
    const auto batch = static_cast<std::size_t>(options_.batch_size);
    // Each process answers for its share and adds nothing to that of the others.
    Tensor logits =
        torch::zeros({static_cast<std::int64_t>(pictures), network_.architecture().outputs});
    const Range share = share_of(pictures);
    for (std::size_t first = share.first; first < share.last; first += batch) {
      const std::size_t last = std::min(first + batch, share.last);
      logits.slice(0, static_cast<std::int64_t>(first), static_cast<std::int64_t>(last)) =
          validation_logits(first, last);
    }
    if (peers_ != nullptr) peers_->sum({logits});
    ValidationAnswers answers;
    answers.labels = data_.validation.labels;
    const float* values = logits.data_ptr<float>();
    for (std::size_t i = 0; i < pictures; ++i)
      answers.logits.emplace_back(values + i * outputs, values + (i + 1) * outputs);
    move_prior(answers.logits, prior_shift());
    const ValidationFigures figures = judge(answers, metadata_);
    record.validation_loss = figures.loss;
    record.validation_accuracy = figures.accuracy;
    record.validation_auc = figures.auc;
    record.validation_balanced_accuracy = figures.balanced_accuracy;
    return answers;
  }

  // Higher is better. Not a number, where validation has one class only, is worst.
  double monitored(const EpochRecord& record) const {
    switch (options_.monitor) {
      case Monitor::loss:
        return -record.validation_loss;
      case Monitor::balanced_accuracy:
        return record.validation_balanced_accuracy;
      case Monitor::auc:
        return std::isnan(record.validation_auc) ? -1 : record.validation_auc;
    }
    return 0;
  }

  // By output: what to add to the logits so that they speak of the data as it is, not as it was
  // shown.
  std::vector<float> prior_shift() const {
    std::vector<double> shift;
    const std::vector<double> real = shown_shares(counts_, 0);
    // Class weights in the loss act as if all classes were shown alike.
    const std::vector<double> shown =
        shown_shares(counts_, options_.class_weights ? 1 : options_.balance);
    for (std::size_t i = 0; i < real.size(); ++i) shift.push_back(std::log(real[i] / shown[i]));
    if (network_.architecture().outputs == 1) return {static_cast<float>(shift[1] - shift[0])};
    return {shift.begin(), shift.end()};
  }

  network::WeightsFile best_weights() const {
    network::WeightsFile best;
    best.metadata = metadata_;
    best.architecture = network_.architecture();
    best.tensors = best_tensors_;
    const std::vector<float> shift = prior_shift();
    std::vector<float>& bias = best.tensors.at(head() + ".bias").values;
    for (std::size_t i = 0; i < bias.size(); ++i) bias[i] += shift[i];
    if (refit_of_) {
      adopt_operating_point(*refit_of_, best.metadata);
    } else {
      choose_operating_point(best_answers_, shown_shares(counts_, 0), options_.sensitivity,
                             best.metadata);
    }
    return best;
  }

  // ---- stopping and going on ----

  // What must be the same for a run to go on.
  nlohmann::ordered_json identity() const {
    nlohmann::ordered_json identity = nlohmann::ordered_json::parse(options_json(options_));
    // More epochs may be asked for where the rate does not depend on their number.
    if (options_.schedule != Schedule::cosine) identity.erase("epochs");
    identity["architecture"] = metadata_.architecture;
    if (metadata_.options.width != 1) identity["width"] = metadata_.options.width;
    identity["classes"] = metadata_.classes;
    identity["malignant_classes"] = metadata_.malignant_classes;
    identity["input"] = {metadata_.preprocessing.width, metadata_.preprocessing.height};
    identity["training_pictures"] = data_.training.size();
    identity["validation_pictures"] = data_.validation.inputs.size();
    identity["data"] = fingerprint(data_.training);
    if (teachers_ != nullptr) identity["teachers"] = teachers_->fingerprint();
    if (refit_of_) identity["refit_of"] = network::metadata_text(*refit_of_);
    return identity;
  }

  Checkpoint checkpoint() const {
    Checkpoint saved;
    saved.tensors = network_.export_tensors("network.");
    if (average_) saved.tensors.merge(average_->export_tensors("average."));
    optimizer_->export_state(saved.tensors, "adam.");
    for (const auto& [name, tensor] : best_tensors_) saved.tensors["best." + name] = tensor;
    saved.state =
        nlohmann::ordered_json{
            {"identity", identity()},
            {"epoch", epoch_},
            {"steps", optimizer_->steps()},
            {"epochs_without_gain", epochs_without_gain_},
            {"best_value", best_value_},
            {"best_logits", best_answers_.logits},
            {"plateau_factor", plateau_.state.factor},
            {"plateau_best", std::isfinite(plateau_.state.best)
                                 ? nlohmann::ordered_json(plateau_.state.best)
                                 : nlohmann::ordered_json()},
            {"plateau_waited", plateau_.state.waited},
            {"history", history_csv(history_)},
        }
            .dump();
    return saved;
  }

  void go_on(const Checkpoint& saved) {
    try {
      const nlohmann::ordered_json state = nlohmann::ordered_json::parse(saved.state);
      check_identity(state.at("identity"));
      epoch_ = state.at("epoch");
      epochs_without_gain_ = state.at("epochs_without_gain");
      best_value_ = state.at("best_value");
      best_answers_.logits = state.at("best_logits");
      best_answers_.labels = data_.validation.labels;
      plateau_.state.factor = state.at("plateau_factor");
      if (!state.at("plateau_best").is_null()) plateau_.state.best = state.at("plateau_best");
      plateau_.state.waited = state.at("plateau_waited");
      history_ = read_history_csv(state.at("history").get<std::string>());
      optimizer_->import_state(saved.tensors, "adam.", state.at("steps"));
    } catch (const nlohmann::json::exception&) {
      throw Error(ErrorCode::weights_mismatch,
                  "The checkpoint is of another version of this program; begin anew without "
                  "--resume.");
    }
    network_.import_tensors(saved.tensors, {}, "network.");
    if (average_) average_->import_tensors(saved.tensors, {}, "average.");
    for (const auto& [name, tensor] : saved.tensors) {
      if (name.starts_with("best.")) best_tensors_[name.substr(5)] = tensor;
    }
  }

  void check_identity(const nlohmann::ordered_json& then) const {
    const nlohmann::ordered_json now = identity();
    // An option that an older release did not know had its default value there.
    nlohmann::ordered_json was = nlohmann::ordered_json::parse(options_json({}));
    was.erase("epochs");
    was.update(then);
    for (const auto& [key, value] : now.items()) {
      if (!was.contains(key) || was[key] != value)
        refuse(key, was.contains(key) ? was[key].dump() : "none", value.dump());
    }
    for (const auto& [key, value] : was.items()) {
      if (!now.contains(key)) refuse(key, value.dump(), "none");
    }
  }

  [[noreturn]] void refuse(const std::string& key, const std::string& before,
                           const std::string& now) const {
    throw Error(
        ErrorCode::options_invalid,
        leads() ? "The run to resume was begun with another '" + key + "': " + before + ", now " +
                      now + ". Give the same options and data, or begin anew without --resume."
                : "Rank 0 was started with another '" + key + "': " + before + ", this rank with " +
                      now + ". Give the same options and data to all ranks.");
  }

  network::Metadata metadata_;
  const TrainingData& data_;
  const TrainingOptions& options_;
  const Listener& listener_;
  Peers* peers_;  // nullptr: this process is the only one
  TorchNetwork network_;
  std::unique_ptr<TorchNetwork> average_;  // its moving average, where asked for
  std::unique_ptr<Adam> optimizer_;
  BatchMaker batches_;
  const Teachers* teachers_;  // nullptr: none
  std::optional<network::Metadata> refit_of_;
  std::vector<int> labels_;          // of the training pictures
  std::vector<std::size_t> counts_;  // of the training pictures, by class
  Plateau plateau_;
  int epoch_ = 0;
  int epochs_without_gain_ = 0;
  double best_value_ = 0;
  ValidationAnswers best_answers_;  // of the best epoch
  network::Tensors best_tensors_;   // likewise, before the prior is moved
  std::vector<EpochRecord> history_;
};

constexpr const char* checkpoint_format = "lesionlens-checkpoint";

}  // namespace

Outcome train(const Beginning& beginning, const TrainingData& data, const TrainingOptions& options,
              const Listener& listener) {
  return Trainer(beginning, data, options, listener).run();
}

std::vector<std::uint8_t> write_checkpoint(const Checkpoint& checkpoint) {
  return network::write_safetensors(
      {{{"format", checkpoint_format}, {"state", checkpoint.state}}, checkpoint.tensors, {}},
      network::Storage::float32);
}

Checkpoint read_checkpoint(std::span<const std::uint8_t> bytes) {
  network::SafetensorsFile file = network::read_safetensors(bytes);
  if (file.metadata["format"] != checkpoint_format)
    throw Error(ErrorCode::weights_mismatch, "The file is no checkpoint of a training run.");
  return {file.metadata["state"], std::move(file.tensors)};
}

}  // namespace lesionlens::training
