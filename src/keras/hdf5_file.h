// HDF5 files as Keras uses them: groups with lists of names as attributes, and arrays of floats.
//
// HDF5's own parser meets the file; what it reports is checked here before anything is allocated.
// Nothing outside the file is ever read: external links, external storage, virtual datasets and
// plug-ins are off or refused. HDF5 prints nothing. One thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lesionlens::keras {

// A file open for reading. Paths are HDF5's: "model_weights/conv2d". All of it throws
// weights_damaged with a sentence that names the place.
class Hdf5Reader {
 public:
  // Throws file_unreadable where there is no such file, weights_damaged where it is not HDF5.
  explicit Hdf5Reader(const std::filesystem::path& path);
  ~Hdf5Reader();
  Hdf5Reader(const Hdf5Reader&) = delete;
  Hdf5Reader& operator=(const Hdf5Reader&) = delete;

  bool exists(const std::string& path) const;

  // The texts of an attribute of the group (one, or a list of them); nothing where the group has no
  // such attribute. "/" is the root.
  std::optional<std::vector<std::string>> texts(const std::string& group,
                                                const std::string& attribute) const;

  // The shape of an array of floats.
  std::vector<std::int64_t> shape(const std::string& dataset) const;

  // Its values, row-major, as float32.
  std::vector<float> values(const std::string& dataset) const;

 private:
  std::int64_t open_dataset(const std::string& dataset) const;

  std::int64_t file_ = -1;  // an hid_t
  std::uint64_t bytes_ = 0;
};

// A file that grows in memory. Throws internal where HDF5 refuses.
class Hdf5Writer {
 public:
  Hdf5Writer();
  ~Hdf5Writer();
  Hdf5Writer(const Hdf5Writer&) = delete;
  Hdf5Writer& operator=(const Hdf5Writer&) = delete;

  // Groups on the way to it are made as needed.
  void add_group(const std::string& group);
  void add_text(const std::string& group, const std::string& attribute, const std::string& text);
  void add_texts(const std::string& group, const std::string& attribute,
                 const std::vector<std::string>& texts);
  void add_values(const std::string& dataset, const std::vector<std::int64_t>& shape,
                  std::span<const float> values);

  std::vector<std::uint8_t> bytes() const;

 private:
  std::int64_t file_ = -1;
};

}  // namespace lesionlens::keras
