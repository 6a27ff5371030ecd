// The WebAssembly module: what `lesionlens.d.ts` beside this file promises, over
// inference::Classifier.
//
// C++ exceptions do not cross into JavaScript: every call that can refuse its input returns {ok:
// true, value} or {ok: false, code, message}.

#include <emscripten/bind.h>
#include <emscripten/heap.h>
#include <emscripten/threading.h>
#include <emscripten/val.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "inference/classifier.h"
#include "network/measured.h"

namespace lesionlens::wasm {
namespace {

using emscripten::val;

val failure(ErrorCode code, const std::string& message) {
  val object = val::object();
  object.set("ok", false);
  object.set("code", std::string(name_of(code)));
  object.set("message", message);
  return object;
}

// Runs `work`, which returns a value for JavaScript, and turns whatever it throws into a failure
// object.
template <class Work>
val outcome_of(const Work& work) {
  try {
    val object = val::object();
    object.set("value", work());
    object.set("ok", true);
    return object;
  } catch (const Error& error) {
    return failure(error.code(), error.what());
  } catch (const std::bad_alloc&) {
    return failure(
        ErrorCode::out_of_memory,
        "There is not enough memory for this. Close other pages or take a smaller picture.");
  } catch (const std::exception& error) {
    return failure(ErrorCode::internal, std::string("A defect of this program: ") + error.what());
  }
}

std::vector<std::uint8_t> copy_in(const val& typed_array) {
  return emscripten::convertJSArrayToNumberVector<std::uint8_t>(typed_array);
}

val array_of(const std::vector<std::string>& items) { return val::array(items); }

// What a person's fingers have drawn may lie between pixels.
int whole_pixels(const val& number) {
  const double value = number.isNumber() ? std::trunc(number.as<double>()) : NAN;
  constexpr double most = std::numeric_limits<int>::max();
  if (!(std::abs(value) <= most)) {
    throw Error(ErrorCode::region_invalid,
                "A region needs x, y and side in pixels; one of them is not a usable number.");
  }
  return static_cast<int>(value);
}

std::optional<image::Region> region_from(const val& region) {
  if (region.isUndefined()) return std::nullopt;
  if (region.isNull()) whole_pixels(region);  // refuses
  const int side = whole_pixels(region["side"]);
  return image::Region{whole_pixels(region["x"]), whole_pixels(region["y"]), side, side};
}

val region_object(const image::Region& region) {
  val object = val::object();
  object.set("x", region.left);
  object.set("y", region.top);
  object.set("side", std::min(region.width, region.height));
  object.set("width", region.width);
  object.set("height", region.height);
  return object;
}

val quality_object(const image::Quality& quality) {
  val findings = val::array();
  for (const image::QualityFinding finding : quality.findings)
    findings.call<void>("push", std::string(image::name_of(finding)));
  val object = val::object();
  object.set("brightness", quality.brightness);
  object.set("contrast", quality.contrast);
  object.set("sharpness", quality.sharpness);
  object.set("side", quality.side);
  object.set("darkShare", quality.dark_share);
  object.set("brightShare", quality.bright_share);
  object.set("findings", findings);
  return object;
}

val familiarity_object(const inference::FamiliarityVerdict& familiarity) {
  val object = val::object();
  object.set("distance", familiarity.distance);
  object.set("limit", familiarity.limit);
  object.set("familiar", familiarity.familiar);
  return object;
}

val measured_object(const network::Measured& measured) {
  val object = val::object();
  object.set("sensitivity", measured.sensitivity);
  object.set("specificity", measured.specificity);
  object.set("auc", measured.auc);
  object.set("pictures", static_cast<double>(measured.pictures));
  object.set("malignantPictures", static_cast<double>(measured.malignant_pictures));
  return object;
}

val map_object(const inference::ActivationMap& map) {
  val object = val::object();
  object.set("width", map.width);
  object.set("height", map.height);
  // A copy that outlives this call.
  object.set("values",
             val::global("Float32Array")
                 .new_(val(emscripten::typed_memory_view(map.values.size(), map.values.data()))));
  object.set("region", region_object(map.region));
  return object;
}

val verdict_object(const inference::Verdict& verdict, const network::Metadata& metadata) {
  val milliseconds = val::object();
  milliseconds.set("decode", verdict.milliseconds.decode);
  milliseconds.set("resize", verdict.milliseconds.resize);
  milliseconds.set("network", verdict.milliseconds.network);
  milliseconds.set("quality", verdict.milliseconds.quality);
  val object = val::object();
  object.set("predicted", std::string(verdict.malignant ? "malignant" : "benign"));
  object.set("probabilityMalignant", verdict.probability_malignant);
  object.set("threshold", metadata.threshold);
  object.set("certain", verdict.certain);
  object.set("unsureFrom", metadata.abstain_from);
  object.set("unsureTo", metadata.abstain_to);
  object.set("namedClass", metadata.classes[verdict.named_class]);
  object.set("probabilities", val::array(verdict.probabilities));
  object.set("imageWidth", verdict.image_width);
  object.set("imageHeight", verdict.image_height);
  object.set("region", region_object(verdict.region));
  object.set("quality", quality_object(verdict.quality));
  if (verdict.familiarity) object.set("familiarity", familiarity_object(*verdict.familiarity));
  object.set("milliseconds", milliseconds);
  return object;
}

// As many as src/wasm/CMakeLists.txt has workers stand ready for, and this one. More than four
// fight over a phone's fast cores.
std::size_t network_threads() {
#ifdef __EMSCRIPTEN_PTHREADS__
  return static_cast<std::size_t>(std::clamp(emscripten_num_logical_cores(), 1, 4));
#else
  return 1;
#endif
}

class Classifier {
 public:
  explicit Classifier(const std::vector<std::uint8_t>& weights_file)
      : classifier_(weights_file, network_threads()) {}

  val weights() const {
    const network::Metadata& m = classifier_.metadata();
    val object = val::object();
    object.set("name", m.name);
    object.set("version", m.version);
    object.set("architecture", m.architecture);
    object.set("classes", array_of(m.classes));
    object.set("malignantClasses", array_of(m.malignant_classes));
    object.set("inputWidth", m.preprocessing.width);
    object.set("inputHeight", m.preprocessing.height);
    object.set("threshold", m.threshold);
    object.set("thresholdNote", m.threshold_note);
    object.set("trainingData", m.training_data);
    object.set("licence", m.licence);
    if (const auto measured = network::measured_of(m))
      object.set("measured", measured_object(*measured));
    return object;
  }

  val classify_encoded(const val& bytes, const val& region) {
    return outcome_of([&] {
      return verdict_object(classifier_.classify(copy_in(bytes), region_from(region)),
                            classifier_.metadata());
    });
  }

  val classify_pixels(const val& rgba, int width, int height, const val& region) {
    return outcome_of([&] {
      image::check_size(width, height);
      const auto count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
      if (rgba["length"].as<double>() != static_cast<double>(count * 4)) {
        throw Error(ErrorCode::options_invalid,
                    "The pixels do not match the width and height given with them.");
      }
      return verdict_object(classifier_.classify(image::over_white(copy_in(rgba), width, height),
                                                 region_from(region)),
                            classifier_.metadata());
    });
  }

  val activation_map() {
    return outcome_of([&] { return map_object(classifier_.activation_map()); });
  }

 private:
  inference::Classifier classifier_;
};

val create_classifier(const val& weights_file) {
  return outcome_of([&] { return val(std::make_unique<Classifier>(copy_in(weights_file))); });
}

double memory_bytes() { return static_cast<double>(emscripten_get_heap_size()); }

}  // namespace

EMSCRIPTEN_BINDINGS(lesionlens) {
  emscripten::class_<Classifier>("Classifier")
      .function("weights", &Classifier::weights)
      .function("classifyEncoded", &Classifier::classify_encoded)
      .function("classifyPixels", &Classifier::classify_pixels)
      // Embind counts arguments, so a region that is left out is a function of its own.
      .function("classifyEncoded",
                emscripten::optional_override([](Classifier& self, const val& bytes) {
                  return self.classify_encoded(bytes, val::undefined());
                }))
      .function("classifyPixels", emscripten::optional_override(
                                      [](Classifier& self, const val& rgba, int width, int height) {
                                        return self.classify_pixels(rgba, width, height,
                                                                    val::undefined());
                                      }))
      .function("activationMap", &Classifier::activation_map);
  emscripten::function("createClassifier", &create_classifier);
  emscripten::function("memoryBytes", &memory_bytes);
}

}  // namespace lesionlens::wasm
