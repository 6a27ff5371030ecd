// lesionlens quality: how good photos are, and how many good and spoilt ones the quality gate
// refuses.

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/parallel.h"
#include "cli/commands.h"
#include "cli/data_options.h"
#include "cli/progress_bar.h"
#include "evaluation/corruptions.h"
#include "files/csv.h"
#include "files/file.h"
#include "image/decode.h"
#include "image/quality.h"

namespace lesionlens::cli {
namespace {

using image::Quality;

struct QualityArguments {
  DataArguments data;
  std::string part = "train";
  int every = 1;
  bool corrupt = false;
};

struct Row {
  std::string file;
  std::vector<Quality> measured;  // one, or one for each corruption; empty: unreadable
};

Row measure(const files::LabelledFile& file, bool corrupt) {
  Row row{file.path.string(), {}};
  try {
    const image::Image photo = image::decode(files::read_file(file.path));
    const image::Region seen = image::region_of(photo, image::Crop::centre_square);
    if (!corrupt) {
      row.measured = {image::assess(photo, seen)};
      return row;
    }
    const image::Image square = image::resize(photo, seen, seen.width, seen.height);
    for (const evaluation::Corruption& corruption : evaluation::corruptions()) {
      const image::Image spoilt = corruption.apply(square);
      row.measured.push_back(image::assess(spoilt, {0, 0, spoilt.width, spoilt.height}));
    }
  } catch (const Error& error) {
    std::fprintf(stderr, "skipped '%s': %s\n", row.file.c_str(), error.what());
  }
  return row;
}

std::vector<Row> measure_all(const QualityArguments& a) {
  const std::vector<files::LabelledFile> all = files::read_data(data_options(a.data)).part(a.part);
  std::vector<files::LabelledFile> files;
  for (std::size_t i = 0; i < all.size(); i += static_cast<std::size_t>(a.every))
    files.push_back(all[i]);
  std::vector<Row> rows(files.size());
  ProgressBar bar("measuring");
  std::mutex telling;
  std::size_t done = 0;
  in_parallel(files.size(), processor_cores(), [&](std::size_t i) {
    rows[i] = measure(files[i], a.corrupt);
    const std::scoped_lock lock(telling);
    bar.show(++done, files.size());
  });
  bar.clear();
  std::erase_if(rows, [](const Row& row) { return row.measured.empty(); });
  if (rows.empty()) {
    throw Error(ErrorCode::options_invalid, "No picture of part '" + a.part + "' could be read.");
  }
  return rows;
}

void print_measures(const std::vector<Row>& rows) {
  std::printf(
      "file,side,brightness,contrast,dark_share,bright_share,sharpness,lesion_share,lesion_offset,"
      "lesion_cut,findings\n");
  for (const Row& row : rows) {
    const Quality& q = row.measured.front();
    const image::LesionOutline lesion = q.lesion.value_or(image::LesionOutline{});
    std::string findings;
    for (const image::QualityFinding finding : q.findings)
      findings += (findings.empty() ? "" : " ") + std::string(image::name_of(finding));
    std::printf("%s,%d,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%s\n",
                files::csv_field(row.file).c_str(), q.side, q.brightness, q.contrast, q.dark_share,
                q.bright_share, q.sharpness, lesion.share, lesion.offset, lesion.cut,
                findings.c_str());
  }
}

// A row a corruption, in Markdown: how many are refused in all, and for what.
void print_rates(const std::vector<Row>& rows) {
  std::printf("| %zu pictures | refused |", rows.size());
  for (const image::QualityFinding finding : image::all_findings)
    std::printf(" %s |", std::string(image::name_of(finding)).c_str());
  std::printf("\n|---|---|---|---|---|---|---|\n");
  for (std::size_t c = 0; c < evaluation::corruptions().size(); ++c) {
    std::size_t refused = 0;
    std::map<image::QualityFinding, std::size_t> counts;
    for (const Row& row : rows) {
      refused += row.measured[c].findings.empty() ? 0 : 1;
      for (const image::QualityFinding finding : row.measured[c].findings) ++counts[finding];
    }
    const auto percent = [&](std::size_t count) {
      return 100 * static_cast<double>(count) / static_cast<double>(rows.size());
    };
    std::printf("| %s | %.1f %% |", evaluation::corruptions()[c].name.c_str(), percent(refused));
    for (const image::QualityFinding finding : image::all_findings)
      std::printf(" %.1f %% |", percent(counts[finding]));
    std::printf("\n");
  }
}

}  // namespace

void add_quality(CLI::App& app, int& exit_code) {
  auto a = std::make_shared<QualityArguments>();
  CLI::App* command =
      app.add_subcommand("quality", "Measure how good photos are, as the quality gate does");
  command->footer(
      "A line a picture (CSV). With --corrupt, a table instead: the share refused of the pictures "
      "as they are and\nspoilt on purpose, in all and by finding.");
  add_data_options(*command, a->data);
  command->add_option("--part", a->part, "Which part to measure")
      ->check(CLI::IsMember({"test", "validation", "train"}))
      ->capture_default_str();
  command->add_option("--every", a->every, "Only every so-many-th picture")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  command->add_flag("--corrupt", a->corrupt, "Spoil the pictures in many ways, and tabulate");
  command->callback([a, &exit_code] {
    const std::vector<Row> rows = measure_all(*a);
    if (a->corrupt) {
      print_rates(rows);
    } else {
      print_measures(rows);
    }
    exit_code = ExitCode::success;
  });
}

}  // namespace lesionlens::cli
