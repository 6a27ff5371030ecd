#include "keras/hdf5_file.h"

#include <H5PLextern.h>
#include <hdf5.h>

#include <algorithm>
#include <cstring>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace lesionlens::keras {
namespace {

constexpr std::uint64_t most_texts = 10000;
constexpr std::uint64_t most_text_bytes = 16U << 20;
constexpr int most_dimensions = 8;

// Any of HDF5's handles, given back at the end of the scope.
class Handle {
 public:
  explicit Handle(hid_t id) : id_(id) {}
  ~Handle() {
    if (id_ >= 0) H5Idec_ref(id_);
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  hid_t get() const { return id_; }
  bool valid() const { return id_ >= 0; }
  hid_t release() { return std::exchange(id_, -1); }

 private:
  hid_t id_;
};

[[noreturn]] void damaged(const std::string& what) {
  throw Error(ErrorCode::weights_damaged, "The Keras file is damaged: " + what);
}

hid_t written(hid_t id) {
  if (id < 0) throw Error(ErrorCode::internal, "HDF5 could not put the Keras file together.");
  return id;
}

void must(herr_t status) { written(status); }

// Settings of the library, for the whole program.
void prepare_library() {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  H5PLset_loading_state(0);
  H5Lunregister(H5L_TYPE_EXTERNAL);  // fails the second time, which is fine
}

// HDF5 pads fixed-length texts with zeros or blanks.
std::string unpadded(const char* text, std::size_t size, H5T_str_t padding) {
  std::string result(text, strnlen(text, size));
  while (padding == H5T_STR_SPACEPAD && !result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

}  // namespace

Hdf5Reader::Hdf5Reader(const std::filesystem::path& path) {
  prepare_library();
  std::error_code error;
  bytes_ = std::filesystem::file_size(path, error);
  if (error) {
    throw Error(ErrorCode::file_unreadable,
                "The file '" + path.string() + "' cannot be opened: " + error.message() + ".");
  }
  file_ = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  if (file_ < 0) damaged("it is no HDF5 file, or it is cut off.");
}

Hdf5Reader::~Hdf5Reader() { H5Idec_ref(file_); }

bool Hdf5Reader::exists(const std::string& path) const {
  // HDF5 answers for the last link only; those before it must exist.
  for (std::size_t end = path.find('/'); end != std::string::npos; end = path.find('/', end + 1)) {
    if (end > 0 && H5Lexists(file_, path.substr(0, end).c_str(), H5P_DEFAULT) <= 0) return false;
  }
  return H5Lexists(file_, path.c_str(), H5P_DEFAULT) > 0;
}

std::optional<std::vector<std::string>> Hdf5Reader::texts(const std::string& group,
                                                          const std::string& attribute) const {
  const Handle object(H5Gopen2(file_, group.c_str(), H5P_DEFAULT));
  if (!object.valid()) damaged("its group " + printable(group) + " cannot be opened.");
  if (H5Aexists(object.get(), attribute.c_str()) <= 0) return std::nullopt;
  const Handle handle(H5Aopen(object.get(), attribute.c_str(), H5P_DEFAULT));
  const std::string what = "its attribute " + printable(attribute) + " of " + printable(group);
  if (!handle.valid()) damaged(what + " cannot be opened.");
  const Handle type(H5Aget_type(handle.get()));
  const Handle space(H5Aget_space(handle.get()));
  const hssize_t points = space.valid() ? H5Sget_simple_extent_npoints(space.get()) : -1;
  if (!type.valid() || points < 0) damaged(what + " cannot be read.");
  if (points == 0) return std::vector<std::string>();  // Keras writes an empty list as no floats
  if (H5Tget_class(type.get()) != H5T_STRING) damaged(what + " is no text.");

  const auto count = static_cast<std::uint64_t>(points);
  if (count > most_texts) damaged(what + " is too long a list.");
  std::vector<std::string> result;
  if (H5Tis_variable_str(type.get()) > 0) {
    std::vector<char*> pointers(count, nullptr);
    if (H5Aread(handle.get(), type.get(), static_cast<void*>(pointers.data())) < 0)
      damaged(what + " cannot be read.");
    for (const char* pointer : pointers) result.emplace_back(pointer != nullptr ? pointer : "");
    H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, static_cast<void*>(pointers.data()));
    return result;
  }
  const std::uint64_t size = H5Tget_size(type.get());
  if (size > most_text_bytes / count) damaged(what + " is too large.");
  std::vector<char> characters(size * count);
  if (H5Aread(handle.get(), type.get(), characters.data()) < 0) damaged(what + " cannot be read.");
  const H5T_str_t padding = H5Tget_strpad(type.get());
  for (std::uint64_t i = 0; i < count; ++i)
    result.push_back(unpadded(characters.data() + i * size, size, padding));
  return result;
}

std::int64_t Hdf5Reader::open_dataset(const std::string& dataset) const {
  Handle handle(H5Dopen2(file_, dataset.c_str(), H5P_DEFAULT));
  if (!handle.valid()) damaged("its array " + printable(dataset) + " is missing.");
  const Handle type(H5Dget_type(handle.get()));
  if (!type.valid() || H5Tget_class(type.get()) != H5T_FLOAT)
    damaged("its array " + printable(dataset) + " holds no floating-point numbers.");
  const Handle settings(H5Dget_create_plist(handle.get()));
  if (!settings.valid() || H5Pget_layout(settings.get()) == H5D_VIRTUAL ||
      (H5Pget_layout(settings.get()) == H5D_CONTIGUOUS &&
       H5Pget_external_count(settings.get()) != 0)) {
    damaged("its array " + printable(dataset) + " lies in another file.");
  }
  return handle.release();
}

std::vector<std::int64_t> Hdf5Reader::shape(const std::string& dataset) const {
  const Handle handle(open_dataset(dataset));
  const Handle space(H5Dget_space(handle.get()));
  const int dimensions = space.valid() ? H5Sget_simple_extent_ndims(space.get()) : -1;
  if (dimensions < 0 || dimensions > most_dimensions)
    damaged("its array " + printable(dataset) + " has an impossible shape.");
  std::vector<hsize_t> sizes(static_cast<std::size_t>(dimensions));
  H5Sget_simple_extent_dims(space.get(), sizes.data(), nullptr);
  // Keras does not compress; four times leaves room for half precision and for those who do. A file
  // may claim more than it holds, and this much would be allocated.
  std::uint64_t left = bytes_;
  for (const hsize_t size : sizes) {
    if (size == 0 || size > left)
      damaged("its array " + printable(dataset) + " claims more numbers than the file can hold.");
    left /= size;
  }
  return {sizes.begin(), sizes.end()};
}

std::vector<float> Hdf5Reader::values(const std::string& dataset) const {
  std::uint64_t count = 1;
  for (const std::int64_t size : shape(dataset)) count *= static_cast<std::uint64_t>(size);
  const Handle handle(open_dataset(dataset));
  std::vector<float> result(count);
  if (H5Dread(handle.get(), H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, result.data()) < 0)
    damaged("its array " + printable(dataset) + " cannot be read; it may be cut off.");
  return result;
}

Hdf5Writer::Hdf5Writer() {
  prepare_library();
  const Handle access(written(H5Pcreate(H5P_FILE_ACCESS)));
  constexpr std::size_t growth = 1U << 20;
  must(H5Pset_fapl_core(access.get(), growth, 0));
  file_ = written(H5Fcreate("in memory", H5F_ACC_TRUNC, H5P_DEFAULT, access.get()));
}

Hdf5Writer::~Hdf5Writer() { H5Idec_ref(file_); }

void Hdf5Writer::add_group(const std::string& group) {
  if (group == "/") return;
  for (std::size_t end = group.find('/', 1);; end = group.find('/', end + 1)) {
    const std::string part = group.substr(0, end);
    if (H5Lexists(file_, part.c_str(), H5P_DEFAULT) <= 0) {
      const Handle made(
          written(H5Gcreate2(file_, part.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT)));
    }
    if (end == std::string::npos) return;
  }
}

void Hdf5Writer::add_text(const std::string& group, const std::string& attribute,
                          const std::string& text) {
  add_group(group);
  const Handle object(written(H5Gopen2(file_, group.c_str(), H5P_DEFAULT)));
  const Handle type(written(H5Tcopy(H5T_C_S1)));
  must(H5Tset_size(type.get(), std::max<std::size_t>(text.size(), 1)));
  must(H5Tset_strpad(type.get(), H5T_STR_NULLPAD));
  const Handle space(written(H5Screate(H5S_SCALAR)));
  const Handle made(written(H5Acreate2(object.get(), attribute.c_str(), type.get(), space.get(),
                                       H5P_DEFAULT, H5P_DEFAULT)));
  must(H5Awrite(made.get(), type.get(), text.c_str()));
}

void Hdf5Writer::add_texts(const std::string& group, const std::string& attribute,
                           const std::vector<std::string>& texts) {
  add_group(group);
  const Handle object(written(H5Gopen2(file_, group.c_str(), H5P_DEFAULT)));
  std::size_t longest = 1;
  for (const std::string& text : texts) longest = std::max(longest, text.size());
  std::vector<char> characters(longest * texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    std::copy(texts[i].begin(), texts[i].end(),
              characters.begin() + static_cast<std::ptrdiff_t>(i * longest));
  const Handle type(written(H5Tcopy(H5T_C_S1)));
  must(H5Tset_size(type.get(), longest));
  must(H5Tset_strpad(type.get(), H5T_STR_NULLPAD));
  const hsize_t count = texts.size();
  const Handle space(written(H5Screate_simple(1, &count, nullptr)));
  const Handle made(written(H5Acreate2(object.get(), attribute.c_str(), type.get(), space.get(),
                                       H5P_DEFAULT, H5P_DEFAULT)));
  if (count > 0) must(H5Awrite(made.get(), type.get(), characters.data()));
}

void Hdf5Writer::add_values(const std::string& dataset, const std::vector<std::int64_t>& shape,
                            std::span<const float> values) {
  if (const std::size_t slash = dataset.rfind('/'); slash != std::string::npos)
    add_group(dataset.substr(0, slash));
  const std::vector<hsize_t> sizes(shape.begin(), shape.end());
  const Handle space(
      written(H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr)));
  const Handle made(written(H5Dcreate2(file_, dataset.c_str(), H5T_IEEE_F32LE, space.get(),
                                       H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT)));
  must(H5Dwrite(made.get(), H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()));
}

std::vector<std::uint8_t> Hdf5Writer::bytes() const {
  must(H5Fflush(file_, H5F_SCOPE_GLOBAL));
  const ssize_t size = H5Fget_file_image(file_, nullptr, 0);
  if (size < 0) throw Error(ErrorCode::internal, "HDF5 does not say how large the file is.");
  std::vector<std::uint8_t> result(static_cast<std::size_t>(size));
  if (H5Fget_file_image(file_, result.data(), result.size()) != size)
    throw Error(ErrorCode::internal, "HDF5 does not give the file out.");
  return result;
}

}  // namespace lesionlens::keras
