#include "evaluation/evaluate.h"

#include "base/error.h"
#include "files/file.h"

namespace lesionlens::evaluation {

Evaluation evaluate(inference::Classifier& classifier,
                    const std::vector<files::LabelledFile>& files,
                    const std::function<void(std::size_t, std::size_t)>& progress) {
  Evaluation result;
  for (std::size_t i = 0; i < files.size(); ++i) {
    try {
      const inference::Verdict verdict = classifier.classify(files::read_file(files[i].path));
      result.predictions.push_back({verdict.probability_malignant, files[i].label == 1});
    } catch (const Error& error) {
      if (error.code() == ErrorCode::weights_mismatch || error.code() == ErrorCode::internal) throw;
      result.skipped.push_back("'" + files[i].path.string() + "': " + error.what());
    }
    if (progress) progress(i + 1, files.size());
  }
  return result;
}

}  // namespace lesionlens::evaluation
