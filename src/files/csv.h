// Comma-separated values (RFC 4180), read whole.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lesionlens::files {

// Rows of fields; quoted fields may hold commas, line breaks and doubled quotes. A byte-order mark
// and empty lines are skipped. Throws options_invalid, naming the line, for a quote that is not
// closed or stands inside a field, and for a row with another number of fields than the first.
std::vector<std::vector<std::string>> parse_csv(std::string_view text);

// The field as it stands in a file: in quotes where it must.
std::string csv_field(std::string_view value);

}  // namespace lesionlens::files
