// A look at whether text is well-formed XML, as far as drawings and pages of ours go.
#pragma once

#include <string>

namespace lesionlens::tests {

// What is wrong, or nothing: every tag is closed in its order, attributes are quoted, "<" and "&"
// are escaped. `void_elements` as in HTML (meta, img) need not be closed.
std::string fault_in_xml(const std::string& text, bool void_elements = false);

// Whether a number was written that is none: "nan" or "inf" as a word of its own.
bool holds_no_number(const std::string& text);

}  // namespace lesionlens::tests
