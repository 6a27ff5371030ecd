#include "files/data_set.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/shuffle.h"
#include "base/text.h"
#include "files/csv.h"
#include "files/file.h"

namespace lesionlens::files {
namespace {

namespace fs = std::filesystem;

constexpr const char* part_names[] = {"train", "validation", "test"};

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// ---- both forms first become rows with a class name ----

struct Row {
  LabelledFile file;
  std::string part;
  std::string class_name;
  std::string place;  // for sentences
};

[[noreturn]] void unreadable(const fs::path& folder, const std::error_code& why) {
  throw Error(ErrorCode::file_unreadable,
              "The folder '" + folder.string() + "' cannot be read: " + why.message() + ".");
}

bool is_picture(const fs::path& path) {
  const std::string extension = lower_case(path.extension().string());
  const bool hidden = path.filename().string().starts_with('.');
  return !hidden && (extension == ".jpg" || extension == ".jpeg" || extension == ".png");
}

std::vector<fs::path> pictures_below(const fs::path& folder) {
  std::vector<fs::path> found;
  try {
    for (const auto& entry : fs::recursive_directory_iterator(
             folder, fs::directory_options::follow_directory_symlink)) {
      if (is_picture(entry.path()) && !entry.is_directory()) found.push_back(entry.path());
    }
  } catch (const fs::filesystem_error& error) {
    unreadable(folder, error.code());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<fs::path> folders_in(const fs::path& folder) {
  std::vector<fs::path> found;
  try {
    for (const auto& entry : fs::directory_iterator(folder)) {
      const bool hidden = entry.path().filename().string().starts_with('.');
      if (entry.is_directory() && !hidden) found.push_back(entry.path());
    }
  } catch (const fs::filesystem_error& error) {
    unreadable(folder, error.code());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<Row> rows_of_folder(const fs::path& directory) {
  std::vector<Row> rows;
  bool any_part = false;
  for (const std::string part : part_names) {
    std::error_code ignored;
    if (!fs::is_directory(directory / part, ignored)) continue;
    any_part = true;
    for (const fs::path& folder : folders_in(directory / part)) {
      const std::vector<fs::path> pictures = pictures_below(folder);
      if (pictures.empty()) {
        throw Error(ErrorCode::options_invalid,
                    "The folder '" + folder.string() + "' holds no .jpg, .jpeg or .png picture.");
      }
      for (const fs::path& picture : pictures) {
        rows.push_back({{picture, 0, picture.string(), {}},
                        part,
                        folder.filename().string(),
                        "the folder '" + folder.string() + "'"});
      }
    }
  }
  if (!any_part) {
    throw Error(ErrorCode::file_unreadable,
                "'" + directory.string() +
                    "' has none of the folders train/, validation/ and test/; a data folder holds "
                    "train/CLASS/ and test/CLASS/, e.g. train/benign/ and train/malignant/.");
  }
  return rows;
}

std::size_t column_of(const std::vector<std::string>& names, const std::string& name,
                      const char* option, const fs::path& manifest) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    throw Error(ErrorCode::options_invalid, "'" + manifest.string() + "' has no column '" + name +
                                                "'; it has " + listed(names) + ". Name it with " +
                                                option + ".");
  }
  return static_cast<std::size_t>(found - names.begin());
}

std::vector<Row> rows_of_manifest(const DataOptions& options, DataSet& data) {
  const std::vector<std::uint8_t> bytes = read_file(options.source);
  std::vector<std::vector<std::string>> table;
  try {
    table = parse_csv({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  } catch (const Error& error) {
    throw Error(error.code(), "'" + options.source.string() + "': " + error.what());
  }
  if (table.empty())
    throw Error(ErrorCode::options_invalid, "'" + options.source.string() + "' is empty.");
  data.column_names = table[0];
  const auto column = [&](const std::string& name, const char* option) {
    return column_of(data.column_names, name, option, options.source);
  };
  const std::size_t file = column(options.file_column, "--file-column");
  const std::size_t split = column(options.split_column, "--split-column");
  const std::size_t label = column(options.label_column, "--label-column");
  data.has_groups = !options.group_column.empty();
  const std::size_t group = data.has_groups ? column(options.group_column, "--group-column") : file;
  std::vector<Row> rows;
  for (std::size_t line = 1; line < table.size(); ++line) {
    std::vector<std::string>& fields = table[line];
    const std::string part = fields[split] == "val" ? "validation" : fields[split];
    if (std::find(std::begin(part_names), std::end(part_names), part) == std::end(part_names))
      continue;
    const fs::path path = options.source.parent_path() / fields[file];
    const std::string lesion = fields[group].empty() ? path.string() : fields[group];
    const std::string class_name = fields[label];
    rows.push_back({{path, 0, lesion, std::move(fields)},
                    part,
                    class_name,
                    "row " + std::to_string(line + 1) + " of '" + options.source.string() + "'"});
  }
  return rows;
}

// ---- and then get their label ----

std::vector<std::string> classes_found(const std::vector<Row>& rows) {
  std::set<std::string> of_training;
  std::set<std::string> of_all;
  for (const Row& row : rows) {
    of_all.insert(row.class_name);
    if (row.part == "train") of_training.insert(row.class_name);
  }
  const std::set<std::string>& found = of_training.empty() ? of_all : of_training;
  return {found.begin(), found.end()};
}

}  // namespace

const std::vector<LabelledFile>& DataSet::part(const std::string& name) const {
  const auto found = parts.find(name);
  if (found == parts.end()) {
    std::vector<std::string> names;
    for (const auto& [other, files] : parts) names.push_back(other);
    throw Error(ErrorCode::options_invalid,
                "The data has no part '" + name + "'; it has " + listed(names) + ".");
  }
  return found->second;
}

DataSet read_data(const DataOptions& options) {
  DataSet data;
  std::error_code ignored;
  if (!fs::exists(options.source, ignored)) {
    throw Error(ErrorCode::file_unreadable,
                "The data folder or manifest '" + options.source.string() + "' does not exist.");
  }
  std::vector<Row> rows = lower_case(options.source.extension().string()) == ".csv" &&
                                  !fs::is_directory(options.source, ignored)
                              ? rows_of_manifest(options, data)
                              : rows_of_folder(options.source);
  std::erase_if(rows, [&](const Row& row) { return contains(options.left_out, row.class_name); });
  for (Row& row : rows) {
    const auto other = options.renamed.find(row.class_name);
    if (other != options.renamed.end()) row.class_name = other->second;
  }
  data.classes = options.classes.empty() ? classes_found(rows) : options.classes;
  for (Row& row : rows) {
    const auto found = std::find(data.classes.begin(), data.classes.end(), row.class_name);
    if (found == data.classes.end()) {
      throw Error(ErrorCode::options_invalid,
                  "The class '" + row.class_name + "' of " + row.place + " is none of " +
                      listed(data.classes) + "; rename it with --map " + row.class_name +
                      "=CLASS or pass it over with --leave-out " + row.class_name + ".");
    }
    row.file.label = static_cast<int>(found - data.classes.begin());
    data.parts[row.part].push_back(std::move(row.file));
  }
  if (rows.empty()) {
    throw Error(ErrorCode::options_invalid,
                "'" + options.source.string() + "' has no picture of train, validation or test.");
  }
  return data;
}

std::vector<std::string> groups_in_several_parts(const DataSet& data) {
  std::map<std::string, std::set<std::string>> parts_of;
  for (const auto& [name, files] : data.parts) {
    for (const LabelledFile& file : files) parts_of[file.group].insert(name);
  }
  std::vector<std::string> leaks;
  for (const auto& [group, parts] : parts_of) {
    if (parts.size() > 1) leaks.push_back(group);
  }
  return leaks;
}

std::vector<LabelledFile> split_off(std::vector<LabelledFile>& files, double share,
                                    std::uint64_t seed) {
  std::map<std::string, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < files.size(); ++i) members[files[i].group].push_back(i);
  // A group counts for the class of its first picture; in nearly all data that is the class of all.
  std::map<int, std::vector<std::string>> groups_of;
  std::map<int, std::size_t> pictures_of;
  for (const auto& [group, indices] : members) {
    groups_of[files[indices[0]].label].push_back(group);
    pictures_of[files[indices[0]].label] += indices.size();
  }
  std::vector<bool> taken(files.size());
  for (auto& [label, groups] : groups_of) {
    shuffle(groups, seed + static_cast<std::uint64_t>(label));
    const auto wanted =
        static_cast<std::size_t>(std::lround(share * static_cast<double>(pictures_of[label])));
    std::size_t count = 0;
    for (const std::string& group : groups) {
      if (count + members[group].size() > wanted) continue;
      for (const std::size_t i : members[group]) taken[i] = true;
      count += members[group].size();
    }
  }
  std::vector<LabelledFile> split;
  std::vector<LabelledFile> rest;
  for (std::size_t i = 0; i < files.size(); ++i)
    (taken[i] ? split : rest).push_back(std::move(files[i]));
  files = std::move(rest);
  return split;
}

}  // namespace lesionlens::files
