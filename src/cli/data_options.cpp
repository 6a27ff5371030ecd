#include "cli/data_options.h"

#include <algorithm>
#include <cstdio>

#include "base/error.h"
#include "base/text.h"

namespace lesionlens::cli {
void add_data_options(CLI::App& command, DataArguments& a) {
  const std::string group = "Data";
  command
      .add_option("DATA", a.options.source,
                  "Folder DATA/PART/CLASS/PICTURE, or a CSV manifest with a row a picture")
      ->required();
  command
      .add_option("--classes", a.options.classes,
                  "The classes in the order of the outputs, e.g. benign,malignant; default: those "
                  "found, by name")
      ->delimiter(',')
      ->group(group);
  command
      .add_option("--malignant", a.malignant,
                  "The classes that count as malignant, e.g. akiec,bcc,mel; default: malignant")
      ->delimiter(',')
      ->group(group);
  command
      .add_option("--map", a.renamed, "Read class OTHER as CLASS: OTHER=CLASS, as often as needed")
      ->delimiter(',')
      ->group(group);
  command.add_option("--leave-out", a.options.left_out, "Pass over the pictures of these classes")
      ->delimiter(',')
      ->group(group);
  command
      .add_option("--file-column", a.options.file_column,
                  "Manifest's column of paths, relative to the manifest's folder")
      ->capture_default_str()
      ->group(group);
  command
      .add_option("--split-column", a.options.split_column,
                  "Manifest's column that says train, validation or test; other rows are passed "
                  "over")
      ->capture_default_str()
      ->group(group);
  command.add_option("--label-column", a.options.label_column, "Manifest's column of classes")
      ->capture_default_str()
      ->group(group);
  command
      .add_option(
          "--group-column", a.options.group_column,
          "Manifest's column of lesions (or patients), which are never torn apart; default: "
          "each picture is a lesion")
      ->group(group);
}

files::DataOptions data_options(const DataArguments& a) {
  files::DataOptions options = a.options;
  for (const std::string& pair : a.renamed) {
    const std::size_t sign = pair.find('=');
    if (sign == std::string::npos || sign == 0 || sign + 1 == pair.size()) {
      throw Error(ErrorCode::options_invalid,
                  "--map takes OTHER=CLASS, e.g. --map scc=akiec; it was given '" + pair + "'.");
    }
    options.renamed[pair.substr(0, sign)] = pair.substr(sign + 1);
  }
  return options;
}

void add_validation_options(CLI::App& command, ValidationSplit& split) {
  command
      .add_option("--validation-share", split.share,
                  "Share of the training part that is split off where there is no validation part")
      ->check(CLI::Range(0.01, 0.5))
      ->capture_default_str();
  command
      .add_option("--validation-seed", split.seed,
                  "Of that split; the same for runs that go on from one another's weights")
      ->capture_default_str();
}

std::string ensure_validation_part(files::DataSet& data, const ValidationSplit& split) {
  // A part that somebody has set apart is better than one that is drawn.
  if (data.parts.contains("validation")) return "the part validation";
  (void)data.part("train");  // throws where there is none
  data.parts["validation"] = files::split_off(data.parts["train"], split.share, split.seed);
  return data.has_groups ? "split off the training part by lesion"
                         : "split off the training part by picture";
}

std::vector<std::string> malignant_among(const std::vector<std::string>& classes,
                                         const DataArguments& a) {
  std::vector<std::string> malignant = a.malignant;
  if (malignant.empty()) malignant = {"malignant"};
  for (const std::string& name : malignant) {
    if (std::find(classes.begin(), classes.end(), name) == classes.end()) {
      throw Error(ErrorCode::options_invalid, "The class '" + name + "' is none of " +
                                                  listed(classes) +
                                                  "; say which are malignant with --malignant "
                                                  "CLASS,CLASS.");
    }
  }
  if (malignant.size() >= classes.size())
    throw Error(ErrorCode::options_invalid, "All classes are malignant; one must not be.");
  return malignant;
}

void warn_of_leaks(const files::DataSet& data) {
  const std::vector<std::string> leaks = files::groups_in_several_parts(data);
  if (leaks.empty()) return;
  std::fprintf(stderr,
               "warning: %zu %s in several of train, validation and test, e.g. '%s': the figures "
               "will flatter.\n",
               leaks.size(), leaks.size() == 1 ? "group stands" : "groups stand", leaks[0].c_str());
}

std::vector<evaluation::NearDuplicate> warn_of_near_duplicates(
    const std::string& part, const std::vector<evaluation::HashedPicture>& pictures,
    const std::string& other_part, const std::vector<evaluation::HashedPicture>& others) {
  std::vector<evaluation::NearDuplicate> found = evaluation::near_duplicates(pictures, others);
  if (found.empty()) return found;
  std::fprintf(stderr,
               "warning: %zu of %zu pictures of %s look like one of %s, e.g. '%s' like '%s': if "
               "they show the same lesion, the figures will flatter.\n",
               found.size(), pictures.size(), part.c_str(), other_part.c_str(),
               found[0].file.c_str(), found[0].other.c_str());
  return found;
}

}  // namespace lesionlens::cli
