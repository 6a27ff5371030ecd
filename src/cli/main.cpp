// lesionlens: trains, evaluates and runs the networks that the page shows.

#include <malloc.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <limits>
#include <new>
#include <string_view>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/version.h"

namespace {

using lesionlens::cli::ExitCode;

int exit_code_of(lesionlens::ErrorCode code) {
  switch (code) {
    case lesionlens::ErrorCode::options_invalid:
    case lesionlens::ErrorCode::weights_damaged:
    case lesionlens::ErrorCode::weights_mismatch:
      return ExitCode::wrong_usage;
    default:
      return ExitCode::failed;
  }
}

// Training allocates and frees the same large blocks at every step, and two pools of threads take
// turns. Keeping freed memory and letting idle threads sleep doubles its speed; OpenMP reads its
// variable at start-up, hence the second start.
void prepare_for_training(char** arguments) {
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  mallopt(M_TOP_PAD, 256 << 20);
  if (std::getenv("OMP_WAIT_POLICY") != nullptr) return;
  setenv("OMP_WAIT_POLICY", "passive", 1);
  execv("/proc/self/exe", arguments);  // where it fails, training is only slower
}

}  // namespace

int main(int count, char** arguments) {
  if (count > 1 && std::string_view(arguments[1]) == "train") prepare_for_training(arguments);

  CLI::App app{
      "Lesionlens tells benign from malignant skin lesions in photos, on this machine.\n"
      "It is a decision aid, not a diagnosis."};
  app.name("lesionlens");
  app.set_version_flag("--version", std::string(lesionlens::cli::version));
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 success, 1 some inputs could not be read, 2 wrong options or weights, 3 other "
      "failure.\n"
      "'lesionlens COMMAND --help' tells more of each command.");
  int exit_code = ExitCode::success;
  lesionlens::cli::add_predict(app, exit_code);
  lesionlens::cli::add_evaluate(app, exit_code);
  lesionlens::cli::add_train(app, exit_code);
  lesionlens::cli::add_augment(app, exit_code);
  lesionlens::cli::add_convert(app, exit_code);
  lesionlens::cli::add_export(app, exit_code);
  lesionlens::cli::add_inspect(app, exit_code);
  lesionlens::cli::add_familiarity(app, exit_code);
  lesionlens::cli::add_quality(app, exit_code);

  try {
    app.parse(count, arguments);
    return exit_code;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? ExitCode::success : ExitCode::wrong_usage;
  } catch (const lesionlens::Error& error) {
    std::fprintf(stderr, "lesionlens: %s\n", error.what());
    return exit_code_of(error.code());
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "lesionlens: There is not enough memory for this.\n");
    return ExitCode::failed;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "lesionlens: A defect of this program: %s\n", error.what());
    return ExitCode::failed;
  }
}
