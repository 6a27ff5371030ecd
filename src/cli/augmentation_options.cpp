#include "cli/augmentation_options.h"

#include "cli/overrides.h"

namespace lesionlens::cli {

void add_augmentation_options(CLI::App& command, AugmentationOverrides& o) {
  const char* group = "Augmentation (default: by recipe)";
  number(command, "--rotation", o.rotation, "Turn by up to so many degrees", 0, 180, group);
  number(command, "--width-shift", o.width_shift, "Shift by up to this share of the width", 0, 0.9,
         group);
  number(command, "--height-shift", o.height_shift, "Shift by up to this share of the height", 0,
         0.9, group);
  number(command, "--shear", o.shear, "Slant by up to so many degrees", 0, 60, group);
  number(command, "--zoom", o.zoom, "Zoom by up to this share", 0, 0.9, group);
  number(command, "--stretch", o.stretch, "Change width against height by up to this share", 0, 2,
         group);
  yes_or_no(command, "--horizontal-flip,!--no-horizontal-flip", o.horizontal_flip,
            "Mirror half of the pictures left to right", group);
  yes_or_no(command, "--vertical-flip,!--no-vertical-flip", o.vertical_flip,
            "Mirror half of the pictures top to bottom", group);
  number(command, "--brightness", o.brightness, "Change by up to this share", 0, 0.9, group);
  number(command, "--contrast", o.contrast, "Change by up to this share", 0, 0.9, group);
  number(command, "--saturation", o.saturation, "Change by up to this share", 0, 0.9, group);
  number(command, "--white-balance", o.white_balance,
         "Change red and blue by up to this share each", 0, 0.9, group);
  number(command, "--erase", o.erase,
         "Hide a rectangle of up to this share of the view, in half of the views", 0, 0.9, group);
}

void override_augmentation(training::Augmentation& augmentation, const AugmentationOverrides& o) {
  take(augmentation.rotation, o.rotation);
  take(augmentation.width_shift, o.width_shift);
  take(augmentation.height_shift, o.height_shift);
  take(augmentation.shear, o.shear);
  take(augmentation.zoom, o.zoom);
  take(augmentation.stretch, o.stretch);
  take(augmentation.horizontal_flip, o.horizontal_flip);
  take(augmentation.vertical_flip, o.vertical_flip);
  take(augmentation.brightness, o.brightness);
  take(augmentation.contrast, o.contrast);
  take(augmentation.saturation, o.saturation);
  take(augmentation.white_balance, o.white_balance);
  take(augmentation.erase, o.erase);
}

}  // namespace lesionlens::cli
