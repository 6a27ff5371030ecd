#include "training/refit.h"

#include <string>

#include "base/error.h"
#include "base/text.h"

namespace lesionlens::training {
namespace {

void check(const std::string& what, const std::string& theirs, const std::string& ours) {
  if (theirs == ours) return;
  throw Error(ErrorCode::weights_mismatch,
              "The weights to refit have another " + what + ": " + theirs + ", now " + ours +
                  ". Give the same options as when they were trained.");
}

std::string input_of(const network::Metadata& m) {
  const image::Preprocessing& p = m.preprocessing;
  return std::to_string(p.width) + " x " + std::to_string(p.height) + " pixels, " +
         std::string(image::name_of(p.crop));
}

std::string network_of(const network::Metadata& m) {
  return m.architecture + " of width " + std::to_string(m.options.width);
}

std::string of_a_training_without(const std::string& note) {
  return note.empty() ? note : note + " (by the same training without these pictures)";
}

}  // namespace

void check_refit(const network::Metadata& judged, const network::Metadata& metadata) {
  check("network", network_of(judged), network_of(metadata));
  check("input", input_of(judged), input_of(metadata));
  check("list of classes", listed(judged.classes), listed(metadata.classes));
  check("list of malignant classes", listed(judged.malignant_classes),
        listed(metadata.malignant_classes));
}

void adopt_operating_point(const network::Metadata& judged, network::Metadata& metadata) {
  metadata.temperature = judged.temperature;
  metadata.threshold = judged.threshold;
  metadata.abstain_from = judged.abstain_from;
  metadata.abstain_to = judged.abstain_to;
  metadata.decision_weights = judged.decision_weights;
  metadata.temperature_note = of_a_training_without(judged.temperature_note);
  metadata.threshold_note = of_a_training_without(judged.threshold_note);
  metadata.learnt_validation = true;
}

}  // namespace lesionlens::training
