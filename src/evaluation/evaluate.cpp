#include "evaluation/evaluate.h"

#include <algorithm>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"
#include "files/file.h"
#include "image/decode.h"
#include "image/orientation.h"
#include "inference/classifier.h"

namespace lesionlens::evaluation {
namespace {

struct Answer {
  std::optional<PredictionRow> row;
  image::PerceptualHash hash;
  std::string skipped;         // why there is no row
  std::exception_ptr failure;  // what no other picture will bear either
};

// The mean of the probabilities over the views; EXIF's eight orientations are the flips and quarter
// turns.
void ask(inference::Classifier& classifier, const image::Image& photo, int views,
         PredictionRow& row) {
  row.probabilities.assign(classifier.metadata().classes.size(), 0);
  for (int view = 1; view <= views; ++view) {
    const inference::Verdict verdict = classifier.classify(image::upright(photo, view));
    row.probability_malignant += verdict.probability_malignant / views;
    for (std::size_t i = 0; i < row.probabilities.size(); ++i)
      row.probabilities[i] += verdict.probabilities[i] / views;
  }
  // Sums of eighths may end a rounding error above 1.
  row.probability_malignant = std::min(row.probability_malignant, 1.0);
  for (double& probability : row.probabilities) probability = std::min(probability, 1.0);
}

Answer answer_for(inference::Classifier& classifier, const files::LabelledFile& file,
                  const files::DataSet& data, const EvaluationOptions& options) {
  Answer answer;
  try {
    PredictionRow row;
    row.file = file.path.string();
    row.group = file.group;
    row.true_class = data.classes[static_cast<std::size_t>(file.label)];
    row.malignant = std::find(options.malignant_classes.begin(), options.malignant_classes.end(),
                              row.true_class) != options.malignant_classes.end();
    row.columns = file.columns;
    const image::Image photo = image::decode(files::read_file(file.path));
    ask(classifier, photo, options.views, row);
    answer.hash = image::perceptual_hash(photo);
    answer.row = std::move(row);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::weights_mismatch || error.code() == ErrorCode::internal) {
      answer.failure = std::current_exception();
    } else {
      answer.skipped = "'" + file.path.string() + "': " + error.what();
    }
  } catch (...) {
    answer.failure = std::current_exception();
  }
  return answer;
}

// A network runs one picture at a time; each thread takes an idle one.
class ClassifierPool {
 public:
  ClassifierPool(std::span<const std::uint8_t> weights_file, unsigned count) {
    for (unsigned i = 0; i < count; ++i)
      idle_.push_back(std::make_unique<inference::Classifier>(weights_file));
  }

  const network::Metadata& metadata() const { return idle_.front()->metadata(); }

  std::unique_ptr<inference::Classifier> take() {
    const std::scoped_lock lock(mutex_);
    std::unique_ptr<inference::Classifier> one = std::move(idle_.back());
    idle_.pop_back();
    return one;
  }

  void give_back(std::unique_ptr<inference::Classifier> one) {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(one));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<inference::Classifier>> idle_;
};

PredictionTable empty_table(const network::Metadata& m, const std::string& sha256,
                            const files::DataSet& data, const EvaluationOptions& options) {
  PredictionTable table;
  table.data = options.data;
  table.part = options.part;
  table.views = options.views;
  table.weights_name = m.name;
  table.weights_version = m.version;
  table.weights_sha256 = sha256;
  table.classes = m.classes;
  table.malignant_classes = m.malignant_classes;
  table.threshold = static_cast<double>(m.threshold);
  table.threshold_note = m.threshold_note;
  table.abstain_from = static_cast<double>(m.abstain_from);
  table.abstain_to = static_cast<double>(m.abstain_to);
  table.decision_weights = m.decision_weights;
  table.data_classes = data.classes;
  table.column_names = data.column_names;
  return table;
}

}  // namespace

Evaluation evaluate(std::span<const std::uint8_t> weights_file, const files::DataSet& data,
                    const EvaluationOptions& options) {
  const std::vector<files::LabelledFile>& files = data.part(options.part);
  constexpr unsigned most_threads = 8;  // each holds the weights once more
  const unsigned threads = std::min(processor_cores(), most_threads);
  ClassifierPool classifiers(weights_file, threads);
  std::vector<Answer> answers(files.size());
  std::mutex telling;
  std::size_t done = 0;
  in_parallel(files.size(), threads, [&](std::size_t i) {
    std::unique_ptr<inference::Classifier> classifier = classifiers.take();
    answers[i] = answer_for(*classifier, files[i], data, options);
    classifiers.give_back(std::move(classifier));
    const std::scoped_lock lock(telling);
    if (options.progress) options.progress(++done, files.size());
  });

  Evaluation result;
  result.table = empty_table(classifiers.metadata(), files::sha256(weights_file), data, options);
  for (Answer& answer : answers) {
    if (answer.failure) std::rethrow_exception(answer.failure);
    if (answer.row) {
      result.hashed.push_back({answer.row->file, answer.hash});
      result.table.rows.push_back(std::move(*answer.row));
    } else {
      result.skipped.push_back(std::move(answer.skipped));
    }
  }
  result.table.skipped = static_cast<std::int64_t>(result.skipped.size());
  if (result.table.rows.empty()) {
    throw Error(ErrorCode::options_invalid,
                "No picture in part '" + options.part + "' of '" + options.data +
                    "' could be read; the first: " + result.skipped.front());
  }
  return result;
}

}  // namespace lesionlens::evaluation
