#include "files/csv.h"

#include <algorithm>

#include "base/error.h"

namespace lesionlens::files {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  std::vector<std::vector<std::string>> rows() {
    std::vector<std::vector<std::string>> all;
    while (at_ < text_.size()) {
      const std::size_t line = line_;
      std::vector<std::string> row = read_row();
      if (row.size() == 1 && row[0].empty()) continue;
      if (!all.empty() && row.size() != all[0].size()) {
        refuse(line, "has " + std::to_string(row.size()) + " fields where the first has " +
                         std::to_string(all[0].size()) + ".");
      }
      all.push_back(std::move(row));
    }
    return all;
  }

 private:
  [[noreturn]] static void refuse(std::size_t line, const std::string& what) {
    throw Error(ErrorCode::options_invalid, "Line " + std::to_string(line) + " " + what);
  }

  // One row and its line break.
  std::vector<std::string> read_row() {
    std::vector<std::string> row;
    while (true) {
      row.push_back(at_ < text_.size() && text_[at_] == '"' ? read_quoted() : read_plain());
      if (at_ < text_.size() && text_[at_] == ',') {
        ++at_;
        continue;
      }
      if (at_ < text_.size() && text_[at_] == '\r') ++at_;
      if (at_ < text_.size() && text_[at_] == '\n') ++at_;
      ++line_;
      return row;
    }
  }

  std::string read_plain() {
    const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    const std::string_view field = text_.substr(at_, end - at_);
    if (field.find('"') != std::string_view::npos)
      refuse(line_, "has a quote inside a field that does not begin with one.");
    at_ = end;
    return std::string(field);
  }

  std::string read_quoted() {
    const std::size_t line = line_;
    std::string field;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
        ++at_;
      }
      if (text_[at_] == '\n') ++line_;
      field += text_[at_];
    }
    if (at_ >= text_.size()) refuse(line, "opens a quote that is never closed.");
    ++at_;
    if (at_ < text_.size() && text_.substr(at_, 1).find_first_of(",\r\n") == std::string_view::npos)
      refuse(line_, "has text after a closing quote.");
    return field;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

std::vector<std::vector<std::string>> parse_csv(std::string_view text) {
  return Reader(text).rows();
}

std::string csv_field(std::string_view value) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(value);
  std::string quoted = "\"";
  for (const char c : value) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

}  // namespace lesionlens::files
