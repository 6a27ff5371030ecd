// A weights file: the tensors of one architecture, and in its metadata all that a verdict depends
// on.
//
// It is a safetensors file whose `__metadata__` holds the keys below as text; lists and numbers are
// written as JSON. It is data, not a program: the graph is in the code, and a file that does not
// fit it is refused with a sentence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "image/preprocess.h"
#include "network/architecture.h"
#include "network/catalogue.h"
#include "network/familiarity.h"
#include "network/safetensors.h"

namespace lesionlens::network {

struct Metadata {
  std::string name = "unnamed";
  std::string version = "1";
  std::string architecture;            // as in the catalogue
  ArchitectureOptions options;         // of it
  image::Preprocessing preprocessing;  // input size, crop, normalisation
  std::vector<std::string> classes = {
      "benign", "malignant"};  // in the order of the outputs; see `outputs_for`
  std::vector<std::string> malignant_classes = {
      "malignant"};  // the subset that counts as malignant
  // One factor a class: the class named is the one whose probability times its factor is highest,
  // so that rare classes are not passed over. Empty: all 1. The verdict does not depend on it.
  std::vector<float> decision_weights;
  float temperature = 1.0F;      // logits are divided by it (Guo et al. 2017)
  std::string temperature_note;  // what it was fitted on, with the calibration error there
  float threshold = 0.5F;        // malignant from this probability on, in (0, 1)
  std::string threshold_note;  // what it was chosen on, with the sensitivity and specificity there
  // Probabilities of malignant in [abstain_from, abstain_to) are answered "not sure"; it holds the
  // threshold. Equal: no such band.
  float abstain_from = 0.5F;
  float abstain_to = 0.5F;
  // Whether it learnt the validation pictures, too: then these say nothing about how good it is.
  bool learnt_validation = false;
  std::string figures;        // how good it is, as JSON, written by `lesionlens evaluate`; or empty
  std::string training_data;  // what it was trained on, for people
  std::string licence;        // of the weights
  std::string date;           // of training, YYYY-MM-DD
};

struct WeightsFile {
  Metadata metadata;
  Architecture architecture;
  Tensors tensors;  // with those in `quantised`, exactly parameters(architecture), all finite
  QuantisedTensors
      quantised;  // only with Reading::keep_quantised_matrices: weights of dense layers
  std::optional<Familiarity> familiarity = {};  // none where the file cannot tell
};

// Whether the class of this index, in the order of `classes`, is among the malignant ones.
bool is_malignant(const Metadata& metadata, std::size_t index);

// Two classes need one logit (its sigmoid is the probability of the second class), more need one
// each (softmax).
int outputs_for(const std::vector<std::string>& classes);

// The network that the metadata tell of. Throws what build_architecture throws.
Architecture architecture_of(const Metadata& metadata);

// Throws weights_damaged or weights_mismatch with a sentence that names what does not fit.
WeightsFile read_weights(std::span<const std::uint8_t> bytes,
                         Reading reading = Reading::all_as_float32);

// What a file holds as text: the keys of the format, lists and numbers as JSON.
std::map<std::string, std::string> metadata_text(const Metadata& metadata);

// The same weights with these figures (Metadata::figures) inside; the tensors stay as they are
// stored. Throws what read_weights throws, of the result.
std::vector<std::uint8_t> with_figures(std::span<const std::uint8_t> bytes,
                                       const std::string& figures);

// The same weights with this in place of what they had; the network's tensors stay as they are
// stored. Throws what read_weights throws, of the result.
std::vector<std::uint8_t> with_familiarity(std::span<const std::uint8_t> bytes,
                                           const Familiarity& familiarity);

// The same checks on the way out, so no file is written that could not be read. All tensors must be
// float32 in memory.
std::vector<std::uint8_t> write_weights(const WeightsFile& weights, Storage storage);

}  // namespace lesionlens::network
