#include "support/xml.h"

#include <regex>
#include <vector>

namespace lesionlens::tests {
namespace {

std::string around(const std::string& text, std::size_t place) {
  return "near '" + text.substr(place, 40) + "'";
}

bool is_void(const std::string& name) { return name == "meta" || name == "img"; }

// `tag` is what stands between < and >.
bool has_quoted_attributes(const std::string& tag) {
  static const std::regex form("/?[a-zA-Z][a-zA-Z0-9]*(\\s+[a-zA-Z:-]+=\"[^\"<]*\")*\\s*/?");
  return std::regex_match(tag, form);
}

}  // namespace

std::string fault_in_xml(const std::string& text, bool void_elements) {
  static const std::regex entity("&(amp|lt|gt|quot|#[0-9]+);");
  for (std::size_t i = text.find('&'); i != std::string::npos; i = text.find('&', i + 1)) {
    if (!std::regex_search(text.begin() + static_cast<std::ptrdiff_t>(i), text.end(), entity,
                           std::regex_constants::match_continuous))
      return "bare & " + around(text, i);
  }
  std::vector<std::string> open;
  for (std::size_t i = text.find('<'); i != std::string::npos; i = text.find('<', i + 1)) {
    const std::size_t end = text.find('>', i);
    if (end == std::string::npos) return "an open tag " + around(text, i);
    const std::string tag = text.substr(i + 1, end - i - 1);
    if (tag.starts_with('?') || tag.starts_with('!')) continue;
    // Embedded pictures are long, and a regular expression recurses.
    const std::size_t data = tag.find("data:");
    const std::string short_tag =
        data == std::string::npos ? tag : tag.substr(0, data) + tag.substr(tag.find('"', data));
    if (!has_quoted_attributes(short_tag)) return "an odd tag " + around(text, i);
    const std::string name = tag.substr(0, tag.find_first_of(" \n/", 1));
    if (tag.starts_with('/')) {
      if (open.empty() || "/" + open.back() != name) return "a stray end " + around(text, i);
      open.pop_back();
    } else if (!tag.ends_with('/') && !(void_elements && is_void(name))) {
      open.push_back(name);
    }
  }
  return open.empty() ? "" : "not closed: " + open.back();
}

bool holds_no_number(const std::string& text) {
  static const std::regex word("\\b(nan|inf)\\b");
  return std::regex_search(text, word);
}

}  // namespace lesionlens::tests
