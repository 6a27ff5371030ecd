// The one exception of the library: a stable code for programs, one sentence for people.
//
// The core (base, image, network, inference) never prints and never exits: whatever it refuses, it
// refuses by throwing `Error`. The sentence names the thing, the place and the way out. `cli` turns
// it into an exit code, `wasm` into a failure object with the same code.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace lesionlens {

enum class ErrorCode {
  image_empty,           // no bytes at all
  image_unknown_format,  // neither JPEG nor PNG
  image_damaged,         // cut off or inconsistent
  image_too_large,       // over the limit of bytes, pixels or side length
  image_too_small,       // below the least side length
  region_invalid,        // a region that is no square inside the photo, or too small
  weights_damaged,       // not a well-formed safetensors file
  weights_mismatch,      // well-formed, but not what the architecture or this version expects
  options_invalid,       // an option, argument or data folder that does not fit
  file_unreadable,       // a file or folder that cannot be opened or read
  file_unwritable,       // a file or folder that cannot be written
  peers_unreachable,     // another process of a run on several machines does not answer
  out_of_memory,         // the machine has not enough memory for this input
  internal,              // a defect of this program
};

// The code as it appears in JSON and JavaScript, in kebab-case: "image-damaged".
std::string_view name_of(ErrorCode code);

class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& sentence) : std::runtime_error(sentence), code_(code) {}
  ErrorCode code() const { return code_; }

 private:
  ErrorCode code_;
};

}  // namespace lesionlens
