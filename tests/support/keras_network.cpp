#include "support/keras_network.h"

#include <hdf5.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

#include "support/reference_network.h"

namespace lesionlens::tests {
namespace {

std::size_t count_of(const std::vector<unsigned long long>& shape) {
  std::size_t count = 1;
  for (const unsigned long long size : shape) count *= size;
  return count;
}

// Everything is created, and closed at the end of the scope.
class Id {
 public:
  explicit Id(hid_t id) : id_(id) {
    if (id < 0) throw std::runtime_error("HDF5 refuses");
  }
  ~Id() { H5Idec_ref(id_); }
  Id(const Id&) = delete;
  Id& operator=(const Id&) = delete;
  operator hid_t() const { return id_; }  // NOLINT(google-explicit-constructor)

 private:
  hid_t id_;
};

void must(herr_t status) {
  if (status < 0) throw std::runtime_error("HDF5 refuses");
}

Id text_type(std::size_t size) {
  const hid_t type = H5Tcopy(H5T_C_S1);
  must(H5Tset_size(type, size));
  if (size != H5T_VARIABLE) must(H5Tset_strpad(type, H5T_STR_NULLPAD));
  return Id(type);
}

void write_texts(hid_t object, const std::string& name, const std::vector<std::string>& texts,
                 bool scalar, bool variable) {
  if (texts.empty()) {  // as numpy stores an empty list
    const hsize_t none = 0;
    const Id space(H5Screate_simple(1, &none, nullptr));
    const Id made(
        H5Acreate2(object, name.c_str(), H5T_IEEE_F64LE, space, H5P_DEFAULT, H5P_DEFAULT));
    return;
  }
  std::size_t longest = 1;
  for (const std::string& text : texts) longest = std::max(longest, text.size());
  const hsize_t count = texts.size();
  const Id space(scalar ? H5Screate(H5S_SCALAR) : H5Screate_simple(1, &count, nullptr));
  const Id type = text_type(variable ? H5T_VARIABLE : longest);
  const Id made(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT));
  if (variable) {
    std::vector<const char*> pointers;
    for (const std::string& text : texts) pointers.push_back(text.c_str());
    must(H5Awrite(made, type, pointers.data()));
    return;
  }
  std::vector<char> characters(longest * texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    std::memcpy(&characters[i * longest], texts[i].data(), texts[i].size());
  must(H5Awrite(made, type, characters.data()));
}

void write_array(hid_t group, const std::string& name, const KerasArray& array, bool compressed) {
  const std::vector<hsize_t> shape(array.shape.begin(), array.shape.end());
  const Id space(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr));
  const Id settings(H5Pcreate(H5P_DATASET_CREATE));
  if (compressed) {
    must(H5Pset_chunk(settings, static_cast<int>(shape.size()), shape.data()));
    must(H5Pset_deflate(settings, 6));
  }
  const Id links(H5Pcreate(H5P_LINK_CREATE));
  must(H5Pset_create_intermediate_group(links, 1));
  const Id made(H5Dcreate2(group, name.c_str(), compressed ? H5T_IEEE_F64LE : H5T_IEEE_F32LE, space,
                           links, settings, H5P_DEFAULT));
  must(H5Dwrite(made, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, array.values.data()));
}

struct Map {
  int side;
  int channels;
  std::vector<double> values;  // (side, side, channels)
  double at(int y, int x, int c) const {
    return values[static_cast<std::size_t>((y * side + x) * channels + c)];
  }
};

// Conv2D(kernel 3, valid, relu), then MaxPooling2D(2).
Map convolve_and_pool(const Map& in, const KerasArray& kernel, const KerasArray& bias) {
  const int filters = static_cast<int>(kernel.shape[3]);
  Map wide{in.side - 2, filters, {}};
  for (int y = 0; y < wide.side; ++y) {
    for (int x = 0; x < wide.side; ++x) {
      for (int f = 0; f < filters; ++f) {
        double sum = bias.values[static_cast<std::size_t>(f)];
        for (int ky = 0; ky < 3; ++ky) {
          for (int kx = 0; kx < 3; ++kx) {
            for (int c = 0; c < in.channels; ++c) {
              const int at = ((ky * 3 + kx) * in.channels + c) * filters + f;
              sum += double{kernel.values[static_cast<std::size_t>(at)]} * in.at(y + ky, x + kx, c);
            }
          }
        }
        wide.values.push_back(std::max(sum, 0.0));
      }
    }
  }
  Map out{wide.side / 2, filters, {}};
  for (int y = 0; y < out.side; ++y) {
    for (int x = 0; x < out.side; ++x) {
      for (int f = 0; f < filters; ++f) {
        out.values.push_back(
            std::max({wide.at(2 * y, 2 * x, f), wide.at(2 * y, 2 * x + 1, f),
                      wide.at(2 * y + 1, 2 * x, f), wide.at(2 * y + 1, 2 * x + 1, f)}));
      }
    }
  }
  return out;
}

std::vector<double> multiply(const std::vector<double>& in, const KerasArray& kernel,
                             const KerasArray& bias) {
  std::vector<double> out(bias.values.begin(), bias.values.end());
  for (std::size_t i = 0; i < in.size(); ++i) {
    for (std::size_t o = 0; o < out.size(); ++o)
      out[o] += in[i] * double{kernel.values[i * out.size() + o]};
  }
  return out;
}

using Layers = std::vector<std::pair<std::string, std::vector<std::string>>>;

// The five layers with weights between those without, names as given.
Layers sequence(const std::vector<std::string>& with_weights, const std::string& prefix,
                const std::string& suffix) {
  Layers layers;
  for (std::size_t i = 0; i < with_weights.size(); ++i) {
    const std::string& name = with_weights[i];
    layers.push_back(
        {name, {prefix + name + "/kernel" + suffix, prefix + name + "/bias" + suffix}});
    if (i < 3) layers.push_back({"max_pooling2d_" + std::to_string(i), {}});
    if (i == 2) layers.push_back({"flatten", {}});
    if (i == 3) layers.push_back({"dropout", {}});
  }
  return layers;
}

}  // namespace

KerasNetwork random_keras_network(int side, int outputs, unsigned seed) {
  KerasNetwork network{side, {}};
  int left = side;
  for (int i = 0; i < 3; ++i) left = (left - 2) / 2;
  const auto units = static_cast<unsigned long long>(outputs);
  const auto flat = static_cast<unsigned long long>(left * left * 128);
  const std::vector<std::vector<unsigned long long>> kernels = {
      {3, 3, 3, 32}, {3, 3, 32, 64}, {3, 3, 64, 128}, {flat, 512}, {512, units}};
  for (const auto& shape : kernels) {
    KerasArray kernel{shape, random_values(count_of(shape), seed++)};
    const auto fan_in = static_cast<float>(count_of(shape) / shape.back());
    for (float& value : kernel.values) value *= std::sqrt(6 / fan_in);
    network.arrays.push_back(std::move(kernel));
    network.arrays.push_back({{shape.back()}, random_values(shape.back(), seed++)});
  }
  return network;
}

std::vector<double> keras_logits(const KerasNetwork& network, const std::vector<float>& photo) {
  Map map{network.side, 3, {photo.begin(), photo.end()}};
  for (std::size_t i = 0; i < 6; i += 2)
    map = convolve_and_pool(map, network.arrays[i], network.arrays[i + 1]);
  std::vector<double> hidden = multiply(map.values, network.arrays[6], network.arrays[7]);
  for (double& value : hidden) value = std::max(value, 0.0);
  return multiply(hidden, network.arrays[8], network.arrays[9]);
}

KerasForm keras2_whole_model() {
  KerasForm form;
  form.layers = sequence({"conv2d", "conv2d_1", "conv2d_2", "dense", "dense_1"}, "", ":0");
  return form;
}

KerasForm keras2_weights_alone() {
  KerasForm form;
  form.root.clear();
  form.layers = sequence({"conv2d_3", "conv2d_4", "conv2d_5", "dense_2", "prediction"}, "", ":0");
  return form;
}

KerasForm keras3_legacy() {
  KerasForm form;
  form.layers = sequence({"conv2d", "conv2d_1", "conv2d_2", "dense", "dense_1"}, "sequential/", "");
  return form;
}

KerasForm nested_model() {
  KerasForm form;
  std::vector<std::string> names;
  for (const auto& [layer, arrays] : keras2_whole_model().layers)
    names.insert(names.end(), arrays.begin(), arrays.end());
  form.layers = {{"input_1", {}}, {"sequential", names}};
  return form;
}

std::string keras_config(int side, int outputs, const std::string& activation,
                         const std::string& first) {
  const std::string s = std::to_string(side);
  const auto convolution = [](int filters) {
    return R"({"class_name":"Conv2D","config":{"name":"c","filters":)" + std::to_string(filters) +
           R"(,"kernel_size":[3,3],"strides":[1,1],"padding":"valid","data_format":"channels_last",)"
           R"("dilation_rate":[1,1],"groups":1,"activation":"relu","use_bias":true}},)"
           R"({"class_name":"MaxPooling2D","config":{"pool_size":[2,2],"padding":"valid",)"
           R"("strides":[2,2],"data_format":"channels_last"}},)";
  };
  return R"({"class_name":"Sequential","config":{"name":"sequential","layers":[)"
         R"({"class_name":"InputLayer","config":{"batch_input_shape":[null,)" +
         s + "," + s + R"(,3],"dtype":"float32"}},)" + first + convolution(32) + convolution(64) +
         convolution(128) +
         R"({"class_name":"Flatten","config":{"data_format":"channels_last"}},)"
         R"({"class_name":"Dense","config":{"units":512,"activation":"relu","use_bias":true}},)"
         R"({"class_name":"Dropout","config":{"rate":0.5}},)"
         R"({"class_name":"Dense","config":{"units":)" +
         std::to_string(outputs) + R"(,"activation":")" + activation + R"(","use_bias":true}}]}})";
}

void write_keras_file(const std::filesystem::path& path, const KerasNetwork& network,
                      const KerasForm& form) {
  const Id file(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
  if (!form.model_config.empty())
    write_texts(file, "model_config", {form.model_config}, true, form.variable_text);
  const Id root(form.root.empty()
                    ? H5Gopen2(file, "/", H5P_DEFAULT)
                    : H5Gcreate2(file, form.root.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
  write_texts(root, "backend", {"tensorflow"}, true, form.variable_text);
  std::vector<std::string> names;
  for (const auto& [layer, arrays] : form.layers) names.push_back(layer);
  write_texts(root, "layer_names", names, false, form.variable_text);
  std::size_t next = 0;
  for (const auto& [layer, arrays] : form.layers) {
    const Id group(H5Gcreate2(root, layer.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    write_texts(group, "weight_names", arrays, false, form.variable_text);
    for (const std::string& array : arrays)
      write_array(group, array, network.arrays.at(next++), form.compressed);
  }
}

KerasNetwork read_keras_arrays(const std::filesystem::path& path,
                               const std::vector<std::string>& layers, int side) {
  const Id file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT));
  KerasNetwork network{side, {}};
  for (const std::string& layer : layers) {
    for (const char* array : {"kernel:0", "bias:0"}) {
      const std::string name = "/model_weights/" + layer + "/" + layer + "/" + array;
      const Id dataset(H5Dopen2(file, name.c_str(), H5P_DEFAULT));
      const Id space(H5Dget_space(dataset));
      std::vector<hsize_t> shape(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space)));
      H5Sget_simple_extent_dims(space, shape.data(), nullptr);
      KerasArray read{{shape.begin(), shape.end()}, {}};
      read.values.resize(count_of(read.shape));
      must(H5Dread(dataset, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, read.values.data()));
      network.arrays.push_back(std::move(read));
    }
  }
  return network;
}

}  // namespace lesionlens::tests
