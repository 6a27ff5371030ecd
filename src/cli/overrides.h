// Options that override a recipe: what is not given stays as the recipe has it.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>

namespace lesionlens::cli {

template <class T>
CLI::Option* number(CLI::App& command, const char* name, std::optional<T>& value, const char* help,
                    double from, double to, const char* group) {
  return command.add_option(name, value, help)->check(CLI::Range(from, to))->group(group);
}

// "--name,!--no-name". CLI11's own flag would set an optional to false where it is not given.
inline CLI::Option* yes_or_no(CLI::App& command, const char* names, std::optional<bool>& value,
                              const char* help, const char* group) {
  return command
      .add_flag_function(
          names, [&value](std::int64_t count) { value = count > 0; }, help)
      ->group(group);
}

template <class T, class U>
void take(T& value, const std::optional<U>& given) {
  if (given) value = static_cast<T>(*given);
}

}  // namespace lesionlens::cli
