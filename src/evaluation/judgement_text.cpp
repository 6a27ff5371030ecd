#include "evaluation/judgement_text.h"

#include <algorithm>
#include <cmath>

#include "evaluation/wording.h"

namespace lesionlens::evaluation {
namespace {

std::string left(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

std::string right(const std::string& text, std::size_t width) {
  return text.size() >= width ? text : std::string(width - text.size(), ' ') + text;
}

// Columns as wide as their widest field; the first to the left, the others to the right.
std::string aligned(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += i == 0 ? left(row[i], widths[i]) : "  " + right(row[i], widths[i]);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string what_was_judged(const PredictionTable& t, const BinaryJudgement& b) {
  const Counts& c = b.counts;
  std::string text =
      t.weights_name + " " + t.weights_version + " on " + t.data + ", part " + t.part + ": " +
      counted(c.benign, "benign picture") + " of " + counted(c.benign_lesions, "lesion") + ", " +
      counted(c.malignant, "malignant picture") + " of " + counted(c.malignant_lesions, "lesion");
  if (t.skipped > 0) text += ", " + std::to_string(t.skipped) + " skipped";
  if (t.views > 1) text += "; " + std::to_string(t.views) + " views of each averaged";
  text += "\nMalignant is called from a probability of " + fixed(t.threshold, 4) + " on";
  return text + (t.threshold_note.empty() ? "" : " (" + t.threshold_note + ")") + ".\n\n";
}

std::string figure_lines(const BinaryJudgement& binary, const BootstrapOptions& bootstrap) {
  std::string text;
  if (bootstrap.replicates > 0) {
    text += left("", 32) + "        95 % interval (" + std::to_string(bootstrap.replicates) +
            " resamples of the lesions)\n";
  }
  for (std::size_t i = 0; i < binary.figures.size(); ++i) {
    const FigureName& name = binary_figure_names()[i];
    const Figure& figure = binary.figures[i];
    text += left(name.label, 32) + right(fixed(figure.value, 4), 6) + "  " +
            left(interval_text(figure.interval, 4), 16) + "  " + name.meaning + "\n";
  }
  return text + "\n";
}

std::string two_by_two(const Confusion& c) {
  return aligned(
             {{"", "predicted benign", "predicted malignant"},
              {"true benign", std::to_string(c.true_negatives), std::to_string(c.false_positives)},
              {"true malignant", std::to_string(c.false_negatives),
               std::to_string(c.true_positives)}}) +
         "\n";
}

std::string abstention_lines(const PredictionTable& t, const Abstention& a, const Counts& all) {
  const auto share = [](std::size_t part, std::size_t whole) {
    return fixed(100 * static_cast<double>(part) / static_cast<double>(whole), 1) + " %";
  };
  return "Between " + fixed(t.abstain_from, 4) + " and " + fixed(t.abstain_to, 4) +
         " the answer is \"not sure\": for " +
         share(a.unsure_benign + a.unsure_malignant, all.benign + all.malignant) +
         " of the pictures (" + share(a.unsure_benign, all.benign) + " of the benign, " +
         share(a.unsure_malignant, all.malignant) +
         " of the malignant). Of the others: sensitivity " + fixed(sensitivity(a.answered), 4) +
         ", specificity " + fixed(specificity(a.answered), 4) + ".\n\n";
}

std::string true_class_lines(const std::vector<TrueClass>& classes) {
  std::vector<std::vector<std::string>> rows = {
      {"true class", "", "pictures", "called malignant", ""}};
  for (const TrueClass& one : classes) {
    rows.push_back({one.name, one.malignant ? "malignant" : "benign", std::to_string(one.pictures),
                    fixed(one.called_malignant.value),
                    interval_text(one.called_malignant.interval)});
  }
  return aligned(rows) + "\n";
}

std::string confusion_lines(const ClassesJudgement& c) {
  std::vector<std::vector<std::string>> rows = {{"true \\ named"}};
  for (const std::string& name : c.names) rows[0].push_back(name);
  for (std::size_t truth = 0; truth < c.names.size(); ++truth) {
    rows.push_back({c.names[truth]});
    for (std::size_t named = 0; named < c.names.size(); ++named)
      rows.back().push_back(std::to_string(c.confusion.at(truth, named)));
  }
  return aligned(rows) + "\n";
}

std::string class_lines(const ClassesJudgement& c) {
  std::string text = "The class named, " + std::to_string(c.names.size()) + " classes";
  if (c.unknown > 0) {
    text += " (" + counted(c.unknown, "picture") +
            " of classes that the network does not know are left out here)";
  }
  text += "\n";
  for (const auto& [name, figure] : shared_figures(c)) {
    text += left(name, 32) + right(fixed(figure->value, 4), 6) + "  " +
            interval_text(figure->interval, 4) + "\n";
  }
  std::vector<std::vector<std::string>> rows = {
      {"against all others", "AUC", "", "sensitivity", "", "specificity", ""}};
  for (std::size_t i = 0; i < c.names.size(); ++i) {
    const ClassJudgement& one = c.classes[i];
    rows.push_back({c.names[i]});
    for (const Figure* figure : {&one.auc, &one.sensitivity, &one.specificity}) {
      rows.back().push_back(fixed(figure->value));
      rows.back().push_back(interval_text(figure->interval));
    }
  }
  return text + "\n" + text_of(c.report, c.names) + "\n" + aligned(rows) + "\n" +
         confusion_lines(c);
}

std::string slice_lines(const std::vector<Slice>& slices) {
  std::string text;
  bool any_small = false;
  for (std::size_t first = 0; first < slices.size();) {
    const std::string& column = slices[first].column;
    std::vector<std::vector<std::string>> rows = {{"by " + column, "", "benign", "malignant", "AUC",
                                                   "", "sensitivity", "", "specificity", ""}};
    std::size_t next = first;
    for (; next < slices.size() && slices[next].column == column; ++next) {
      const Slice& slice = slices[next];
      const Counts& c = slice.judgement.counts;
      rows.push_back({"  " + slice.value, slice.small ? "small" : "", std::to_string(c.benign),
                      std::to_string(c.malignant)});
      for (const char* key : {"auc", "sensitivity", "specificity"}) {
        const Figure& figure = slice.judgement.figure(key);
        rows.back().push_back(fixed(figure.value));
        rows.back().push_back(interval_text(figure.interval));
      }
      any_small = any_small || slice.small;
    }
    text += aligned(rows) + "\n";
    first = next;
  }
  if (any_small) {
    text += "small: fewer than " + std::to_string(small_slice) +
            " lesions of a class; conclude nothing from it.\n\n";
  }
  return text;
}

}  // namespace

std::string judgement_text(const PredictionTable& table, const Judgement& j,
                           const BootstrapOptions& bootstrap) {
  std::string text =
      what_was_judged(table, j.binary) + figure_lines(j.binary, bootstrap) +
      two_by_two(j.binary.confusion) +
      text_of(classification_report(matrix_of(j.binary.confusion)), {"benign", "malignant"}) + "\n";
  if (j.abstention) text += abstention_lines(table, *j.abstention, j.binary.counts);
  if (!j.true_classes.empty()) text += true_class_lines(j.true_classes);
  if (j.classes) text += class_lines(*j.classes);
  text += slice_lines(j.slices);
  return text + "A decision aid, not a diagnosis.\n";
}

}  // namespace lesionlens::evaluation
