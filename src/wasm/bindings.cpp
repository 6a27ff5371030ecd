// The WebAssembly module: what `lesionlens.d.ts` beside this file promises, over
// inference::Classifier.
//
// C++ exceptions do not cross into JavaScript: every call that can refuse its input returns {ok:
// true, value} or {ok: false, code, message}.

#include <emscripten/bind.h>
#include <emscripten/heap.h>
#include <emscripten/val.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "inference/classifier.h"

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

val verdict_object(const inference::Verdict& verdict, const network::Metadata& metadata) {
  val milliseconds = val::object();
  milliseconds.set("decode", verdict.milliseconds.decode);
  milliseconds.set("resize", verdict.milliseconds.resize);
  milliseconds.set("network", verdict.milliseconds.network);
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
  object.set("milliseconds", milliseconds);
  return object;
}

class Classifier {
 public:
  explicit Classifier(const std::vector<std::uint8_t>& weights_file) : classifier_(weights_file) {}

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
    return object;
  }

  val classify_encoded(const val& bytes) {
    return outcome_of([&] {
      return verdict_object(classifier_.classify(copy_in(bytes)), classifier_.metadata());
    });
  }

  val classify_pixels(const val& rgba, int width, int height) {
    return outcome_of([&] {
      image::check_size(width, height);
      const auto count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
      if (rgba["length"].as<double>() != static_cast<double>(count * 4)) {
        throw Error(ErrorCode::options_invalid,
                    "The pixels do not match the width and height given with them.");
      }
      return verdict_object(classifier_.classify(image::over_white(copy_in(rgba), width, height)),
                            classifier_.metadata());
    });
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
      .function("classifyPixels", &Classifier::classify_pixels);
  emscripten::function("createClassifier", &create_classifier);
  emscripten::function("memoryBytes", &memory_bytes);
}

}  // namespace lesionlens::wasm
