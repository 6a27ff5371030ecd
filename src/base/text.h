// Words for sentences.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lesionlens {

// What a hostile file says must not steer a terminal: each control character becomes '?'.
std::string without_control_characters(std::string_view text);

// A name for a sentence, in quotes: cut short and free of control characters, because it may come
// from a hostile file.
std::string printable(std::string_view name);

// "12,345"
std::string grouped(std::int64_t number);

// "akiec, bcc, mel"
std::string listed(const std::vector<std::string>& names);

// "(32, 3, 3, 3)"
std::string shape_text(const std::vector<std::int64_t>& shape);

// ASCII letters only; others stay.
std::string lower_case(std::string text);

}  // namespace lesionlens
