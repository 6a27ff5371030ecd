// Expectations on the library's exceptions.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/error.h"

namespace lesionlens::tests {

// Runs `work` and expects an Error of this code whose sentence contains `part`.
template <class Work>
void expect_error(ErrorCode code, const std::string& part, const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    EXPECT_EQ(name_of(error.code()), name_of(code)) << error.what();
    EXPECT_THAT(error.what(), testing::HasSubstr(part));
    EXPECT_THAT(error.what(), testing::EndsWith(".")) << "an error is a sentence";
    return;
  }
  ADD_FAILURE() << "nothing was thrown; expected " << name_of(code);
}

}  // namespace lesionlens::tests
