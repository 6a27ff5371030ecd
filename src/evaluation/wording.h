// Numbers as people read them, the same at the terminal and in the report.
#pragma once

#include <cstddef>
#include <string>

#include "evaluation/judgement.h"

namespace lesionlens::evaluation {

// "0.822", or "n/a" for what is not a number.
std::string fixed(double value, int digits = 3);

// "0.803 to 0.840"; empty where there is no interval.
std::string interval_text(const Interval& interval, int digits = 3);

// "0.822 (0.803 to 0.840)", or the value alone where there is no interval.
std::string figure_text(const Figure& figure, int digits = 3);

// "1 picture", "2 pictures", "12,345 pictures".
std::string counted(std::size_t count, const std::string& thing);

std::string with_capital(std::string text);

}  // namespace lesionlens::evaluation
