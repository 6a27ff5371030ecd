#include "evaluation/worst_errors.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <span>

#include "base/error.h"
#include "evaluation/plot.h"
#include "evaluation/wording.h"
#include "files/file.h"
#include "image/decode.h"
#include "image/encode.h"
#include "image/resize.h"

namespace lesionlens::evaluation {
namespace {

constexpr int longest_side = 176;  // of a small picture, in pixels
constexpr int quality = 80;

// RFC 4648.
std::string base64(std::span<const std::uint8_t> bytes) {
  constexpr const char* letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t j = i; j < i + 3; ++j)
      three = three << 8 | (j < bytes.size() ? bytes[j] : std::uint32_t{0});
    const std::size_t there = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t j = 0; j < 4; ++j)
      text += j <= there ? letters[three >> (18 - 6 * j) & 63U] : '=';
  }
  return text;
}

ErrorPicture error_picture(const PredictionTable& table, std::size_t row) {
  ErrorPicture picture;
  picture.row = row;
  try {
    const image::Image photo = image::decode(files::read_file(table.rows[row].file));
    const double factor =
        std::min(1.0, static_cast<double>(longest_side) / std::max(photo.width, photo.height));
    const auto shrunk = [factor](int side) { return std::max(1, static_cast<int>(side * factor)); };
    const image::Image small = image::resize(photo, {0, 0, photo.width, photo.height},
                                             shrunk(photo.width), shrunk(photo.height));
    picture.data_url = "data:image/jpeg;base64," + base64(image::encode_jpeg(small, quality));
    picture.width = small.width;
    picture.height = small.height;
  } catch (const Error&) {
    // The table may be judged where the pictures are not; the row is shown without one.
  }
  return picture;
}

std::vector<ErrorPicture> first_of(const PredictionTable& table,
                                   const std::vector<std::size_t>& rows, std::size_t most) {
  std::vector<ErrorPicture> pictures;
  for (std::size_t i = 0; i < std::min(most, rows.size()); ++i)
    pictures.push_back(error_picture(table, rows[i]));
  return pictures;
}

// One kind of error in rows of four; `y` is where it begins, and then where it ends.
std::string sheet_part(const PredictionTable& table, const std::string& heading,
                       const std::vector<ErrorPicture>& pictures, int& y) {
  constexpr int columns = 4;
  constexpr int cell = 110;
  constexpr int side = 100;
  std::string text = "<text class=\"heading\" x=\"0\" y=\"" + std::to_string(y + 15) + "\">" +
                     escaped(heading) + "</text>\n";
  y += 28;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const int x = static_cast<int>(i % columns) * cell;
    if (i > 0 && i % columns == 0) y += side + 36;
    const PredictionRow& row = table.rows[pictures[i].row];
    const std::string place = " x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) +
                              "\" width=\"" + std::to_string(side) + "\" height=\"" +
                              std::to_string(side) + "\"";
    text += "<g><title>" + escaped(row.file) + "</title>";
    text += pictures[i].data_url.empty()
                ? "<rect class=\"area quiet\"" + place + "/>"
                : "<image" + place + " href=\"" + pictures[i].data_url + "\"/>";
    text += "<text class=\"tick\" x=\"" + std::to_string(x) + "\" y=\"" +
            std::to_string(y + side + 15) + "\">" + escaped(caption_of(row)) + "</text></g>\n";
  }
  y += (pictures.empty() ? 0 : side) + 40;
  return text;
}

}  // namespace

WorstErrors worst_errors(const PredictionTable& table, const Judgement& judgement,
                         std::size_t most) {
  return {first_of(table, judgement.missed, most), first_of(table, judgement.alarms, most)};
}

std::string caption_of(const PredictionRow& row) {
  return row.true_class + ", said " + fixed(100 * row.probability_malignant, 1) + " %";
}

std::string error_sheet(const PredictionTable& table, const WorstErrors& errors) {
  int y = 0;
  std::string body =
      sheet_part(table, "Malignant called benign, the surest first", errors.missed, y);
  body += sheet_part(table, "Benign called malignant, the surest first", errors.alarms, y);
  const std::string height = std::to_string(y);
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" viewBox=\"0 0 440 " + height +
         "\" role=\"img\" aria-labelledby=\"worst-title\">\n<title id=\"worst-title\">The worst "
         "errors</title>\n<rect class=\"paper\" width=\"440\" height=\"" +
         height + "\"/>\n" + body + "</svg>\n";
}

}  // namespace lesionlens::evaluation
