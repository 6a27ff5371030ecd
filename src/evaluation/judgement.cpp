#include "evaluation/judgement.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "evaluation/judgement_parts.h"
#include "evaluation/slices.h"

namespace lesionlens::evaluation {
namespace {

bool too_small(const Counts& counts) {
  // A class that is not there at all has no figure that could mislead.
  const auto few = [](std::size_t lesions) { return lesions > 0 && lesions < small_slice; };
  return few(counts.benign_lesions) || few(counts.malignant_lesions);
}

template <class T>
std::vector<T> chosen(const std::vector<T>& all, const std::vector<std::size_t>& rows) {
  std::vector<T> some;
  some.reserve(rows.size());
  for (const std::size_t row : rows) some.push_back(all[row]);
  return some;
}

std::vector<TrueClass> judge_true_classes(const PredictionTable& table,
                                          const std::vector<std::string>& groups,
                                          const BootstrapOptions& options) {
  std::map<std::string, std::vector<std::size_t>> rows_of;
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    rows_of[table.rows[i].true_class].push_back(i);
  std::vector<TrueClass> result;
  if (rows_of.size() <= 2) return result;
  for (const auto& [name, rows] : rows_of) {
    const auto share = [&](Multiplicities times) {
      double called = 0;
      double count = 0;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const double weight = times.empty() ? 1 : times[i];
        called += table.rows[rows[i]].probability_malignant >= table.threshold ? weight : 0;
        count += weight;
      }
      return std::vector<double>{called / count};
    };
    const Figure figure =
        figure_from(share({})[0], bootstrap_intervals(chosen(groups, rows), options, share)[0]);
    result.push_back({name, table.rows[rows[0]].malignant, rows.size(), figure});
  }
  // The malignant first, each kind by name.
  std::stable_sort(result.begin(), result.end(), [](const TrueClass& a, const TrueClass& b) {
    return a.malignant && !b.malignant;
  });
  return result;
}

std::optional<Abstention> judge_abstention(const PredictionTable& table) {
  if (!(table.abstain_from < table.abstain_to)) return std::nullopt;
  Abstention result;
  std::vector<Prediction> answered;
  for (const PredictionRow& row : table.rows) {
    if (row.probability_malignant >= table.abstain_from &&
        row.probability_malignant < table.abstain_to) {
      (row.malignant ? result.unsure_malignant : result.unsure_benign) += 1;
    } else {
      answered.push_back({row.probability_malignant, row.malignant});
    }
  }
  result.answered = confusion_at(answered, table.threshold);
  return result;
}

std::vector<Slice> judge_slices(const PredictionTable& table,
                                const std::vector<Prediction>& predictions,
                                const std::vector<std::string>& groups,
                                const JudgementOptions& options) {
  std::vector<Slice> slices;
  for (const std::string& column : options.slices) {
    for (const SliceRows& part : slice_rows(table, column)) {
      Slice slice{column, part.value,
                  judge_binary(chosen(predictions, part.rows), chosen(groups, part.rows),
                               table.threshold, options.bootstrap),
                  false};
      slice.small = too_small(slice.judgement.counts);
      slices.push_back(std::move(slice));
    }
  }
  return slices;
}

// Rows of this truth that are called the other, the surest of its mistake first.
std::vector<std::size_t> worst(const PredictionTable& table, bool malignant) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const bool called = table.rows[i].probability_malignant >= table.threshold;
    if (table.rows[i].malignant == malignant && called != malignant) rows.push_back(i);
  }
  std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
    const double first = table.rows[a].probability_malignant;
    const double second = table.rows[b].probability_malignant;
    return malignant ? first < second : first > second;
  });
  return rows;
}

}  // namespace

Figure figure_from(double value, const Interval& interval) {
  if (interval.low < interval.high) return {value, interval};
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  return {value, {none, none}};
}

Judgement judge(const PredictionTable& table, const JudgementOptions& options) {
  const std::vector<Prediction> predictions = predictions_of(table);
  const std::vector<std::string> groups = groups_of(table);
  Judgement judgement;
  std::tie(judgement.binary, judgement.curves) =
      judge_with_curves(predictions, groups, table.threshold, options.bootstrap);
  judgement.true_classes = judge_true_classes(table, groups, options.bootstrap);
  judgement.classes = judge_classes(table, options.bootstrap);
  judgement.abstention = judge_abstention(table);
  judgement.slices = judge_slices(table, predictions, groups, options);
  judgement.missed = worst(table, true);
  judgement.alarms = worst(table, false);
  return judgement;
}

std::vector<std::string> usual_slices(const PredictionTable& table) {
  static const std::set<std::string> usual = {"source",
                                              "site",
                                              "centre",
                                              "center",
                                              "hospital",
                                              "device",
                                              "age",
                                              "age_approx",
                                              "sex",
                                              "gender",
                                              "fitzpatrick",
                                              "fitspatrick",
                                              "skin_type",
                                              "skin_tone",
                                              "localization",
                                              "location",
                                              "region",
                                              "anatom_site",
                                              "anatom_site_general"};
  constexpr std::size_t most = 20;
  std::vector<std::string> found;
  for (std::size_t i = 0; i < table.column_names.size(); ++i) {
    if (!usual.contains(lower_case(table.column_names[i]))) continue;
    std::set<std::string> values;
    for (const PredictionRow& row : table.rows) values.insert(row.columns[i]);
    const bool banded = is_age_column(table.column_names[i]);
    if (values.size() >= 2 && (banded || values.size() <= most))
      found.push_back(table.column_names[i]);
  }
  return found;
}

}  // namespace lesionlens::evaluation
