#include "training/adam.h"

#include <torch/nn/utils/clip_grad.h>
#include <torch/utils.h>

#include <cmath>
#include <utility>

#include "training/tensors.h"

namespace lesionlens::training {

using torch::Tensor;

namespace {
constexpr double first_memory = 0.9;
constexpr double second_memory = 0.999;
constexpr double epsilon = 1e-8;
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
    Tensor& tensor = parameters_[i].tensor;
    const Tensor& gradient = tensor.grad();
    if (!gradient.defined()) continue;
    const double rate = parameters_[i].learning_rate * factor;
    if (parameters_[i].weight_decay > 0) tensor.mul_(1 - rate * parameters_[i].weight_decay);
    first_[i].lerp_(gradient, 1 - first_memory);
    second_[i].mul_(second_memory).addcmul_(gradient, gradient, 1 - second_memory);
    const Tensor size = second_[i].sqrt().div_(std::sqrt(second_share)).add_(epsilon);
    tensor.addcdiv_(first_[i], size, -rate / first_share);
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
