// Several ranks on one machine, each in a thread of this test, over Gloo as on several machines.

#include "training/peers.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <cmath>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "files/data_set.h"
#include "files/file.h"
#include "support/errors.h"
#include "support/temporary_folder.h"
#include "training/batch_norm.h"
#include "training/trainer.h"

namespace lesionlens::tests {
namespace {

using torch::Tensor;
using training::PeerOptions;
using training::Peers;

class Together : public testing::Test {
 protected:
  PeerOptions options(int rank, int size) const {
    return {.rank = rank,
            .size = size,
            .rendezvous = "file://" + (folder_ / "rendezvous").string(),
            .address = {},
            .timeout = std::chrono::seconds(60)};
  }

  // Runs `work` as each rank; the peers leave when it returns.
  void run(int size, const std::function<void(std::unique_ptr<Peers>)>& work) const {
    std::vector<std::jthread> ranks;
    for (int rank = 0; rank < size; ++rank)
      ranks.emplace_back([&, rank] { work(training::meet_peers(options(rank, size))); });
  }

  TemporaryFolder folder_;
};

TEST_F(Together, TensorsOfAllSizesTypesAndOrdersInMemoryAreSummed) {
  run(3, [](std::unique_ptr<Peers> peers) {
    const double own = std::pow(10, peers->rank());  // 1, 10, 100: the sum is 111
    const Tensor small = torch::full({3, 2}, own);
    const Tensor precise = torch::full({5}, own, torch::kDouble);
    const Tensor large = torch::full({2'000'000}, own);  // more than one message
    Tensor photos = torch::arange(2 * 3 * 4 * 5).view({2, 3, 4, 5}).to(torch::kFloat) * own;
    // Another order in memory on one of them.
    if (peers->rank() == 1) photos = photos.contiguous(at::MemoryFormat::ChannelsLast);
    const Tensor empty = torch::empty({0});
    peers->sum({small, empty, precise, large, photos});
    EXPECT_TRUE(torch::equal(small, torch::full({3, 2}, 111.0)));
    EXPECT_TRUE(torch::equal(precise, torch::full({5}, 111.0, torch::kDouble)));
    EXPECT_TRUE(torch::equal(large, torch::full({2'000'000}, 111.0)));
    EXPECT_TRUE(torch::equal(
        photos, torch::arange(2 * 3 * 4 * 5).view({2, 3, 4, 5}).to(torch::kFloat) * 111));
  });
}

TEST_F(Together, RankZeroSharesItsBytes) {
  run(2, [](std::unique_ptr<Peers> peers) {
    std::vector<std::uint8_t> bytes(peers->rank() == 0 ? 1000 : 3, 7);
    peers->share(bytes);
    EXPECT_EQ(bytes, std::vector<std::uint8_t>(1000, 7));
  });
}

TEST_F(Together, ARankThatLeavesIsNamedByTheOthers) {
  run(3, [](std::unique_ptr<Peers> peers) {
    const Tensor one = torch::ones({1});
    peers->sum({one});
    if (peers->rank() == 2) return;  // leaves
    expect_error(ErrorCode::peers_unreachable, "has lost rank 2 (", [&] { peers->sum({one}); });
  });
}

TEST_F(Together, ARankThatIsTakenIsRefused) {
  run(2, [&](std::unique_ptr<Peers> peers) {
    if (peers->rank() == 0) {
      expect_error(ErrorCode::options_invalid, "already a rank 1",
                   [&] { training::meet_peers(options(1, 2)); });
    }
    peers->sum({torch::ones({1})});
  });
}

TEST_F(Together, ThoseWhoSayDifferentNumbersOfRanksAreTold) {
  std::jthread first([&] {
    PeerOptions two = options(0, 2);
    two.timeout = std::chrono::seconds(2);
    expect_error(ErrorCode::peers_unreachable, "did not meet", [&] { training::meet_peers(two); });
  });
  expect_error(ErrorCode::options_invalid, "--world-size 2, this one with 3",
               [&] { training::meet_peers(options(1, 3)); });
}

TEST_F(Together, WhoWaitsInVainIsToldWhereAndHowLong) {
  for (const std::string& rendezvous :
       {options(0, 2).rendezvous, std::string("tcp://127.0.0.1:9")}) {
    PeerOptions alone = options(1, 2);
    alone.rendezvous = rendezvous;
    alone.timeout = std::chrono::seconds(1);
    expect_error(ErrorCode::peers_unreachable, "within 1 s", [&] { training::meet_peers(alone); });
  }
}

TEST_F(Together, ARendezvousThatIsNoneIsRefused) {
  for (const char* text :
       {"", "tcp://", "tcp://:80", "tcp://host", "tcp://host:", "tcp://host:0", "tcp://host:65536",
        "tcp://host:80x", "http://host:80", "file://beside", "file:///", "host:80"}) {
    PeerOptions wrong = options(0, 2);
    wrong.rendezvous = text;
    expect_error(ErrorCode::options_invalid, "--rendezvous", [&] { training::meet_peers(wrong); });
  }
  PeerOptions nowhere = options(0, 2);
  nowhere.rendezvous = "file:///no/such/folder/file";
  expect_error(ErrorCode::options_invalid, "does not exist",
               [&] { training::meet_peers(nowhere); });
  for (const auto& [rank, size] : {std::pair(0, 1), std::pair(2, 2), std::pair(-1, 2)})
    expect_error(ErrorCode::options_invalid, "--world-size",
                 [&] { training::meet_peers(options(rank, size)); });
}

// ---- batch norm ----

// LibTorch's own on the whole batch is what the parts, one of them empty, are held against.
TEST_F(Together, SpreadBatchNormIsThatOfTheWholeBatch) {
  const std::vector<std::int64_t> rows = {4, 0, 2};
  const Tensor all = torch::randn({6, 5, 3, 4}) * 2 + 30;  // a mean far from zero
  const Tensor pull = torch::randn({6, 5, 3, 4});
  const Tensor scale = torch::rand({5}) + 0.5;
  const Tensor shift = torch::randn({5});
  const auto leaf = [](const Tensor& t) { return t.detach().clone().set_requires_grad(true); };

  const Tensor whole = leaf(all), whole_scale = leaf(scale), whole_shift = leaf(shift);
  const Tensor mean = torch::zeros({5}), variance = torch::ones({5});
  const Tensor out =
      torch::batch_norm(whole, whole_scale, whole_shift, mean, variance, true, 0.1, 1e-3, false);
  (out * pull).sum().backward();

  run(3, [&](std::unique_ptr<Peers> peers) {
    const auto rank = static_cast<std::size_t>(peers->rank());
    const std::int64_t first = rank == 0 ? 0 : 4;
    const auto part = [&](const Tensor& t) { return t.narrow(0, first, rows[rank]); };
    const Tensor own = leaf(part(all).contiguous(at::MemoryFormat::ChannelsLast));
    const Tensor own_scale = leaf(scale), own_shift = leaf(shift);
    training::BatchNorm norm;
    norm.scale = own_scale;
    norm.shift = own_shift;
    norm.running_mean = torch::zeros({5});
    norm.running_variance = torch::ones({5});
    const Tensor own_out = training::batch_norm(own, norm, peers.get());
    (own_out * part(pull)).sum().backward();
    peers->sum({own_scale.grad(), own_shift.grad()});
    EXPECT_TRUE(torch::allclose(own_out, part(out), 1e-4, 1e-4));
    EXPECT_TRUE(torch::allclose(own.grad(), part(whole.grad()), 1e-4, 1e-5));
    EXPECT_TRUE(torch::allclose(own_scale.grad(), whole_scale.grad(), 1e-4, 1e-4));
    EXPECT_TRUE(torch::allclose(own_shift.grad(), whole_shift.grad(), 1e-4, 1e-4));
    EXPECT_TRUE(torch::allclose(norm.running_mean, mean, 1e-5));
    EXPECT_TRUE(torch::allclose(norm.running_variance, variance, 1e-4));
  });
}

// ---- training ----

class TrainingTogether : public Together {
 protected:
  TrainingTogether() {
    draw_data_folder(folder_.path(), "train", 8);
    draw_data_folder(folder_.path(), "validation", 3, 40);
    options_.epochs = 2;
    options_.batch_size = 5;  // the last batch has one picture: one rank has none
    options_.monitor = training::Monitor::loss;
  }

  void choose(const std::string& architecture, int side) {
    metadata_.architecture = architecture;
    metadata_.preprocessing.width = metadata_.preprocessing.height = side;
    const auto list = [&](const char* part) {
      return files::read_data({.source = folder_.path()}).part(part);
    };
    data_.training = training::load_pictures(list("train"), metadata_.preprocessing).pictures;
    data_.validation = training::prepare_pictures(list("validation"), metadata_.preprocessing);
  }

  struct Trained {
    std::vector<training::EpochRecord> history;
    training::Checkpoint checkpoint;  // of the last epoch
  };
  Trained train(Peers* peers = nullptr, std::optional<training::Checkpoint> checkpoint = {}) const {
    Trained result;
    training::Listener listener;
    listener.on_checkpoint = [&](const training::Checkpoint& c) { result.checkpoint = c; };
    training::Beginning beginning;
    beginning.metadata = metadata_;
    beginning.checkpoint = std::move(checkpoint);
    beginning.device = training::Device::cpu;
    beginning.peers = peers;
    result.history = training::train(beginning, data_, options_, listener).history;
    return result;
  }

  static void expect_same_history(const Trained& a, const Trained& b, double tolerance) {
    ASSERT_EQ(a.history.size(), b.history.size());
    for (std::size_t i = 0; i < a.history.size(); ++i) {
      EXPECT_NEAR(a.history[i].training_loss, b.history[i].training_loss, tolerance);
      EXPECT_EQ(a.history[i].training_accuracy, b.history[i].training_accuracy);
      EXPECT_NEAR(a.history[i].validation_loss, b.history[i].validation_loss, tolerance);
    }
  }

  // Of the tensors with this beginning: no value differs by more than `tolerance` times the largest
  // of its tensor.
  static void expect_close(const Trained& a, const Trained& b, const std::string& beginning,
                           double tolerance) {
    int compared = 0;
    for (const auto& [name, tensor] : a.checkpoint.tensors) {
      if (!name.starts_with(beginning)) continue;
      double worst = 0;
      double largest = 0;
      for (std::size_t i = 0; i < tensor.values.size(); ++i) {
        const double other = b.checkpoint.tensors.at(name).values[i];
        worst = std::max(worst, std::abs(tensor.values[i] - other));
        largest = std::max(largest, std::abs(other));
      }
      EXPECT_LE(worst, tolerance * largest) << name;
      ++compared;
    }
    EXPECT_GT(compared, 0) << beginning;
  }

  // The Euclidean norm of the difference against that of `b`, over all tensors with this beginning.
  static double relative_distance(const Trained& a, const Trained& b,
                                  const std::string& beginning) {
    double difference = 0;
    double whole = 0;
    for (const auto& [name, tensor] : b.checkpoint.tensors) {
      if (!name.starts_with(beginning)) continue;
      const std::vector<float>& other = a.checkpoint.tensors.at(name).values;
      for (std::size_t i = 0; i < other.size(); ++i) {
        difference += std::pow(other[i] - tensor.values[i], 2);
        whole += std::pow(tensor.values[i], 2);
      }
    }
    return std::sqrt(difference / whole);
  }

  network::Metadata metadata_;
  training::TrainingData data_;
  training::TrainingOptions options_;
};

TEST_F(TrainingTogether, TwoRanksLearnWhatOneProcessLearns) {
  choose("skin-cancer-cnn", 32);
  options_.clip_norm = 1;
  options_.average = 0.9F;
  options_.mixup = 0.4F;  // with pictures of which the other rank has the partner
  const Trained alone = train();
  std::vector<Trained> ranks(2);
  run(2, [&](std::unique_ptr<Peers> peers) {
    ranks[static_cast<std::size_t>(peers->rank())] = train(peers.get());
  });
  expect_same_history(ranks[0], alone, 1e-5);
  expect_close(ranks[0], alone, "network.", 1e-4);
  expect_close(ranks[0], alone, "average.", 1e-4);
  expect_close(ranks[0], ranks[1], "", 0);  // bit for bit
}

// A network with batch norm, several classes, class weights and label smoothing, on three ranks.
class SpreadBatchNormNetwork : public TrainingTogether {
 protected:
  SpreadBatchNormNetwork() {
    metadata_.classes = {"a", "b", "benign", "malignant"};
    metadata_.options.width = 0.35;
    choose("mobilenet-v2", 64);
    for (std::size_t i = 0; i < data_.training.size(); ++i) {
      const int label = i % 7 == 0 ? 0 : static_cast<int>(i % 3) + 1;
      // Drawn lesions are so alike that batch norm would make much of the last bits of a sum.
      std::mt19937 noise(static_cast<unsigned>(i));
      image::Image picture = data_.training[i].image();
      for (std::uint8_t& value : picture.pixels) value = static_cast<std::uint8_t>(noise());
      data_.training[i] = training::Picture(std::move(picture), label);
    }
    options_.augmentation = {
        .rotation = 0, .width_shift = 0, .height_shift = 0, .shear = 0, .zoom = 0};
    options_.class_weights = true;
    options_.label_smoothing = 0.1F;
  }
};

TEST_F(SpreadBatchNormNetwork, HasTheGradientsAndStatisticsOfOneProcess) {
  options_.epochs = 1;
  options_.batch_size =
      16;  // one step, after which Adam's first moments are a tenth of the gradients
  const Trained alone = train();
  run(3, [&](std::unique_ptr<Peers> peers) {
    const Trained spread = train(peers.get());
    EXPECT_NEAR(spread.history[0].training_loss, alone.history[0].training_loss, 1e-4);
    // Not to the last bits: a sum in another order moves some values across the corners of ReLU6,
    // and with them the gradients of all layers before. One process does that too where its photos
    // change by 1e-7; batch norm by part differs by more than 1.
    EXPECT_LT(relative_distance(spread, alone, "adam.first."), 0.1);
    expect_close(spread, alone, "network.features.0.1.running", 1e-5);
    expect_close(spread, alone, "network.features.18.1.running_var", 1e-3);
  });
}

TEST_F(SpreadBatchNormNetwork, LearnsWhatOneProcessLearns) {
  options_.epochs = 1;
  // Adam makes whole steps of gradients that are nothing but rounding, so they are kept small.
  options_.learning_rate = options_.head_learning_rate = 1e-5F;
  const Trained alone = train();
  run(3,
      [&](std::unique_ptr<Peers> peers) { expect_same_history(train(peers.get()), alone, 1e-3); });
}

TEST_F(TrainingTogether, AllRanksGoOnWithTheCheckpointOfRankZero) {
  choose("skin-cancer-cnn", 32);
  options_.schedule = training::Schedule::constant;
  const Trained whole = train();
  options_.epochs = 1;
  const training::Checkpoint half = train().checkpoint;
  options_.epochs = 2;
  run(2, [&](std::unique_ptr<Peers> peers) {
    const bool leads = peers->rank() == 0;
    const Trained resumed = train(peers.get(), leads ? std::optional(half) : std::nullopt);
    expect_same_history(resumed, whole, 1e-5);
    expect_close(resumed, whole, "network.", 1e-4);
  });
}

TEST_F(TrainingTogether, ARankWithOtherPicturesIsRefused) {
  choose("skin-cancer-cnn", 32);
  training::TrainingData fewer = data_;
  fewer.training.pop_back();
  run(2, [&](std::unique_ptr<Peers> peers) {
    training::Beginning beginning;
    beginning.metadata = metadata_;
    beginning.peers = peers.get();
    if (peers->rank() == 0) {
      expect_error(ErrorCode::peers_unreachable, "lost rank 1",
                   [&] { training::train(beginning, data_, options_, {}); });
    } else {
      expect_error(ErrorCode::options_invalid, "another 'training_pictures': 16",
                   [&] { training::train(beginning, fewer, options_, {}); });
      peers.reset();
    }
  });
}

}  // namespace
}  // namespace lesionlens::tests
