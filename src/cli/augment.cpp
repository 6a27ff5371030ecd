// lesionlens augment: one picture -> a sheet of what the network will see of it while it learns.

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "cli/augmentation_options.h"
#include "cli/commands.h"
#include "files/file.h"
#include "image/decode.h"
#include "image/encode.h"
#include "training/contact_sheet.h"
#include "training/options.h"
#include "training/pictures.h"

namespace lesionlens::cli {
namespace {

struct AugmentArguments {
  std::string image;
  std::string output;
  std::string recipe = "scratch";
  std::string crop = "centre-square";
  int input_size = 224;
  int columns = 6;
  int rows = 4;
  std::uint64_t seed = 1;
  AugmentationOverrides overrides;
};

void run_augment(const AugmentArguments& a) {
  image::Preprocessing how;
  how.width = how.height = a.input_size;
  how.crop = image::crop_named(a.crop);
  training::Augmentation augmentation = a.recipe == "transfer"
                                            ? training::recipe_for_transfer().augmentation
                                            : training::recipe_from_scratch().augmentation;
  override_augmentation(augmentation, a.overrides);
  const std::vector<training::Picture> pictures =
      training::load_pictures({{a.image, 0}}, how).pictures;
  if (pictures.empty()) {
    // Says why.
    image::decode(files::read_file(a.image));
  }
  const image::Image sheet =
      training::contact_sheet(pictures.at(0).image(), how, augmentation, a.columns, a.rows, a.seed);
  const bool jpeg = a.output.ends_with(".jpg") || a.output.ends_with(".jpeg");
  files::write_file(a.output, jpeg ? image::encode_jpeg(sheet, 90) : image::encode_png(sheet));
  std::printf("%s: %d views, the first as the classifier sees the picture\n", a.output.c_str(),
              a.columns * a.rows);
}

}  // namespace

void add_augment(CLI::App& app, int& exit_code) {
  auto a = std::make_shared<AugmentArguments>();
  CLI::App* command = app.add_subcommand(
      "augment", "Draw a sheet of what the network sees of a picture while it learns");
  command->add_option("IMAGE", a->image, "Picture, JPEG or PNG")->required();
  command->add_option("--output", a->output, "Sheet to write (.png or .jpg)")
      ->required()
      ->check([](const std::string& name) {
        const bool known =
            name.ends_with(".png") || name.ends_with(".jpg") || name.ends_with(".jpeg");
        return known ? std::string() : "'" + name + "' must end in .png or .jpg.";
      });
  command->add_option("--recipe", a->recipe, "Whose augmentation: scratch or transfer")
      ->check(CLI::IsMember({"scratch", "transfer"}))
      ->capture_default_str();
  command->add_option("--input-size", a->input_size, "Side of the network's input in pixels")
      ->check(CLI::Range(32, 1024))
      ->capture_default_str();
  command->add_option("--crop", a->crop, "What the network sees of a photo")
      ->check(CLI::IsMember({"centre-square", "stretch"}))
      ->capture_default_str();
  command->add_option("--columns", a->columns, "Views side by side")
      ->check(CLI::Range(1, 20))
      ->capture_default_str();
  command->add_option("--rows", a->rows, "Rows of views")
      ->check(CLI::Range(1, 20))
      ->capture_default_str();
  command->add_option("--seed", a->seed, "Of what is drawn")->capture_default_str();
  add_augmentation_options(*command, a->overrides);
  command->callback([a, &exit_code] {
    run_augment(*a);
    exit_code = ExitCode::success;
  });
}

}  // namespace lesionlens::cli
