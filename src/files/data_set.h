// Labelled pictures in parts (train, validation, test), from either of two forms:
// - a folder, DIR/<part>/<class>/<picture>;
// - a CSV manifest with a row a picture, whose columns name the file, the part, the class and,
//   where it is known, the group: the lesion or patient, whose pictures must not be torn apart.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace lesionlens::files {

struct LabelledFile {
  std::filesystem::path path;
  int label = 0;           // index into the classes
  std::string group = {};  // of one lesion or patient; the path where nothing is known
  std::vector<std::string> columns = {};  // of the manifest, in the order of DataSet::column_names
};

struct DataSet {
  std::vector<std::string> classes;
  std::vector<std::string> column_names;  // all of the manifest's; none for a folder
  bool has_groups = false;                // whether groups were named, not made from paths
  std::map<std::string, std::vector<LabelledFile>> parts;

  // The files of a part; throws options_invalid where it has none.
  const std::vector<LabelledFile>& part(const std::string& name) const;
};

struct DataOptions {
  std::filesystem::path source = {};  // a folder, or a manifest named *.csv
  std::vector<std::string> classes =
      {};  // in the order of the network's outputs; empty: those that
           // the training part has (all parts if there is none), sorted
  std::map<std::string, std::string> renamed = {};  // class names in the data -> names in `classes`
  std::vector<std::string> left_out = {};           // pictures of these classes are passed over
  // Of a manifest:
  std::string file_column = "file";    // paths are relative to the manifest's folder
  std::string split_column = "split";  // train, validation or test; other rows are passed over
  std::string label_column = "label";
  std::string group_column = {};  // empty: each picture is its own group
};

// Throws file_unreadable, or options_invalid with the line or folder that does not fit. Whether the
// pictures can be read is not looked at.
DataSet read_data(const DataOptions& options);

// Groups that stand in more than one part: leaks.
std::vector<std::string> groups_in_several_parts(const DataSet& data);

// Takes about `share` of each class out of `files`, whole groups only, and returns them. Whether a
// group goes depends on `seed` and the groups of its class, not on the order of the files.
std::vector<LabelledFile> split_off(std::vector<LabelledFile>& files, double share,
                                    std::uint64_t seed);

}  // namespace lesionlens::files
