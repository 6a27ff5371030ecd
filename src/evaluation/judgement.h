// Everything that can be said of a prediction table: figures with intervals, curves, classes,
// slices, the worst errors. Computed, not yet told: see judgement_json, judgement_text, report.
//
// Intervals are 95 % bootstrap intervals over lesions (see bootstrap.h).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evaluation/bootstrap.h"
#include "evaluation/calibration.h"
#include "evaluation/classification_report.h"
#include "evaluation/decision_curve.h"
#include "evaluation/prediction_table.h"
#include "evaluation/ranking.h"

namespace lesionlens::evaluation {

struct Figure {
  double value = 0;  // perhaps not a number: see the figure's own function
  Interval interval{};
};

// Without the interval where all resamples agree: five of five found is no proof of "all", and
// resampling five that were found cannot know of others.
Figure figure_from(double value, const Interval& interval);

struct FigureName {
  const char* key;      // in JSON
  const char* label;    // for people
  const char* meaning;  // half a sentence
};

// The figures of benign against malignant, in the order in which they are listed.
const std::vector<FigureName>& binary_figure_names();

struct Counts {
  std::size_t benign = 0;  // pictures
  std::size_t malignant = 0;
  std::size_t benign_lesions = 0;
  std::size_t malignant_lesions = 0;
};

struct BinaryJudgement {
  Counts counts;
  Confusion confusion;          // at the table's threshold
  std::vector<Figure> figures;  // as binary_figure_names()

  const Figure& figure(std::string_view key) const;
};

// Below so many lesions of either class a slice is too small to conclude from.
inline constexpr std::size_t small_slice = 30;

struct Slice {
  std::string column;
  std::string value;
  BinaryJudgement judgement;
  bool small = false;
};

// How often pictures of one true class are called malignant: what stands behind sensitivity (of a
// malignant class) and specificity (of a benign one).
struct TrueClass {
  std::string name;
  bool malignant = false;
  std::size_t pictures = 0;
  Figure called_malignant;  // a share
};

struct BandPoint {
  double x = 0;
  double value = 0;
  Interval interval{};
};

struct Curves {
  RankingSteps steps;                       // the whole ROC and precision-recall curve
  std::vector<BandPoint> roc;               // sensitivity over 1 - specificity
  std::vector<BandPoint> precision;         // the best precision over recall
  std::vector<ReliabilityBin> reliability;  // of the probability of malignant
  std::vector<Interval> reliability_bands;  // of each bin's share of malignant
  std::vector<DecisionPoint> decision;
  std::vector<Interval> decision_bands;  // of following the network
};

struct ClassJudgement {
  ClassFigures report;
  Figure sensitivity;  // recall
  Figure specificity;  // against all other classes
  Figure precision;
  Figure f1;
  Figure auc;                // against all other classes
  Figure average_precision;  // against all other classes
};

// More than two classes, where the data knows them.
struct ClassesJudgement {
  std::vector<std::string> names;  // the network's classes
  std::size_t pictures = 0;        // whose true class is one of the network's
  std::size_t unknown = 0;         // whose true class is not
  ConfusionMatrix confusion;       // of the class named, by the table's decision weights
  ClassificationReport report;
  Figure accuracy;
  Figure balanced_accuracy;  // mean recall
  Figure macro_f1;
  Figure macro_auc;  // mean over the classes that are there, each against all others
  Figure log_loss;
  Figure brier_score;                 // sum over classes of squared differences, 0 to 2
  Figure expected_calibration_error;  // of the highest probability (Guo et al. 2017)
  std::vector<ClassJudgement> classes;
};

// The figures of all classes together with the words for them, in the order in which they are told.
std::vector<std::pair<const char*, const Figure*>> shared_figures(const ClassesJudgement& classes);

// What changes when the probabilities in the abstention band are answered "not sure".
struct Abstention {
  std::size_t unsure_benign = 0;
  std::size_t unsure_malignant = 0;
  Confusion answered;
};

struct Judgement {
  BinaryJudgement binary;
  Curves curves;
  std::vector<TrueClass> true_classes;      // empty where the data has two classes alone
  std::optional<ClassesJudgement> classes;  // none where the network or the data has two alone
  std::optional<Abstention> abstention;     // none where the weights have no band
  std::vector<Slice> slices;
  std::vector<std::size_t> missed;  // rows: malignant called benign, the surest first
  std::vector<std::size_t> alarms;  // rows: benign called malignant, the surest first
};

struct JudgementOptions {
  BootstrapOptions bootstrap;
  std::vector<std::string> slices;  // columns of the table
};

// Throws options_invalid for a slice that is no column, or has too many values.
Judgement judge(const PredictionTable& table, const JudgementOptions& options);

// The columns that are usually worth slicing by and that this table has: source, site, age, sex,
// skin type and their other names.
std::vector<std::string> usual_slices(const PredictionTable& table);

}  // namespace lesionlens::evaluation
