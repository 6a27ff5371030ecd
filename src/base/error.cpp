#include "base/error.h"

namespace lesionlens {

std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::image_empty:
      return "image-empty";
    case ErrorCode::image_unknown_format:
      return "image-unknown-format";
    case ErrorCode::image_damaged:
      return "image-damaged";
    case ErrorCode::image_too_large:
      return "image-too-large";
    case ErrorCode::image_too_small:
      return "image-too-small";
    case ErrorCode::region_invalid:
      return "region-invalid";
    case ErrorCode::weights_damaged:
      return "weights-damaged";
    case ErrorCode::weights_mismatch:
      return "weights-mismatch";
    case ErrorCode::options_invalid:
      return "options-invalid";
    case ErrorCode::file_unreadable:
      return "file-unreadable";
    case ErrorCode::file_unwritable:
      return "file-unwritable";
    case ErrorCode::peers_unreachable:
      return "peers-unreachable";
    case ErrorCode::out_of_memory:
      return "out-of-memory";
    case ErrorCode::internal:
      return "internal";
  }
  return "internal";
}

}  // namespace lesionlens
