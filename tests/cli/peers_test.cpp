// lesionlens train in several processes, as on several machines: what happens when one is lost.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "files/file.h"
#include "support/process.h"
#include "support/temporary_folder.h"
#include "training/history.h"

namespace lesionlens::tests {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  bind(socket, reinterpret_cast<sockaddr*>(&address), length);
  getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length);
  close(socket);
  return ntohs(address.sin_port);
}

class CliPeers : public testing::Test {
 protected:
  CliPeers() {
    draw_data_folder(folder_ / "data", "train", 8);
    rendezvous_ = "tcp://127.0.0.1:" + std::to_string(free_port());
  }

  std::string output() const { return (folder_ / "trained.safetensors").string(); }

  std::unique_ptr<Process> train(const std::vector<std::string>& more,
                                 const std::string& name) const {
    std::vector<std::string> command = {LESIONLENS_PROGRAM,
                                        "train",
                                        (folder_ / "data").string(),
                                        "--architecture",
                                        "skin-cancer-cnn",
                                        "--input-size",
                                        "32",
                                        "--schedule",
                                        "constant",
                                        "--patience",
                                        "10000",
                                        "--output",
                                        output()};
    command.insert(command.end(), more.begin(), more.end());
    return std::make_unique<Process>(command, folder_ / (name + ".txt"));
  }

  std::unique_ptr<Process> start_rank(int rank, std::vector<std::string> more = {}) const {
    for (const std::string& word :
         {std::string("--world-size"), std::string("2"), std::string("--rank"),
          std::to_string(rank), std::string("--rendezvous"), rendezvous_})
      more.push_back(word);
    return train(more, "rank" + std::to_string(rank));
  }

  std::size_t epochs_done() const {
    const std::filesystem::path checkpoint = output() + ".run/checkpoint.safetensors";
    if (!std::filesystem::exists(checkpoint)) return 0;
    const auto csv = files::read_file(output() + ".run/history.csv");
    return training::read_history_csv({reinterpret_cast<const char*>(csv.data()), csv.size()})
        .size();
  }

  bool wait_for_epochs(std::size_t epochs) const {
    for (int i = 0; i < 3000; ++i) {
      if (epochs_done() >= epochs) return true;
      std::this_thread::sleep_for(20ms);
    }
    return false;
  }

  TemporaryFolder folder_;
  std::string rendezvous_;
};

TEST_F(CliPeers, AKilledRankEndsTheRunAndItCanGoOn) {
  const std::vector<std::string> endless = {"--epochs", "10000"};
  const auto first = start_rank(0, endless);
  const auto second = start_rank(1, endless);
  ASSERT_TRUE(wait_for_epochs(1)) << first->output() << second->output();
  second->send(SIGKILL);
  ASSERT_EQ(first->wait(20s), 3) << first->output();
  EXPECT_THAT(first->output(), HasSubstr("lesionlens: Rank 0 of 2 has lost rank 1 ("));
  EXPECT_THAT(first->output(), HasSubstr("--resume"));

  const std::size_t done = epochs_done();
  const std::vector<std::string> one_more = {"--resume", "--epochs", std::to_string(done + 1)};
  rendezvous_ = "file://" + (folder_ / "rendezvous").string();
  const auto first_again = start_rank(0, one_more);
  const auto second_again = start_rank(1, one_more);
  EXPECT_EQ(first_again->wait(60s), 0) << first_again->output();
  EXPECT_EQ(second_again->wait(20s), 0) << second_again->output();
  EXPECT_THAT(first_again->output(), HasSubstr("going on after epoch " + std::to_string(done)));
  EXPECT_EQ(epochs_done(), done + 1);
}

TEST_F(CliPeers, ARankThatHangsIsGivenUpAfterTheTimeout) {
  const std::vector<std::string> endless = {"--epochs", "10000", "--peer-timeout", "3"};
  const auto first = start_rank(0, endless);
  const auto second = start_rank(1, endless);
  ASSERT_TRUE(wait_for_epochs(1)) << first->output() << second->output();
  first->send(SIGSTOP);
  EXPECT_EQ(second->wait(20s), 3) << second->output();
  EXPECT_THAT(second->output(), HasSubstr("has lost rank 0 ("));
}

TEST_F(CliPeers, OptionsThatDoNotFitAreRefused) {
  const std::vector<std::vector<std::string>> wrong = {
      {"--rank", "0"},
      {"--world-size", "2"},
      {"--world-size", "2", "--rank", "0"},
      {"--world-size", "1", "--rank", "0", "--rendezvous", rendezvous_},
      {"--world-size", "2", "--rank", "2", "--rendezvous", rendezvous_},
      {"--world-size", "2", "--rank", "-1", "--rendezvous", rendezvous_},
      {"--world-size", "2", "--rank", "0", "--rendezvous", "127.0.0.1:80"},
      {"--world-size", "2", "--rank", "0", "--rendezvous", rendezvous_, "--peer-timeout", "0"},
  };
  for (const auto& options : wrong) {
    const auto process = train(options, "wrong");
    EXPECT_EQ(process->wait(20s), 2) << process->output();
  }
}

}  // namespace
}  // namespace lesionlens::tests
