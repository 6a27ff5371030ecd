// The subcommands of `lesionlens`; each lives in a file of its name and adds itself to the command
// line.
#pragma once

#include <CLI/CLI.hpp>

namespace lesionlens::cli {

// Exit codes of the program. 2 is what a wrong command line gives in most programs.
enum ExitCode : int {
  success = 0,
  some_inputs_failed = 1,  // the others were done
  wrong_usage = 2,         // options, data folders or weights that do not fit
  failed = 3,              // files that cannot be read or written, memory, a defect
  interrupted = 130,       // stopped by Ctrl-C, as shells count it
};

// Each stores its exit code in `exit_code` when it has run.
void add_augment(CLI::App& app, int& exit_code);
void add_train(CLI::App& app, int& exit_code);
void add_evaluate(CLI::App& app, int& exit_code);
void add_predict(CLI::App& app, int& exit_code);
void add_convert(CLI::App& app, int& exit_code);
void add_export(CLI::App& app, int& exit_code);
void add_familiarity(CLI::App& app, int& exit_code);
void add_inspect(CLI::App& app, int& exit_code);
void add_quality(CLI::App& app, int& exit_code);

}  // namespace lesionlens::cli
