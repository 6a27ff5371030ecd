#include "evaluation/report.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <set>

#include "evaluation/drawings.h"
#include "evaluation/plot.h"
#include "evaluation/wording.h"

namespace lesionlens::evaluation {
namespace {

constexpr const char* page_style = R"(:root {
  color-scheme: light dark;
  --page: #ffffff; --text: #1b2430; --weak: #55606e; --rule: #d9dee5; --panel: #f4f6f9;
  --mark: #b8430a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12171e; --text: #e8ecf1; --weak: #a9b3c0; --rule: #313a46; --panel: #1a212a;
    --mark: #f59a62;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial,
    sans-serif;
}
main { max-width: 64rem; margin: 0 auto; padding: 2rem clamp(1rem, 4vw, 2.5rem) 4rem; }
h1 { font-size: clamp(1.6rem, 5vw, 2.25rem); line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 3rem 0 .75rem; padding-top: 1rem;
  border-top: 1px solid var(--rule); }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
p, ul { max-width: 44rem; margin: 0 0 1rem; }
li { margin: .3rem 0; }
.weak { color: var(--weak); }
.aid { border-left: 4px solid var(--mark); padding: .25rem 0 .25rem .9rem; font-weight: 600; }
.headline { display: grid; gap: .75rem; margin: 1.5rem 0; padding: 0; list-style: none;
  max-width: none; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); }
.headline li { background: var(--panel); border-radius: .5rem; padding: .85rem 1rem; margin: 0; }
.headline b { display: block; font-size: 1.9rem; line-height: 1.15;
  font-variant-numeric: tabular-nums; }
.headline small { display: block; color: var(--weak); }
.drawings { display: grid; gap: 2rem 2.5rem; margin: 1.25rem 0;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); }
figure { margin: 0; }
figure svg { display: block; width: 100%; height: auto; max-width: 34rem; overflow: visible; }
figcaption { color: var(--weak); font-size: .92rem; margin-top: .5rem; max-width: 34rem; }
.scroll { overflow-x: auto; margin: 0 0 1rem; }
table { border-collapse: collapse; font-size: .95rem; font-variant-numeric: tabular-nums; }
th, td { padding: .4rem .9rem .4rem 0; text-align: right; vertical-align: top; white-space: nowrap;
  border-bottom: 1px solid var(--rule); }
th { font-weight: 600; }
thead th { color: var(--weak); vertical-align: bottom; }
th:first-child { text-align: left; }
tbody th { font-weight: 500; white-space: normal; overflow-wrap: anywhere; min-width: 6.5rem; }
td small, th small { display: block; color: var(--weak); font-size: .84rem; font-weight: 400; }
.small-slice th, .small-slice td { color: var(--weak); }
.badge { display: inline-block; border: 1px solid var(--mark); color: var(--mark);
  border-radius: 1rem; padding: 0 .5rem; font-size: .8rem; margin-left: .4rem; }
dl { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: .35rem 1.25rem; margin: 0;
  max-width: 54rem; }
dt { color: var(--weak); }
dd { margin: 0; overflow-wrap: anywhere; }
.errors { display: grid; gap: 1rem; margin: .75rem 0 1.5rem; padding: 0; list-style: none;
  max-width: none; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); }
.errors li { margin: 0; font-size: .88rem; line-height: 1.35; }
.errors img, .errors .gone { display: block; width: 100%; height: auto; aspect-ratio: 1 / 1; object-fit: contain;
  background: var(--panel); border-radius: .35rem; margin-bottom: .35rem; }
.errors .name { color: var(--weak); overflow-wrap: anywhere; font-size: .8rem; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--rule);
  color: var(--weak); font-size: .92rem; }
code { font-size: .9em; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .6rem; }
  table { font-size: .875rem; }
  th, td { padding-right: .6rem; }
  th:first-child { position: sticky; left: 0; background: var(--page); }
}
@media print {
  main { max-width: none; padding: 0; }
  figure, .headline li, .errors li, tr { break-inside: avoid; }
}
)";

std::string tagged(const std::string& tag, const std::string& html) {
  const std::string name = tag.substr(0, tag.find(' '));
  return "<" + tag + ">" + html + "</" + name + ">\n";
}

std::string percent(double value) { return fixed(100 * value, 1) + " %"; }

std::string share_of(std::size_t part, std::size_t whole) {
  return percent(static_cast<double>(part) / static_cast<double>(whole));
}

// The value, and below it, smaller, its interval.
std::string figure_cell(const Figure& figure) {
  const std::string interval = interval_text(figure.interval);
  return tagged("td",
                fixed(figure.value) + (interval.empty() ? "" : "<small>" + interval + "</small>"));
}

std::string cell(const std::string& text) { return tagged("td", escaped(text)); }

// A table that scrolls by itself where the page is narrow; keyboards reach it too.
std::string table_html(const std::string& label, const std::vector<std::string>& head,
                       const std::string& rows) {
  std::string cells;
  for (const std::string& one : head) cells += tagged("th scope=\"col\"", escaped(one));
  return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + escaped(label) +
         "\">" + tagged("table", tagged("thead", tagged("tr", cells)) + tagged("tbody", rows)) +
         "</div>\n";
}

std::string drawing_html(const Drawing& drawing) {
  return tagged("figure", drawing.svg + tagged("figcaption", escaped(drawing.caption)));
}

std::string side_by_side(const std::string& html) { return tagged("div class=\"drawings\"", html); }

// Those of these names that were drawn.
std::string drawings_html(const std::vector<Drawing>& all, const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    for (const Drawing& drawing : all) {
      if (drawing.name == name) text += drawing_html(drawing);
    }
  }
  return text;
}

// ---- sections ----

std::string headline(const BinaryJudgement& binary) {
  std::string items;
  for (const char* key : {"sensitivity", "specificity", "balanced_accuracy", "auc"}) {
    const auto& names = binary_figure_names();
    const auto name = std::find_if(names.begin(), names.end(), [key](const FigureName& one) {
      return std::string_view(one.key) == key;
    });
    const Figure& figure = binary.figure(key);
    const std::string interval = interval_text(figure.interval);
    items += tagged("li", escaped(with_capital(name->label)) + tagged("b", fixed(figure.value)) +
                              (interval.empty() ? "" : tagged("small", interval)) +
                              tagged("small", escaped(name->meaning)));
  }
  const bool any = std::isfinite(binary.figure("accuracy").interval.low);
  return tagged("ul class=\"headline\"", items) +
         (any ? tagged("p class=\"weak\"", "Below each figure stands its 95 % interval.") : "");
}

std::string opening_words(const PredictionTable& t, const BinaryJudgement& binary) {
  const Counts& c = binary.counts;
  const Confusion& m = binary.confusion;
  std::string text = "On " + counted(c.benign + c.malignant, "picture") + " of part \"" + t.part +
                     "\" (" + counted(c.malignant, "malignant picture") + " of " +
                     counted(c.malignant_lesions, "lesion") + ", " +
                     counted(c.benign, "benign picture") + " of " +
                     counted(c.benign_lesions, "lesion") + ")";
  if (c.malignant > 0) {
    text += ", " + t.weights_name + " " + t.weights_version + " called " +
            std::to_string(m.true_positives) + " of the " + std::to_string(c.malignant) +
            " malignant pictures malignant and missed " + std::to_string(m.false_negatives);
  }
  if (c.benign > 0) {
    text += "; of the " + std::to_string(c.benign) + " benign ones it called " +
            std::to_string(m.false_positives) + " malignant";
  }
  return tagged("p", escaped(text + "."));
}

std::string what_was_judged(const PredictionTable& t, const Judgement& j,
                            const BootstrapOptions& bootstrap) {
  const auto entry = [](const std::string& term, const std::string& text) {
    return tagged("dt", escaped(term)) + tagged("dd", escaped(text));
  };
  const auto list = [](const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
  };
  const Counts& c = j.binary.counts;
  std::string rows = entry("Weights", t.weights_name + " " + t.weights_version);
  rows += entry("SHA-256", t.weights_sha256);
  rows += entry("Its classes", list(t.classes) + "; malignant: " + list(t.malignant_classes));
  rows += entry("Data", t.data + ", part " + t.part);
  rows += entry("Classes of the data", list(t.data_classes));
  rows += entry("Pictures", counted(c.benign + c.malignant, "picture") + ", " +
                                share_of(c.malignant, c.benign + c.malignant) + " malignant" +
                                (t.skipped > 0 ? "; " + std::to_string(t.skipped) +
                                                     " more could not be read and are left out"
                                               : ""));
  rows += entry("Threshold", "malignant from a probability of " + fixed(t.threshold, 4) + " on" +
                                 (t.threshold_note.empty() ? "" : ": " + t.threshold_note));
  rows += entry("Views of a picture",
                t.views == 1 ? "1, as the page does"
                             : std::to_string(t.views) + " (flips and quarter turns), averaged");
  rows += entry("Intervals",
                bootstrap.replicates == 0
                    ? "none were computed"
                    : "95 %, percentile bootstrap, " + std::to_string(bootstrap.replicates) +
                          " resamples of whole lesions, seed " + std::to_string(bootstrap.seed));
  return tagged("h2", "What was judged on what") + tagged("dl", rows);
}

std::string all_figures(const BinaryJudgement& binary) {
  std::string rows;
  for (std::size_t i = 0; i < binary.figures.size(); ++i) {
    const FigureName& name = binary_figure_names()[i];
    const std::string words =
        escaped(with_capital(name.label)) + tagged("small", escaped(name.meaning));
    rows += tagged("tr", tagged("th scope=\"row\"", words) + cell(fixed(binary.figures[i].value)) +
                             cell(interval_text(binary.figures[i].interval)));
  }
  return tagged("h2", "Benign or malignant") + table_html("Figures of benign against malignant",
                                                          {"Figure", "Value", "95 % interval"},
                                                          rows);
}

std::string report_rows(const ClassificationReport& report, const std::vector<std::string>& names) {
  const auto row = [](const std::string& name, const ClassFigures& f) {
    return tagged("tr", tagged("th scope=\"row\"", escaped(name)) + cell(fixed(f.precision)) +
                            cell(fixed(f.recall)) + cell(fixed(f.f1)) +
                            cell(std::to_string(f.support)));
  };
  std::string rows;
  for (std::size_t i = 0; i < names.size(); ++i) rows += row(names[i], report.classes[i]);
  rows +=
      tagged("tr", tagged("th scope=\"row\"", "accuracy") + cell("") + cell("") +
                       cell(fixed(report.accuracy)) + cell(std::to_string(report.macro.support)));
  return rows + row("macro average", report.macro) + row("weighted average", report.weighted);
}

std::string report_table(const ClassificationReport& report,
                         const std::vector<std::string>& names) {
  return table_html("Classification report", {"Class", "Precision", "Recall", "F1", "Support"},
                    report_rows(report, names));
}

std::string abstention(const PredictionTable& t, const Judgement& j) {
  if (!j.abstention) return {};
  const Abstention& a = *j.abstention;
  const Counts& c = j.binary.counts;
  return tagged("h3", "When it is not sure") +
         tagged("p", "Probabilities from " + fixed(t.abstain_from) + " to " + fixed(t.abstain_to) +
                         " are answered \"not sure\": " +
                         counted(a.unsure_benign + a.unsure_malignant, "picture") + ", " +
                         share_of(a.unsure_benign + a.unsure_malignant, c.benign + c.malignant) +
                         " of all (" + std::to_string(a.unsure_benign) + " benign, " +
                         std::to_string(a.unsure_malignant) +
                         " malignant). On the others sensitivity is " +
                         fixed(sensitivity(a.answered)) + ", specificity " +
                         fixed(specificity(a.answered)) + ".");
}

std::string true_classes(const std::vector<TrueClass>& classes) {
  if (classes.empty()) return {};
  std::string rows;
  for (const TrueClass& one : classes) {
    const std::string name =
        escaped(one.name) + tagged("small", one.malignant ? "malignant" : "benign");
    rows += tagged("tr", tagged("th scope=\"row\"", name) + cell(std::to_string(one.pictures)) +
                             figure_cell(one.called_malignant));
  }
  return tagged("h2", "By diagnosis") +
         tagged("p",
                "Of the pictures of each diagnosis, the share called malignant: high is right "
                "for the malignant ones, low for the benign.") +
         table_html("Share called malignant by diagnosis",
                    {"Diagnosis", "Pictures", "Called malignant"}, rows);
}

std::string classes(const ClassesJudgement& c, const std::vector<Drawing>& all) {
  std::string text = tagged("h2", "The class named");
  text += tagged("p", "Which of the network's classes is named for a picture, on " +
                          counted(c.pictures, "picture") + " whose class it knows.");
  std::string shared;
  for (const auto& [name, figure] : shared_figures(c)) {
    shared += tagged("tr", tagged("th scope=\"row\"", escaped(with_capital(name))) +
                               cell(fixed(figure->value)) + cell(interval_text(figure->interval)));
  }
  if (c.unknown > 0) {
    text += tagged("p", "Left out: " + counted(c.unknown, "picture") +
                            " of classes that the network does not know.");
  }
  std::string rows;
  for (std::size_t i = 0; i < c.names.size(); ++i) {
    const ClassJudgement& one = c.classes[i];
    rows += tagged("tr", tagged("th scope=\"row\"", escaped(c.names[i])) +
                             cell(std::to_string(one.report.support)) + figure_cell(one.auc) +
                             figure_cell(one.average_precision) + figure_cell(one.sensitivity) +
                             figure_cell(one.specificity) + figure_cell(one.precision) +
                             figure_cell(one.f1));
  }
  return text +
         side_by_side(
             drawings_html(all, {"confusion-classes"}) +
             table_html("Figures of all classes", {"Figure", "Value", "95 % interval"}, shared)) +
         tagged("h3", "Each class against all others") +
         table_html("Each class against all others",
                    {"Class", "Pictures", "AUC", "Average precision", "Sensitivity", "Specificity",
                     "Precision", "F1"},
                    rows) +
         tagged("h3", "Classification report") + report_table(c.report, c.names);
}

std::string slices(const std::vector<Slice>& all) {
  if (all.empty()) return {};
  std::string text = tagged("h2", "Slices");
  text +=
      tagged("p", "The same threshold on parts of the pictures. Where a part holds fewer than " +
                      std::to_string(small_slice) +
                      " lesions of a class that it has, it is marked as small: conclude "
                      "nothing from it. With many slices, some look good or bad by chance.");
  for (std::size_t first = 0; first < all.size();) {
    const std::string& column = all[first].column;
    std::string rows;
    std::size_t next = first;
    for (; next < all.size() && all[next].column == column; ++next) {
      const Slice& slice = all[next];
      const Counts& c = slice.judgement.counts;
      const std::string name =
          escaped(slice.value) + (slice.small ? "<span class=\"badge\">small</span>" : "");
      std::string cells = tagged("th scope=\"row\"", name) + cell(std::to_string(c.benign)) +
                          cell(std::to_string(c.malignant));
      for (const char* key : {"auc", "sensitivity", "specificity", "balanced_accuracy"})
        cells += figure_cell(slice.judgement.figure(key));
      rows += tagged(slice.small ? "tr class=\"small-slice\"" : "tr", cells);
    }
    text += tagged("h3", "By " + escaped(column)) +
            table_html("Slices by " + column,
                       {with_capital(column), "Benign", "Malignant", "AUC", "Sensitivity",
                        "Specificity", "Balanced accuracy"},
                       rows);
    first = next;
  }
  return text;
}

std::string error_list(const PredictionTable& table, const std::vector<ErrorPicture>& pictures) {
  std::string items;
  for (const ErrorPicture& picture : pictures) {
    const PredictionRow& row = table.rows[picture.row];
    const std::string caption = escaped(caption_of(row));
    std::string item = picture.data_url.empty()
                           ? "<span class=\"gone\"></span>"
                           : "<img src=\"" + picture.data_url + "\" width=\"" +
                                 std::to_string(picture.width) + "\" height=\"" +
                                 std::to_string(picture.height) + "\" alt=\"" + caption + "\">";
    item += caption + tagged("div class=\"name\"",
                             escaped(std::filesystem::path(row.file).filename().string()));
    items += tagged("li", item);
  }
  return tagged("ul class=\"errors\"", items);
}

std::string errors(const PredictionTable& table, const Judgement& j, const WorstErrors& worst) {
  if (worst.missed.empty() && worst.alarms.empty()) return {};
  std::string text = tagged("h2", "The worst errors");
  text += tagged("p",
                 "Those of which the network was the surest, with what is true and the "
                 "probability of malignant that it said.");
  if (!worst.missed.empty()) {
    text += tagged("h3", "Malignant called benign (" + std::to_string(worst.missed.size()) +
                             " of " + std::to_string(j.missed.size()) + ")") +
            error_list(table, worst.missed);
  }
  if (!worst.alarms.empty()) {
    text += tagged("h3", "Benign called malignant (" + std::to_string(worst.alarms.size()) +
                             " of " + std::to_string(j.alarms.size()) + ")") +
            error_list(table, worst.alarms);
  }
  return text;
}

bool each_picture_its_own_lesion(const PredictionTable& table) {
  const std::vector<std::string> groups = groups_of(table);
  return std::set<std::string>(groups.begin(), groups.end()).size() == groups.size();
}

// Pictures whose skin type the manifest states.
std::size_t skin_stated(const PredictionTable& table) {
  std::size_t most = 0;
  for (std::size_t column = 0; column < table.column_names.size(); ++column) {
    const std::string& name = table.column_names[column];
    const bool of_skin = name.find("skin") != std::string::npos ||
                         name.find("fitzpatrick") != std::string::npos ||
                         name.find("fitspatrick") != std::string::npos;
    if (!of_skin) continue;
    const auto stated =
        std::count_if(table.rows.begin(), table.rows.end(),
                      [column](const PredictionRow& row) { return !row.columns[column].empty(); });
    most = std::max(most, static_cast<std::size_t>(stated));
  }
  return most;
}

std::string limits(const PredictionTable& table, const Judgement& j) {
  const Counts& c = j.binary.counts;
  std::vector<std::string> points;
  if (table.part != "test") {
    points.push_back("These are pictures of the part \"" + table.part +
                     "\", which the network was trained on or chosen by: the figures flatter it.");
  }
  if (const std::int64_t alike = table.near_duplicates.value_or(0); alike > 0) {
    points.push_back(counted(static_cast<std::size_t>(alike), "picture") +
                     " of these look like pictures of another part of the data. Where they show "
                     "the same lesion, the figures flatter the network.");
  }
  points.emplace_back(
      "The figures hold for pictures like these. Other cameras, clinics, skins and lesions may "
      "give others; phone photos are not dermoscopic pictures.");
  points.push_back(
      "Of these pictures " + share_of(c.malignant, c.benign + c.malignant) +
      " are malignant. Predictive values, precision, F1 and net benefit depend on that "
      "share, and among people who worry about a spot it is much lower.");
  if (each_picture_its_own_lesion(table)) {
    points.emplace_back(
        "Each picture counts as a lesion of its own, as the data names no lesions or none twice. "
        "If "
        "it does show some lesions more than once, the intervals are too narrow, and the same "
        "lesion may have been trained on.");
  }
  if (const std::size_t stated = skin_stated(table); stated * 2 < table.rows.size()) {
    points.push_back("The colour of the skin is stated for " +
                     (stated == 0 ? "none" : std::to_string(stated)) +
                     " of the pictures: nothing here supports a claim about any.");
  }
  points.emplace_back(
      "The intervals tell how far chance in the choice of lesions goes. They do not tell how a "
      "second training, other labels or another kind of patient would change the figures. The "
      "sensitivity at 95 % specificity and its reverse take the best threshold on these very "
      "pictures, so they are a little too good.");
  points.emplace_back(
      "The truth is the data's: where a diagnosis rests on follow-up or consensus "
      "and not on histology, some of it is wrong.");
  std::string items;
  for (const std::string& point : points) items += tagged("li", escaped(point));
  return tagged("h2", "What cannot be concluded") + tagged("ul", items);
}

}  // namespace

std::string report_html(const PredictionTable& table, const Judgement& j,
                        const ReportParts& parts) {
  const std::vector<Drawing> all = drawings(table, j, parts.history);
  const std::string title = "Evaluation of " + table.weights_name + " " + table.weights_version;
  std::string body =
      tagged("h1", escaped(title)) +
      tagged("p class=\"weak\"", "on " + escaped(table.data) + ", part " + escaped(table.part)) +
      opening_words(table, j.binary) + headline(j.binary) +
      tagged("p class=\"aid\"", "A decision aid, not a diagnosis.");
  body += what_was_judged(table, j, parts.bootstrap);
  body += all_figures(j.binary);
  body += tagged("h3", "Verdicts at the threshold") +
          side_by_side(drawings_html(all, {"confusion"}) +
                       report_table(classification_report(matrix_of(j.binary.confusion)),
                                    {"benign", "malignant"})) +
          abstention(table, j);
  const std::string curves = drawings_html(all, {"roc", "precision-recall"});
  if (!curves.empty()) body += tagged("h3", "All thresholds") + side_by_side(curves);
  const std::string probabilities = drawings_html(all, {"reliability", "decision"});
  if (!probabilities.empty())
    body += tagged("h2", "Probabilities and what to do with them") + side_by_side(probabilities);
  body += true_classes(j.true_classes);
  if (j.classes) body += classes(*j.classes, all);
  body += slices(j.slices);
  const std::string learning = drawings_html(all, {"loss", "accuracy"});
  if (!learning.empty()) body += tagged("h2", "How it was learnt") + side_by_side(learning);
  body += errors(table, j, parts.errors) + limits(table, j);
  body += tagged("footer",
                 "Made by <code>lesionlens evaluate</code>. All figures come from one table with a "
                 "row a picture: <code>--predictions</code> saves it, <code>--table</code> judges "
                 "it again.");
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<title>" +
         escaped(title) + "</title>\n<style>\n" + page_style + plot_style() +
         "</style>\n</head>\n<body>\n<main>\n" + body + "</main>\n</body>\n</html>\n";
}

}  // namespace lesionlens::evaluation
