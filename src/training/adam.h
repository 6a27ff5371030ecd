// Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019). LibTorch has
// one too, but keys its state differently from version to version; a run that resumes needs it.
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "network/safetensors.h"

namespace lesionlens::training {

class Adam {
 public:
  struct Parameter {
    std::string name;
    torch::Tensor tensor;
    double learning_rate = 1e-3;
    double weight_decay = 0;
  };

  explicit Adam(std::vector<Parameter> parameters);

  // Moves every parameter that has a gradient; learning rates are multiplied with `factor`.
  void step(double factor);

  void forget_gradients();

  // Gradients are scaled down to this common norm.
  void clip(double norm);

  const std::vector<Parameter>& parameters() const { return parameters_; }

  // The moments of each parameter, as "first.NAME" and "second.NAME"; steps taken apart.
  void export_state(network::Tensors& tensors, const std::string& prefix) const;
  void import_state(const network::Tensors& tensors, const std::string& prefix, std::int64_t steps);
  std::int64_t steps() const { return steps_; }

 private:
  std::vector<Parameter> parameters_;
  std::vector<torch::Tensor> first_;   // running mean of the gradient
  std::vector<torch::Tensor> second_;  // running mean of its square
  std::int64_t steps_ = 0;
};

}  // namespace lesionlens::training
