// The program as a user meets it: what it prints, where, and how it exits.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "files/file.h"
#include "image/decode.h"
#include "onnx/onnx_export.h"
#include "support/pictures.h"
#include "support/temporary_folder.h"
#include "support/weights.h"

namespace lesionlens::tests {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

struct Outcome {
  int exit_code = -1;
  std::string output;  // standard output
  std::string errors;  // standard error
};

std::string quoted_for_shell(const std::string& text) {
  std::string result(1, '\'');
  for (const char c : text) {
    if (c == '\'') {
      result.append("'\\''");
    } else {
      result.push_back(c);
    }
  }
  result.push_back('\'');
  return result;
}

std::string text_of(const std::filesystem::path& path) {
  const auto bytes = files::read_file(path);
  return {bytes.begin(), bytes.end()};
}

class Cli : public testing::Test {
 protected:
  Cli() {
    weights_ = (folder_ / "weights.safetensors").string();
    files::write_file(weights_, network::write_weights(random_weights("mobilenet-v2", 32),
                                                       network::Storage::float16));
    photo_ = (folder_ / "photo.jpg").string();
    files::write_file(photo_, encode_jpeg(draw_lesion(80, 60)));
  }

  Outcome run(const std::vector<std::string>& arguments) const {
    std::string command = quoted_for_shell(LESIONLENS_PROGRAM);
    for (const std::string& argument : arguments) command += " " + quoted_for_shell(argument);
    const std::string out = (folder_ / "stdout").string();
    const std::string err = (folder_ / "stderr").string();
    command += " >" + quoted_for_shell(out) + " 2>" + quoted_for_shell(err) + " </dev/null";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(out), text_of(err)};
  }

  // Trains on the folder that draw_data_folder drew, at 32 pixels; `more`: further options.
  Outcome train(const std::string& architecture, const std::string& output, int epochs,
                const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = {"train",          (folder_ / "data").string(),
                                          "--architecture", architecture,
                                          "--input-size",   "32",
                                          "--epochs",       std::to_string(epochs),
                                          "--output",       output};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }

  static std::vector<json> lines_of(const std::string& text) {
    std::vector<json> lines;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find('\n', begin);
      lines.push_back(json::parse(text.substr(begin, end - begin)));
      begin = end + 1;
    }
    return lines;
  }

  TemporaryFolder folder_;
  std::string weights_;
  std::string photo_;
};

TEST_F(Cli, HelpNamesEveryCommandAndTheExitCodes) {
  const Outcome o = run({"--help"});
  EXPECT_EQ(o.exit_code, 0);
  for (const char* word : {"train", "augment", "evaluate", "predict", "convert", "export",
                           "inspect", "familiarity", "quality", "Exit codes", "not a diagnosis"})
    EXPECT_THAT(o.output, HasSubstr(word));
}

TEST_F(Cli, HelpOfEveryCommandSaysWhatItNeeds) {
  for (const char* command : {"train", "evaluate", "predict"}) {
    const Outcome o = run({command, "--help"});
    EXPECT_EQ(o.exit_code, 0);
    EXPECT_THAT(o.output, HasSubstr("--weights"));
  }
  EXPECT_THAT(run({"export", "--help"}).output, HasSubstr("WEIGHTS OUTPUT"));
  EXPECT_THAT(run({"augment", "--help"}).output, HasSubstr("--output"));
}

TEST_F(Cli, VersionIsPrinted) {
  EXPECT_EQ(run({"--version"}).output, std::string(LESIONLENS_VERSION) + "\n");
}

TEST_F(Cli, NoCommandAndUnknownOptionsAreWrongUsage) {
  EXPECT_EQ(run({}).exit_code, 2);
  EXPECT_EQ(run({"fly"}).exit_code, 2);
  EXPECT_EQ(run({"predict"}).exit_code, 2);
  EXPECT_EQ(run({"predict", photo_, "--colour"}).exit_code, 2);
}

TEST_F(Cli, PredictSaysMalignantOrBenignWithTheProbability) {
  const Outcome o = run({"predict", photo_, "--weights", weights_});
  EXPECT_EQ(o.exit_code, 0) << o.errors;
  EXPECT_THAT(o.output,
              testing::ContainsRegex(
                  "Predicted: (Malignant|Benign) \\(probability of malignant [0-9.]+ %\\)"));
  EXPECT_THAT(o.output, HasSubstr("not a diagnosis"));
}

TEST_F(Cli, PredictGivesOneJsonObjectALine) {
  const Outcome o = run({"predict", photo_, photo_, "--json", "--weights", weights_});
  EXPECT_EQ(o.exit_code, 0);
  const auto lines = lines_of(o.output);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0]["file"], photo_);
  EXPECT_TRUE(lines[0]["predicted"] == "malignant" || lines[0]["predicted"] == "benign");
  EXPECT_GE(lines[0]["probability_malignant"].get<double>(), 0);
  EXPECT_LE(lines[0]["probability_malignant"].get<double>(), 1);
  EXPECT_EQ(lines[0]["weights"]["name"], "random");
  EXPECT_EQ(lines[0]["weights"]["sha256"], files::sha256(files::read_file(weights_)));
}

TEST_F(Cli, PredictGoesOnAfterAFileThatCannotBeRead) {
  const std::string text = (folder_ / "letter.jpg").string();
  files::write_file(text, std::string_view("Dear doctor"));
  const Outcome o = run({"predict", "/no/such.jpg", text, photo_, "--json", "--weights", weights_});
  EXPECT_EQ(o.exit_code, 1);
  const auto lines = lines_of(o.output);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0]["error"]["code"], "file-unreadable");
  EXPECT_EQ(lines[1]["error"]["code"], "image-unknown-format");
  EXPECT_FALSE(lines[1].contains("predicted"));
  EXPECT_TRUE(lines[2].contains("predicted"));

  const Outcome plain = run({"predict", text, photo_, "--weights", weights_});
  EXPECT_EQ(plain.exit_code, 1);
  EXPECT_THAT(plain.errors, HasSubstr("letter.jpg"));
  EXPECT_THAT(plain.output, HasSubstr("photo.jpg: Predicted: "));
}

TEST_F(Cli, AFileNameThatIsNoUtf8DoesNotStopTheOutput) {
  const std::string odd = folder_.path().string() + "/\xff\xfe.jpg";
  const Outcome o = run({"predict", odd, "--json", "--weights", weights_});
  EXPECT_EQ(o.exit_code, 1);
  EXPECT_EQ(lines_of(o.output).size(), 1U);
}

TEST_F(Cli, PredictTakesTheShippedWeightsByDefault) {
  const Outcome o = run({"predict", photo_, "--json"});
  EXPECT_EQ(o.exit_code, 0) << o.errors;
  const auto shipped = files::read_file(std::filesystem::path(LESIONLENS_MODEL_DIRECTORY) /
                                        "lesionlens-default.safetensors");
  EXPECT_EQ(lines_of(o.output)[0]["weights"]["sha256"], files::sha256(shipped));
}

TEST_F(Cli, DamagedWeightsAreRefusedInOneSentence) {
  const Outcome o = run({"predict", photo_, "--weights", photo_});
  EXPECT_EQ(o.exit_code, 2);
  EXPECT_THAT(o.errors, HasSubstr("weights file is damaged"));
  EXPECT_EQ(std::count(o.errors.begin(), o.errors.end(), '\n'), 1);
}

TEST_F(Cli, EvaluateCountsAndJudges) {
  draw_data_folder(folder_ / "data", "test", 5);
  files::write_file(folder_ / "data" / "test" / "benign" / "broken.jpg", std::string_view("x"));
  const Outcome o = run({"evaluate", (folder_ / "data").string(), "--weights", weights_, "--json"});
  EXPECT_EQ(o.exit_code, 1) << "one picture could not be read";
  EXPECT_THAT(o.errors, HasSubstr("broken.jpg"));
  const json result = json::parse(o.output);
  EXPECT_EQ(result["pictures"]["benign"], 5);
  EXPECT_EQ(result["pictures"]["malignant"], 5);
  EXPECT_EQ(result["pictures"]["skipped"], 1);
  const auto& confusion = result["confusion"];
  const double right = confusion["true_benign"]["predicted_benign"].get<double>() +
                       confusion["true_malignant"]["predicted_malignant"].get<double>();
  EXPECT_DOUBLE_EQ(result["accuracy"].get<double>(), right / 10);
  EXPECT_TRUE(result["auc"].is_number());

  const Outcome text = run({"evaluate", (folder_ / "data").string(), "--weights", weights_});
  for (const char* word : {"accuracy", "AUC", "sensitivity", "specificity", "predicted benign"})
    EXPECT_THAT(text.output, HasSubstr(word));
}

TEST_F(Cli, EvaluateJudgesASavedTableWithoutThePictures) {
  draw_data_folder(folder_ / "data", "test", 5);
  const std::string table = (folder_ / "predictions.csv").string();
  const std::string recorded = (folder_ / "recorded.safetensors").string();
  const Outcome first =
      run({"evaluate", (folder_ / "data").string(), "--weights", weights_, "--json",
           "--predictions", table, "--bootstrap", "50", "--record", recorded});
  EXPECT_EQ(first.exit_code, 0) << first.errors;
  const json figures =
      json::parse(network::read_weights(files::read_file(recorded)).metadata.figures);
  EXPECT_EQ(figures["figures"], json::parse(first.output)["figures"]);
  EXPECT_EQ(figures["data"], "data") << "no path of this machine";
  std::filesystem::remove_all(folder_ / "data");
  const Outcome again = run({"evaluate", "--table", table, "--json", "--bootstrap", "50"});
  EXPECT_EQ(again.exit_code, 0) << again.errors;
  EXPECT_EQ(again.output, first.output);
  EXPECT_EQ(run({"evaluate", "--table", table, "--weights", weights_}).exit_code, 2);
  EXPECT_EQ(run({"evaluate"}).exit_code, 2);
}

TEST_F(Cli, EvaluateTakesAManifestAndWritesReportAndPlots) {
  draw_data_folder(folder_ / "data", "test", 4);
  std::string manifest = "image,split,dx,lesion,site\n";
  for (int i = 0; i < 4; ++i) {
    const std::string name = std::to_string(i) + ".jpg";
    manifest += "data/test/benign/" + name + ",test,nv,a" + std::to_string(i / 2) + ",leg\n";
    manifest += "data/test/malignant/" + name + ",test," + (i < 2 ? "mel" : "bcc") + ",b" +
                std::to_string(i) + ",\"arm, left\"\n";
  }
  files::write_file(folder_ / "labels.csv", manifest);
  files::write_file(folder_ / "history.csv",
                    std::string_view("epoch,training_loss,validation_auc\n1,0.7,0.6\n2,0.5,0.8\n"));
  const std::string report = (folder_ / "report.html").string();
  const std::vector<std::string> command = {"evaluate",       (folder_ / "labels.csv").string(),
                                            "--weights",      weights_,
                                            "--file-column",  "image",
                                            "--label-column", "dx",
                                            "--group-column", "lesion",
                                            "--malignant",    "mel,bcc",
                                            "--slices",       "site",
                                            "--bootstrap",    "20",
                                            "--history",      (folder_ / "history.csv").string(),
                                            "--report",       report,
                                            "--plots",        (folder_ / "plots").string(),
                                            "--json"};
  const Outcome o = run(command);
  ASSERT_EQ(o.exit_code, 0) << o.errors;
  const json result = json::parse(o.output);
  EXPECT_EQ(result["lesions"], (json{{"benign", 2}, {"malignant", 4}}));
  EXPECT_EQ(result["true_classes"][0]["class"], "bcc");
  EXPECT_EQ(result["slices"][0]["value"], "arm, left");
  EXPECT_EQ(result["slices"][0]["pictures"]["malignant"], 4);
  EXPECT_THAT(text_of(report), HasSubstr("data:image/jpeg"));
  EXPECT_THAT(text_of(report), HasSubstr("Loss by epoch"));
  for (const char* name : {"confusion", "roc", "precision-recall", "reliability", "decision",
                           "loss", "accuracy", "worst-errors"})
    EXPECT_THAT(text_of(folder_ / "plots" / (std::string(name) + ".svg")), HasSubstr("</svg>"));

  std::vector<std::string> private_command = command;
  private_command.emplace_back("--no-pictures");
  EXPECT_EQ(run(private_command).exit_code, 0);
  EXPECT_THAT(text_of(report), Not(HasSubstr("data:image/jpeg")));
}

TEST_F(Cli, EvaluateJudgesANetworkOfManyClassesOnBenignAndMalignant) {
  network::Metadata metadata = random_weights("mobilenet-v2", 32).metadata;
  metadata.classes = {"mel", "nv", "bcc"};
  metadata.malignant_classes = {"mel", "bcc"};
  files::write_file(weights_,
                    network::write_weights(random_weights(metadata), network::Storage::float16));
  draw_data_folder(folder_ / "data", "test", 3);
  const Outcome o = run({"evaluate", (folder_ / "data").string(), "--weights", weights_, "--json"});
  ASSERT_EQ(o.exit_code, 0) << o.errors;
  const json result = json::parse(o.output);
  EXPECT_TRUE(result["auc"].is_number());
  EXPECT_TRUE(result["classes"].is_null()) << "the data knows no class of the network";
}

TEST_F(Cli, EvaluateJudgesOnWhatTrainWouldSplitOff) {
  draw_data_folder(folder_ / "data", "train", 12);
  const Outcome o = run({"evaluate", (folder_ / "data").string(), "--weights", weights_, "--json",
                         "--part", "validation", "--validation-share", "0.25"});
  ASSERT_EQ(o.exit_code, 0) << o.errors;
  EXPECT_EQ(json::parse(o.output)["pictures"]["malignant"], 3);
  EXPECT_EQ(json::parse(o.output)["pictures"]["benign"], 3);
}

TEST_F(Cli, EvaluateWarnsOfPicturesThatLookLikeOnesOfAnotherPart) {
  draw_data_folder(folder_ / "data", "test", 2);
  draw_data_folder(folder_ / "data", "train", 2);  // the same pictures
  const std::string data = (folder_ / "data").string();
  const Outcome o = run({"evaluate", data, "--weights", weights_, "--json"});
  EXPECT_EQ(o.exit_code, 0);
  EXPECT_THAT(o.errors, HasSubstr("4 of 4 pictures of the part test look like"));
  EXPECT_EQ(json::parse(o.output)["pictures"]["near_duplicates"], 4);
  const Outcome quiet = run({"evaluate", data, "--weights", weights_, "--json", "--no-comparison"});
  EXPECT_EQ(quiet.errors, "");
  EXPECT_TRUE(json::parse(quiet.output)["pictures"]["near_duplicates"].is_null());
}

TEST_F(Cli, EvaluateNamesAMissingFolder) {
  const Outcome o = run({"evaluate", "/no/such", "--weights", weights_});
  EXPECT_EQ(o.exit_code, 3);
  EXPECT_THAT(o.errors, HasSubstr("'/no/such' does not exist"));
}

TEST_F(Cli, AugmentDrawsASheetThatBeginsWithThePictureItself) {
  const std::string sheet = (folder_ / "sheet.png").string();
  const Outcome o = run({"augment", photo_, "--output", sheet, "--input-size", "32", "--columns",
                         "3", "--rows", "2"});
  ASSERT_EQ(o.exit_code, 0) << o.errors;
  const image::Image drawn = image::decode(files::read_file(sheet));
  EXPECT_EQ(drawn.width, 3 * 32 + 2 * 4);
  EXPECT_EQ(drawn.height, 2 * 32 + 4);
  EXPECT_EQ(run({"augment", photo_, "--output", (folder_ / "sheet.gif").string()}).exit_code, 2);
  EXPECT_EQ(run({"augment", "/no/such.jpg", "--output", sheet}).exit_code, 3);
}

TEST_F(Cli, WhatTrainWritesPredictReads) {
  draw_data_folder(folder_ / "data", "train", 12);
  const std::string output = (folder_ / "trained.safetensors").string();
  const Outcome o = train("skin-cancer-cnn", output, 2, {"--name", "spots"});
  ASSERT_EQ(o.exit_code, 0) << o.errors;
  EXPECT_THAT(o.output, HasSubstr("epoch  2/2"));
  EXPECT_THAT(o.output, HasSubstr("split off the training part by picture"));
  EXPECT_THAT(text_of(output + ".run/history.csv"), HasSubstr("epoch,learning_rate,"));
  EXPECT_EQ(
      lines_of(
          run({"predict", photo_, "--json", "--weights", output}).output)[0]["weights"]["name"],
      "spots");
}

TEST_F(Cli, ARefitLearnsTheValidationPicturesTooAndSaysSo) {
  draw_data_folder(folder_ / "data", "train", 12);
  const std::string data = (folder_ / "data").string();
  const std::string chosen = (folder_ / "chosen.safetensors").string();
  const std::string refitted = (folder_ / "refitted.safetensors").string();
  const auto refit = [&](const std::string& judged) {
    return train("skin-cancer-cnn", refitted, 2, {"--schedule", "constant", "--refit", judged});
  };
  ASSERT_EQ(train("skin-cancer-cnn", chosen, 2, {"--schedule", "constant"}).exit_code, 0);
  const Outcome o = refit(chosen);
  ASSERT_EQ(o.exit_code, 0) << o.errors;
  EXPECT_THAT(o.output, HasSubstr("training:   12 benign, 12 malignant"));
  EXPECT_THAT(o.output, HasSubstr("validation: none, its pictures are learnt, too"));
  EXPECT_THAT(o.output, Not(HasSubstr("AUC"))) << "none is known";
  const auto about = [&](const std::string& file) {
    return json::parse(run({"inspect", file, "--json"}).output);
  };
  EXPECT_EQ(about(refitted)["threshold"]["value"], about(chosen)["threshold"]["value"]);
  EXPECT_EQ(about(refitted)["learnt_validation"], true);
  const auto judge = [&](const std::string& file) {
    return run({"evaluate", data, "--part", "validation", "--weights", file}).errors;
  };
  EXPECT_THAT(judge(refitted), HasSubstr("these weights learnt the validation pictures"));
  EXPECT_THAT(judge(chosen), Not(HasSubstr("learnt the validation pictures")));

  const Outcome refused = refit(photo_);
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.errors, HasSubstr("Weights to refit '" + photo_ + "': "));
}

TEST_F(Cli, ExportWritesTheOnnxModelOfTheWeights) {
  const std::string output = (folder_ / "network.onnx").string();
  const Outcome o = run({"export", weights_, output});
  ASSERT_EQ(o.exit_code, 0) << o.errors;
  EXPECT_THAT(o.output, HasSubstr("photo (N, 3, 32, 32)"));
  EXPECT_EQ(files::read_file(output),
            onnx::export_network(network::read_weights(files::read_file(weights_))));
}

TEST_F(Cli, ExportRefusesWhatIsNoWeightsFile) {
  const std::string output = (folder_ / "network.onnx").string();
  EXPECT_EQ(run({"export", photo_, output}).exit_code, 2);
  EXPECT_FALSE(std::filesystem::exists(output));
}

TEST_F(Cli, TrainWritesANetworkOfTheWidthAskedFor) {
  draw_data_folder(folder_ / "data", "train", 6);
  const std::string output = (folder_ / "narrow.safetensors").string();
  const std::vector<std::string> narrow = {"--width", "0.35"};
  const Outcome refused = train("skin-cancer-cnn", output, 1, narrow);
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.errors, HasSubstr("one width only"));
  const Outcome o = train("mobilenet-v2", output, 1, narrow);
  ASSERT_EQ(o.exit_code, 0) << o.errors;
  EXPECT_EQ(network::read_weights(files::read_file(output)).metadata.options.width, 0.35);
  EXPECT_EQ(json::parse(text_of(output + ".run/run.json"))["width"], 0.35);
}

TEST_F(Cli, TrainChangesOnlyWhatIsGivenInTheRecipe) {
  draw_data_folder(folder_ / "data", "train", 6);
  const std::string output = (folder_ / "network.safetensors").string();
  const Outcome o = train("skin-cancer-cnn", output, 1,
                          {"--recipe", "transfer", "--no-vertical-flip", "--class-weights"});
  ASSERT_EQ(o.exit_code, 0) << o.errors;
  const json options = json::parse(text_of(output + ".run/run.json"))["options"];
  EXPECT_EQ(options["horizontal_flip"], true);
  EXPECT_EQ(options["vertical_flip"], false);
  EXPECT_EQ(options["class_weights"], true);
  EXPECT_EQ(options["rotation"], 180);
}

TEST_F(Cli, ConvertStoresTheSameNetworkSmaller) {
  const std::string small = (folder_ / "small.safetensors").string();
  const Outcome o = run({"convert", weights_, small, "--storage", "int8"});
  ASSERT_EQ(o.exit_code, 0) << o.errors;
  EXPECT_THAT(o.output, HasSubstr("int8"));
  EXPECT_LT(text_of(small).size(), text_of(weights_).size() * 6 / 10);
  const auto probability = [&](const std::string& weights) {
    return lines_of(run({"predict", photo_, "--json", "--weights", weights}).output)
        .at(0)["probability_malignant"]
        .get<double>();
  };
  EXPECT_NEAR(probability(small), probability(weights_), 0.02);
}

TEST_F(Cli, ConvertRefusesInOneSentenceAndWritesNothing) {
  const std::string output = (folder_ / "out.safetensors").string();
  EXPECT_EQ(run({"convert", weights_, output, "--storage", "int2"}).exit_code, 2);
  const Outcome damaged = run({"convert", photo_, output});
  EXPECT_EQ(damaged.exit_code, 2);
  EXPECT_EQ(std::count(damaged.errors.begin(), damaged.errors.end(), '\n'), 1);
  EXPECT_EQ(run({"convert", "/no/such.safetensors", output}).exit_code, 3);
  EXPECT_FALSE(std::filesystem::exists(output));
}

TEST_F(Cli, ConvertReadsAndWritesKerasFiles) {
  const std::string cnn = (folder_ / "cnn.safetensors").string();
  const std::string keras = (folder_ / "cnn.h5").string();
  const std::string back = (folder_ / "back.safetensors").string();
  network::WeightsFile weights = random_weights("skin-cancer-cnn", 32);
  weights.metadata.preprocessing.crop = image::Crop::stretch;
  files::write_file(cnn, network::write_weights(weights, network::Storage::float32));
  const Outcome out = run({"convert", cnn, keras});
  ASSERT_EQ(out.exit_code, 0) << out.errors;
  EXPECT_THAT(out.output, HasSubstr("RGB values in [0, 1]"));
  const Outcome in = run({"convert", keras, back, "--storage", "float32", "--threshold", "0.25",
                          "--licence", "CC0", "--name", "taken over"});
  ASSERT_EQ(in.exit_code, 0) << in.errors;
  EXPECT_THAT(in.output, HasSubstr("crop stretch"));
  const json told = json::parse(run({"inspect", back, "--json"}).output);
  EXPECT_EQ(told["name"], "taken over");
  EXPECT_EQ(told["licence"], "CC0");
  EXPECT_EQ(told["threshold"]["value"], 0.25);
  const auto probability = [&](const std::string& file) {
    return lines_of(run({"predict", photo_, "--json", "--weights", file}).output)
        .at(0)["probability_malignant"]
        .get<double>();
  };
  EXPECT_NEAR(probability(back), probability(cnn), 1e-5);

  EXPECT_EQ(run({"convert", weights_, keras}).exit_code, 2) << "no Keras file of mobilenet-v2";
  EXPECT_EQ(
      run({"convert", keras, back, "--classes", "a,b,c", "--malignant-classes", "a"}).exit_code, 2);
  const Outcome told_twice = run({"convert", cnn, back, "--licence", "CC0"});
  EXPECT_EQ(told_twice.exit_code, 2);
  EXPECT_THAT(told_twice.errors, HasSubstr("already"));
}

TEST_F(Cli, InspectSaysWhatAFileIs) {
  network::WeightsFile weights = random_weights("mobilenet-v2", 32);
  weights.metadata.name = "spots\x1b[2J";
  weights.metadata.threshold = 0.305F;
  weights.metadata.threshold_note = "sensitivity 0.95 on 414 pictures";
  weights.metadata.training_data = "drawn spots";
  weights.metadata.figures =
      R"({"test":{"auc":0.9123,"f1":{"value":0.5,"low":0.25,"high":0.75},"interval":[0.9,0.92]},"pictures":40,"curve":[1,2,3,4,5,6,7,8,9]})";
  files::write_file(weights_, network::write_weights(weights, network::Storage::int8));
  const std::string sha256 = files::sha256(files::read_file(weights_));

  const Outcome text = run({"inspect", weights_});
  ASSERT_EQ(text.exit_code, 0) << text.errors;
  for (const std::string& part :
       {std::string("spots?[2J"), sha256, std::string("mobilenet-v2"), std::string("2,225,153"),
        std::string("as I8"), std::string("32 x 32"), std::string("benign, malignant"),
        std::string("0.305: sensitivity 0.95 on 414 pictures"), std::string("drawn spots"),
        std::string("(not said)"), std::string("test / auc"), std::string("0.9123"),
        std::string("0.9  0.92"), std::string("0.5  (0.25 to 0.75)"),
        std::string("(9 entries; see --json)")}) {
    EXPECT_THAT(text.output, HasSubstr(part));
  }
  EXPECT_THAT(text.output, Not(HasSubstr("\x1b")));

  const json object = json::parse(run({"inspect", weights_, "--json"}).output);
  EXPECT_EQ(object["sha256"], sha256);
  EXPECT_EQ(object["bytes"], files::read_file(weights_).size());
  EXPECT_EQ(object["architecture"]["parameters"], 2225153);
  EXPECT_EQ(object["figures"]["test"]["auc"], 0.9123);
  EXPECT_EQ(object["malignant_classes"], json::array({"malignant"}));
  std::uint64_t stored = 0;
  for (const auto& [type, one] : object["storage"].items())
    stored += one["bytes"].get<std::uint64_t>();
  EXPECT_LT(stored, object["bytes"].get<std::uint64_t>());
  EXPECT_GT(stored, 2225153U) << "a byte a parameter at least";
}

TEST_F(Cli, InspectTakesTheShippedWeightsByDefaultAndRefusesOthers) {
  EXPECT_THAT(run({"inspect"}).output, HasSubstr("lesionlens-default"));
  EXPECT_EQ(run({"inspect", photo_}).exit_code, 2);
  EXPECT_EQ(run({"inspect", "/no/such.safetensors"}).exit_code, 3);
}

TEST_F(Cli, TrainRefusesBeforeTheWorkAndLeavesAnOldFileAlone) {
  draw_data_folder(folder_ / "data", "train", 2);
  const std::string data = (folder_ / "data").string();
  const std::string before = text_of(weights_);
  EXPECT_EQ(run({"train", data, "--architecture", "vgg", "--output", weights_}).exit_code, 2);
  EXPECT_EQ(
      run({"train", "/no/such", "--architecture", "mobilenet-v2", "--output", weights_}).exit_code,
      3);
  const Outcome unwritable =
      run({"train", data, "--architecture", "mobilenet-v2", "--output", "/no/such/w.safetensors"});
  EXPECT_EQ(unwritable.exit_code, 3);
  EXPECT_THAT(unwritable.errors, HasSubstr("/no/such/w.safetensors"));
  EXPECT_EQ(text_of(weights_), before);
}

TEST_F(Cli, PredictSaysWhatIsWrongWithThePhoto) {
  const std::string dark = (folder_ / "dark.png").string();
  files::write_file(dark, encode_png(image::Image(60, 60)));
  const Outcome text = run({"predict", dark, "--weights", weights_});
  EXPECT_THAT(text.output, HasSubstr("the photo is not good enough: too-small, too-dark"));
  const json object = lines_of(run({"predict", dark, "--json", "--weights", weights_}).output)[0];
  EXPECT_EQ(object["quality"]["side"], 60);
  EXPECT_EQ(object["quality"]["dark_share"], 1.0);
  EXPECT_EQ(object["quality"]["findings"][0], "too-small");
  EXPECT_TRUE(object["familiarity"].is_null());
}

TEST_F(Cli, FamiliarityIsFittedKeptAndTold) {
  draw_data_folder(folder_.path() / "data", "train", 10);
  draw_data_folder(folder_.path() / "data", "test", 3, 40);
  const std::string everyday = (folder_ / "everyday").string();
  std::filesystem::create_directories(everyday + "/below");
  files::write_file(everyday + "/below/black.png", encode_png(image::Image(40, 40)));
  const std::string output = (folder_ / "familiar.safetensors").string();
  const Outcome o = run({"familiarity", weights_, (folder_ / "data").string(), "--output", output,
                         "--everyday", everyday});
  ASSERT_EQ(o.exit_code, 0) << o.errors;
  EXPECT_THAT(o.output, HasSubstr("of 6 test pictures"));
  EXPECT_THAT(o.output, HasSubstr("refused: 1 of 1 everyday photos"));

  // It goes along when the file is converted, and is told from then on.
  const std::string small = (folder_ / "small.safetensors").string();
  ASSERT_EQ(run({"convert", output, small, "--storage", "int8"}).exit_code, 0);
  EXPECT_THAT(run({"inspect", small}).output, HasSubstr("refused 1 of 1 everyday photos"));
  const json inspected = json::parse(run({"inspect", small, "--json"}).output);
  EXPECT_EQ(inspected["familiarity"]["measured"][1]["what"], "test pictures");
  const std::string black = everyday + "/below/black.png";
  const json told = lines_of(run({"predict", black, "--json", "--weights", small}).output)[0];
  EXPECT_EQ(told["familiarity"]["familiar"], false);
  EXPECT_THAT(run({"predict", black, "--weights", small}).output, HasSubstr("unlike the photos"));

  EXPECT_EQ(run({"familiarity", weights_, (folder_ / "data").string(), "--output", output,
                 "--everyday", "/no/such/folder"})
                .exit_code,
            3);
}

TEST_F(Cli, TrainFitsFamiliarityUnlessItIsNotWanted) {
  draw_data_folder(folder_.path() / "data", "train", 6);
  const auto trained = [&](const std::vector<std::string>& more) {
    const std::string output = (folder_ / "trained.safetensors").string();
    EXPECT_EQ(train("skin-cancer-cnn", output, 1, more).exit_code, 0);
    return network::read_weights(files::read_file(output)).familiarity.has_value();
  };
  EXPECT_TRUE(trained({}));
  EXPECT_FALSE(trained({"--no-familiarity"}));
}

TEST_F(Cli, QualityMeasuresPicturesAndTabulatesWhatItRefuses) {
  draw_data_folder(folder_.path() / "data", "train", 2);
  const std::string data = (folder_ / "data").string();
  const Outcome measures = run({"quality", data});
  ASSERT_EQ(measures.exit_code, 0) << measures.errors;
  EXPECT_THAT(measures.output, HasSubstr("file,side,brightness"));
  EXPECT_EQ(std::count(measures.output.begin(), measures.output.end(), '\n'), 5);
  const Outcome rates = run({"quality", data, "--corrupt", "--every", "2"});
  ASSERT_EQ(rates.exit_code, 0) << rates.errors;
  EXPECT_THAT(rates.output, HasSubstr("| 2 pictures | refused |"));
  EXPECT_THAT(rates.output, HasSubstr("| darkened to 15 % | 100.0 % |"));
  EXPECT_EQ(run({"quality", data, "--part", "test"}).exit_code, 2);
}

}  // namespace
}  // namespace lesionlens::tests
