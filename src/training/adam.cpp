#include "training/adam.h"

#include <ATen/Parallel.h>
#include <torch/nn/utils/clip_grad.h>
#include <torch/utils.h>

#include <cmath>
#include <utility>

#include "training/kernels.h"
#include "training/tensors.h"

namespace lesionlens::training {

using torch::Tensor;

namespace {
constexpr double first_memory = 0.9;
constexpr double second_memory = 0.999;
constexpr double epsilon = 1e-8;

// One pass over memory.
void step_here(const AdamStep& how, const Tensor& gradient, const Tensor& first,
               const Tensor& second, const Tensor& weight) {
  float* const g = gradient.data_ptr<float>();
  float* const m = first.data_ptr<float>();
  float* const v = second.data_ptr<float>();
  float* const w = weight.data_ptr<float>();
  at::parallel_for(0, weight.numel(), 1 << 15, [=](std::int64_t begin, std::int64_t end) {
    adam_step(how, g + begin, static_cast<std::size_t>(end - begin), m + begin, v + begin,
              w + begin);
  });
}

// The same on another device.
void step_there(const AdamStep& how, const Tensor& gradient, const Tensor& first,
                const Tensor& second, const Tensor& weight) {
  first.lerp_(gradient, how.first_share);
  second.mul_(how.second_memory).addcmul_(gradient, gradient, how.second_share);
  weight.mul_(how.keep).addcdiv_(first, second.sqrt().mul_(how.size_factor).add_(how.epsilon),
                                 -how.rate);
}
}  // namespace

Adam::Adam(std::vector<Parameter> parameters) : parameters_(std::move(parameters)) {
  for (const Parameter& parameter : parameters_) {
    first_.push_back(torch::zeros_like(parameter.tensor));
    second_.push_back(torch::zeros_like(parameter.tensor));
  }
}

void Adam::step(double factor) {
  const torch::NoGradGuard no_gradients;
  ++steps_;
  const double first_share = 1 - std::pow(first_memory, static_cast<double>(steps_));
  const double second_share = 1 - std::pow(second_memory, static_cast<double>(steps_));
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    const Parameter& parameter = parameters_[i];
    const Tensor& weight = parameter.tensor;
    if (!weight.grad().defined()) continue;
    const double rate = parameter.learning_rate * factor;
    const AdamStep how = {.first_share = static_cast<float>(1 - first_memory),
                          .second_memory = static_cast<float>(second_memory),
                          .second_share = static_cast<float>(1 - second_memory),
                          .keep = static_cast<float>(1 - rate * parameter.weight_decay),
                          .rate = static_cast<float>(rate / first_share),
                          .size_factor = static_cast<float>(1 / std::sqrt(second_share)),
                          .epsilon = static_cast<float>(epsilon)};
    // In the weight's order in memory, which the moments have too.
    const Tensor gradient = weight.grad().strides() == weight.strides()
                                ? weight.grad()
                                : torch::empty_like(weight).copy_(weight.grad());
    if (weight.is_cpu()) {
      step_here(how, gradient, first_[i], second_[i], weight);
    } else {
      step_there(how, gradient, first_[i], second_[i], weight);
    }
  }
}

void Adam::forget_gradients() {
  for (Parameter& parameter : parameters_) parameter.tensor.mutable_grad().reset();
}

void Adam::clip(double norm) {
  std::vector<Tensor> moved;
  for (const Parameter& parameter : parameters_) {
    if (parameter.tensor.grad().defined()) moved.push_back(parameter.tensor);
  }
  torch::nn::utils::clip_grad_norm_(moved, norm);
}

void Adam::export_state(network::Tensors& tensors, const std::string& prefix) const {
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    tensors[prefix + "first." + parameters_[i].name] = to_plain(first_[i]);
    tensors[prefix + "second." + parameters_[i].name] = to_plain(second_[i]);
  }
}

void Adam::import_state(const network::Tensors& tensors, const std::string& prefix,
                        std::int64_t steps) {
  steps_ = steps;
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    copy_plain(tensors, prefix + "first." + parameters_[i].name, first_[i]);
    copy_plain(tensors, prefix + "second." + parameters_[i].name, second_[i]);
  }
}

}  // namespace lesionlens::training
