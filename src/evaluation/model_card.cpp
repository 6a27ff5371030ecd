#include "evaluation/model_card.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "base/text.h"
#include "evaluation/wording.h"

namespace lesionlens::evaluation {
namespace {

std::string row_of(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const std::string& cell : cells) {
    text += " ";
    for (const char c : cell) text += c == '|' ? std::string("\\|") : std::string(1, c);
    text += " |";
  }
  return text + "\n";
}

std::string head_of(const std::vector<std::string>& titles) {
  std::string text = row_of(titles) + "|";
  for (std::size_t i = 0; i < titles.size(); ++i) text += "---|";
  return text + "\n";
}

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f %%", 100 * share);
  return text;
}

std::string what_it_is(const CardSubject& s) {
  const network::Metadata& m = s.metadata;
  const image::Preprocessing& input = m.preprocessing;
  char size[160];
  std::snprintf(size, sizeof size, "%.1f million parameters in %.1f MB",
                static_cast<double>(network::learnt_numbers(s.architecture)) / 1e6,
                static_cast<double>(s.bytes) / 1e6);
  std::string text =
      "## What it is\n\n`" + m.architecture + "`, " + size + ". It sees " +
      (input.crop == image::Crop::centre_square ? std::string("the middle square of a photo")
                                                : std::string("the whole photo, made square")) +
      " at " + std::to_string(input.width) + " x " + std::to_string(input.height) +
      " pixels and gives a probability for each of: " + listed(m.classes) +
      ". Malignant are: " + listed(m.malignant_classes) + ".\n\n";
  text += "- **Malignant** is said from a probability of " +
          percent(static_cast<double>(m.threshold)) + " on" +
          (m.threshold_note.empty() ? "" : ": " + m.threshold_note) + ".\n";
  if (m.abstain_from != m.abstain_to) {
    text += "- **Not sure** is said from " + percent(static_cast<double>(m.abstain_from)) +
            " to below " + percent(static_cast<double>(m.abstain_to)) + ".\n";
  }
  if (!m.temperature_note.empty())
    text += "- **Temperature** " + fixed(static_cast<double>(m.temperature), 3) + ": " +
            m.temperature_note + ".\n";
  return text + "\n";
}

std::string intended_use(bool refuses_others) {
  return std::string("## What it is for, and what not\n\n") +
         "For: a second look at a single pigmented or suspicious lesion in a close and sharp "
         "photo, best a dermoscopic one, together with a doctor. Not for: telling anybody that "
         "nothing is wrong; lesions of mucosa, nails or hair; wounds and rashes; children; any use "
         "without a doctor. " +
         (refuses_others ? "Photos that look unlike those it learnt from are refused, but not all "
                           "photos without a lesion are: see below."
                         : "It answers whatever it is shown: a photo without a lesion is not "
                           "refused by the network itself.") +
         "\n\n"
         "**Nearly all the pictures show light skin: nothing here supports a claim about dark "
         "skin.** A malignant lesion is far commoner among these pictures than among the spots "
         "that people worry about, so a probability of 30 % here is less in daily life.\n\n";
}

std::string refused(const network::Familiarity& familiarity, bool learnt_validation) {
  std::string text =
      "## What it refuses\n\nA photo is refused as unfamiliar where its distance from the training "
      "pictures, measured in the middle layers of the network, exceeds " +
      fixed(static_cast<double>(familiarity.limit), 3) +
      ". The limit was chosen on validation pictures" +
      (learnt_validation ? ", which the network, but not what measures the distance, had learnt"
                         : "") +
      "; everyday photos were only counted.\n\n" + head_of({"pictures", "refused", "of", "share"});
  for (const network::Refusals& one : familiarity.measured) {
    const double share = static_cast<double>(one.refused) /
                         static_cast<double>(std::max<std::int64_t>(1, one.pictures));
    text += row_of({one.what, grouped(one.refused), grouped(one.pictures), percent(share)});
  }
  return text + "\n";
}

std::string figures_table(const Judgement& j) {
  std::string text = head_of({"figure", "value (95 % interval)", "what it is"});
  const auto& names = binary_figure_names();
  for (std::size_t i = 0; i < names.size(); ++i)
    text += row_of({names[i].label, figure_text(j.binary.figures[i]), names[i].meaning});
  if (j.classes) {
    for (const auto& [label, figure] : shared_figures(*j.classes))
      text += row_of({label, figure_text(*figure), "all classes"});
  }
  return text + "\n";
}

std::string confusion_table(const Confusion& c) {
  return head_of({"", "called benign", "called malignant"}) +
         row_of({"benign", grouped(c.true_negatives), grouped(c.false_positives)}) +
         row_of({"malignant", grouped(c.false_negatives), grouped(c.true_positives)}) + "\n";
}

std::string class_table(const ClassesJudgement& c) {
  std::string text = head_of({"class", "pictures", "AUC", "sensitivity", "specificity"});
  for (std::size_t i = 0; i < c.names.size(); ++i) {
    const ClassJudgement& one = c.classes[i];
    text += row_of({c.names[i], grouped(one.report.support), figure_text(one.auc),
                    figure_text(one.sensitivity), figure_text(one.specificity)});
  }
  return text + "\n";
}

std::string slice_table(const std::vector<Slice>& slices) {
  std::string text =
      head_of({"slice", "value", "benign", "malignant", "AUC", "sensitivity", "specificity", ""});
  for (const Slice& slice : slices) {
    const BinaryJudgement& b = slice.judgement;
    text +=
        row_of({slice.column, slice.value.empty() ? "(not stated)" : slice.value,
                grouped(b.counts.benign), grouped(b.counts.malignant), figure_text(b.figure("auc")),
                figure_text(b.figure("sensitivity")), figure_text(b.figure("specificity")),
                slice.small ? "too few to conclude from" : ""});
  }
  return text + "\n";
}

std::string measured(const PredictionTable& t, const Judgement& j) {
  const Counts& n = j.binary.counts;
  std::string text = "## How good it is\n\nOn " + counted(n.benign + n.malignant, "picture") +
                     " (" + grouped(n.benign) + " benign of " +
                     counted(n.benign_lesions, "lesion") + ", " + grouped(n.malignant) +
                     " malignant of " + counted(n.malignant_lesions, "lesion") + ") of the part `" +
                     t.part + "`";
  if (t.skipped > 0)
    text += "; " + counted(static_cast<std::size_t>(t.skipped), "file") + " could not be read";
  if (t.views > 1) text += "; each as the mean of " + std::to_string(t.views) + " views";
  text += ". Intervals resample lesions, not pictures.\n\n";
  text += figures_table(j) + confusion_table(j.binary.confusion);
  if (j.abstention) {
    const Abstention& a = *j.abstention;
    text += "\"Not sure\" would be said of " + counted(a.unsure_benign, "benign picture") +
            " and " + counted(a.unsure_malignant, "malignant picture") +
            "; of what is answered, sensitivity is " + fixed(sensitivity(a.answered)) +
            " and specificity " + fixed(specificity(a.answered)) + ".\n\n";
  }
  if (j.classes) text += "### By class\n\n" + class_table(*j.classes);
  if (!j.slices.empty()) text += "### By slice\n\n" + slice_table(j.slices);
  return text;
}

}  // namespace

std::string model_card(const CardSubject& s, const PredictionTable& table, const Judgement& j,
                       const std::string& how_made) {
  const network::Metadata& m = s.metadata;
  const Confusion& c = j.binary.confusion;
  std::string text = "# Model card: " + m.name + " " + m.version + "\n\n`" + s.file_name + "`, " +
                     grouped(s.bytes) + " bytes, SHA-256 `" + s.sha256 + "`" +
                     (m.date.empty() ? "" : ", trained " + m.date) + ".\n\n";
  text += "**A decision aid, not a diagnosis.** Of " +
          counted(static_cast<std::size_t>(c.true_positives + c.false_negatives),
                  "malignant test picture") +
          " it misses " + grouped(c.false_negatives) + "; of " +
          counted(static_cast<std::size_t>(c.true_negatives + c.false_positives), "benign one") +
          " it is alarmed by " + grouped(c.false_positives) + ".\n\n";
  text += what_it_is(s) + intended_use(s.familiarity.has_value());
  text +=
      "## Data\n\n" + (m.training_data.empty() ? "Not stated." : m.training_data + ".") + "\n\n";
  if (!m.licence.empty()) text += "Licence of the weights: " + m.licence + ".\n\n";
  text += measured(table, j);
  if (s.familiarity) text += refused(*s.familiarity, s.metadata.learnt_validation);
  if (!how_made.empty()) text += "## How to make it again\n\n" + how_made;
  return text.back() == '\n' ? text : text + "\n";
}

}  // namespace lesionlens::evaluation
