// What a network is: a list of layers as plain data.
//
// Two interpreters read it: `inference/xnnpack_network` runs it, `training/torch_network` trains
// it. So what is trained and what is run cannot drift apart. Nothing here computes; a new
// architecture is one function in `catalogue.cpp`, a new kind of layer is one struct here and one
// case in each interpreter.
//
// Feature maps are (N, H, W, C). Parameters keep PyTorch's order: kernels (out, in / groups,
// kernel_height, kernel_width), dense weights (out, in).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lesionlens::network {

enum class Padding {
  valid,  // none: the kernel stays inside
  same,   // TensorFlow's SAME: output = ceil(input / stride); an odd rest of the padding goes right
          // and below
  symmetric,  // PyTorch's way: kernel / 2 (rounded down) on every side
};

struct Convolution {
  int filters = 0;
  int kernel = 1;  // height and width
  int stride = 1;
  Padding padding = Padding::valid;
  bool bias = true;
};

// One kernel for each channel.
struct DepthwiseConvolution {
  int kernel = 1;
  int stride = 1;
  Padding padding = Padding::valid;
  bool bias = true;
};

// (x - running_mean) / sqrt(running_var + epsilon) * weight + bias, each by channel (Ioffe and
// Szegedy 2015).
struct BatchNormalization {
  float epsilon = 1e-3F;
};

struct Relu {};
struct Relu6 {};  // min(max(x, 0), 6)

// What is left over at the right and below is dropped; padding never is the largest value.
struct MaxPooling {
  int size = 2;
  int stride = 2;
  Padding padding = Padding::valid;
};

struct GlobalAveragePooling {};  // (N, H, W, C) -> (N, 1, 1, C)
struct Flatten {};  // (N, H, W, C) -> (N, 1, 1, H * W * C), in this order, as Keras does

struct Dense {
  int units = 0;
};

// While training only: each value is zeroed with this probability, the others scaled up (Srivastava
// et al. 2014).
struct Dropout {
  float rate = 0.5F;
};

// Adds the output of an earlier layer of the same shape.
struct Add {
  int other = 0;  // index of that layer
};

using Operation = std::variant<Convolution, DepthwiseConvolution, BatchNormalization, Relu, Relu6,
                               MaxPooling, GlobalAveragePooling, Flatten, Dense, Dropout, Add>;

struct Layer {
  std::string name;  // prefix of its parameters' names; empty where it has none
  Operation operation;
  int input = -1;  // index of the layer whose output it reads; -1 is the photo
};

struct Shape {
  int height = 0;
  int width = 0;
  int channels = 0;
  bool operator==(const Shape&) const = default;
};

// How kernels of convolutions are drawn before a training from scratch. Dense layers are always
// drawn as Keras draws them.
enum class Initialisation {
  glorot_uniform,  // Glorot and Bengio 2010, Keras's default
  he_normal,       // He et al. 2015, by fan-out: ReLU networks with shortcuts
};

struct Architecture {
  std::string name;  // as in the catalogue
  Shape input;
  int outputs = 1;            // logits
  std::vector<Layer> layers;  // the last one yields the logits
  // Layers, in order, whose feature maps tell what kind of picture they see: see
  // network/familiarity.h.
  std::vector<std::size_t> watched = {};
  Initialisation initialisation = Initialisation::glorot_uniform;
};

// The output shape of every layer. Throws options_invalid where the layers do not fit the input or
// one another.
std::vector<Shape> output_shapes(const Architecture& architecture);

enum class ParameterRole { weight, bias, scale, shift, running_mean, running_variance };

struct Parameter {
  std::string name;
  std::vector<std::int64_t> shape;
  ParameterRole role = ParameterRole::weight;
};

// Everything that a weights file of this architecture holds, in the order of the layers.
std::vector<Parameter> parameters(const Architecture& architecture);

// How many numbers training moves: all of them but the running statistics.
std::int64_t learnt_numbers(const Architecture& architecture);

// The name of one parameter, e.g. parameter_name(layer, ParameterRole::weight) =
// "features.0.0.weight".
std::string parameter_name(const Layer& layer, ParameterRole role);

// Rows or columns of padding before and after, for one axis.
struct AxisPadding {
  int before = 0;
  int after = 0;
};
AxisPadding axis_padding(int input, int kernel, int stride, Padding padding);

// Lets a visitor be written as a list of lambdas, one a layer kind.
template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace lesionlens::network
