// The options that say where labelled pictures are; the same for every command that reads some.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "evaluation/near_duplicates.h"
#include "files/data_set.h"

namespace lesionlens::cli {

struct DataArguments {
  files::DataOptions options;
  std::vector<std::string> malignant;  // the classes that count as malignant, as named
  std::vector<std::string> renamed;    // OTHER=CLASS
};

// Where the data has no validation part, what is split off its training part instead.
struct ValidationSplit {
  double share = 0.15;  // of the training part
  std::uint64_t seed = 1;
};

// DATA, and the options of a manifest.
void add_data_options(CLI::App& command, DataArguments& arguments);

// What to read, once the command line has been parsed. Throws options_invalid.
files::DataOptions data_options(const DataArguments& arguments);

void add_validation_options(CLI::App& command, ValidationSplit& split);

// Gives `data` a validation part, if it has none, out of its training part. Returns where it is
// from, in words. Throws options_invalid where there is no training part either.
std::string ensure_validation_part(files::DataSet& data, const ValidationSplit& split);

// The malignant ones among `classes`: those named, else the one called "malignant". Throws
// options_invalid where that leaves none, or all.
std::vector<std::string> malignant_among(const std::vector<std::string>& classes,
                                         const DataArguments& arguments);

// Warns, on stderr, of groups that stand in several parts.
void warn_of_leaks(const files::DataSet& data);

// Warns, on stderr, of pictures of one part that look like one of another. Returns them.
std::vector<evaluation::NearDuplicate> warn_of_near_duplicates(
    const std::string& part, const std::vector<evaluation::HashedPicture>& pictures,
    const std::string& other_part, const std::vector<evaluation::HashedPicture>& others);

}  // namespace lesionlens::cli
