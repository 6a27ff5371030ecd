// Peers over Gloo, as PyTorch's c10d wraps it. Only what LibTorch 1.13 and 2.x have alike is used:
// the concrete ProcessGroupGloo, and `auto` for what its base class is called.
#include "training/peers.h"

#include <netdb.h>
#include <sys/socket.h>
#include <torch/torch.h>
#include <unistd.h>

#include <charconv>
#include <cstring>
#include <filesystem>
#include <future>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <torch/csrc/distributed/c10d/FileStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace lesionlens::training {
namespace {

using torch::Tensor;
using Store = c10::intrusive_ptr<c10d::Store>;

// ---- where to meet ----

struct Rendezvous {
  std::string host;  // empty: a file
  std::uint16_t port = 0;
  std::filesystem::path file;
};

[[noreturn]] void refuse(const std::string& sentence) {
  throw Error(ErrorCode::options_invalid, sentence);
}

Rendezvous parse_rendezvous(const std::string& text) {
  constexpr std::string_view tcp = "tcp://";
  constexpr std::string_view file = "file://";
  if (text.starts_with(file) && text.substr(file.size()).starts_with("/")) {
    const std::filesystem::path path = text.substr(file.size());
    if (!path.has_filename() || !std::filesystem::is_directory(path.parent_path()))
      refuse("The folder of --rendezvous " + printable(text) + " does not exist.");
    return {{}, 0, path};
  }
  const std::size_t colon = text.rfind(':');
  if (text.starts_with(tcp) && colon > tcp.size()) {
    Rendezvous result;
    result.host = text.substr(tcp.size(), colon - tcp.size());
    if (result.host.starts_with("[") && result.host.ends_with("]"))  // an IPv6 address
      result.host = result.host.substr(1, result.host.size() - 2);
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data() + colon + 1, end, result.port);
    if (error == std::errc() && rest == end && result.port > 0 && !result.host.empty())
      return result;
  }
  refuse("--rendezvous " + printable(text) +
         " is neither tcp://HOST:PORT, with a port of 1 to 65535, nor file:///PATH.");
}

// The address that this machine has on its way to `host`, as the others see it. A datagram socket
// that is connected sends nothing, but knows its route.
std::string own_address_towards(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_DGRAM;
  addrinfo* found = nullptr;
  if (const int code = getaddrinfo(host.c_str(), "9", &hints, &found); code != 0) {
    refuse("The host " + printable(host) + " of --rendezvous is not known here (" +
           gai_strerror(code) + ").");
  }
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> all(found, freeaddrinfo);
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    const int socket = ::socket(one->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0) continue;
    sockaddr_storage own{};
    socklen_t length = sizeof own;
    char text[NI_MAXHOST];
    const bool known = connect(socket, one->ai_addr, one->ai_addrlen) == 0 &&
                       getsockname(socket, reinterpret_cast<sockaddr*>(&own), &length) == 0 &&
                       getnameinfo(reinterpret_cast<sockaddr*>(&own), length, text, sizeof text,
                                   nullptr, 0, NI_NUMERICHOST) == 0;
    close(socket);
    if (known) return text;
  }
  throw Error(ErrorCode::peers_unreachable, "There is no way from this machine to the host " +
                                                printable(host) + " of --rendezvous.");
}

// ---- meeting ----

// The first line of a message of LibTorch or Gloo, without the place in their sources before it.
std::string first_line(const std::exception& error) {
  std::string text = error.what();
  text = text.substr(0, text.find('\n'));
  if (const std::size_t place = text.find("] "); text.starts_with("[") && place < text.size())
    text = text.substr(place + 2);
  while (text.ends_with('.') || text.ends_with(' ')) text.pop_back();
  return text;
}

// LibTorch's newer releases ask for a server on libuv, which Debian's is built without; its older
// ones know no such choice.
template <class Options>
void without_libuv(Options& options) {
  if constexpr (requires { options.useLibUV; }) options.useLibUV = false;
}

Store open_store(const PeerOptions& options, const Rendezvous& place) {
  Store store;
  if (place.host.empty()) {
    store = c10::make_intrusive<c10d::FileStore>(place.file.string(), options.size);
  } else {
    c10d::TCPStoreOptions how;
    without_libuv(how);
    how.port = place.port;
    how.isServer = options.rank == 0;
    how.numWorkers = options.size;
    how.timeout = options.timeout;
    store = c10::make_intrusive<c10d::TCPStore>(place.host, how);
  }
  store->setTimeout(options.timeout);
  return store;
}

// Each rank once, and all of one opinion about their number.
void register_rank(const Store& store, const PeerOptions& options) {
  const std::string own = std::to_string(options.rank);
  if (store->add("rank/" + own, 1) > 1) {
    refuse("There is already a rank " + own + " at --rendezvous " + printable(options.rendezvous) +
           ": give each process another --rank, and remove the file of an earlier run.");
  }
  const std::string size = std::to_string(options.size);
  if (options.rank == 0) store->set("size", std::vector<std::uint8_t>(size.begin(), size.end()));
  const std::vector<std::uint8_t> told = store->get("size");
  if (std::string(told.begin(), told.end()) != size) {
    refuse("Rank 0 was started with --world-size " + std::string(told.begin(), told.end()) +
           ", this one with " + size + "; say the same on all ranks.");
  }
}

// ---- together ----

class GlooPeers : public Peers {
 public:
  GlooPeers(const PeerOptions& options, const std::string& address, Store store)
      : rank_(options.rank), size_(options.size), store_(std::move(store)) {
    auto how = c10d::ProcessGroupGloo::Options::create();
    how->devices.push_back(c10d::ProcessGroupGloo::createDeviceForHostname(address));
    how->timeout = options.timeout;
    how->threads = 1;  // one call after the other
    group_ = c10::make_intrusive<c10d::ProcessGroupGloo>(store_, rank_, size_, how);
  }

  int rank() const override { return rank_; }
  int size() const override { return size_; }

  void sum(const std::vector<Tensor>& tensors) override {
    const torch::NoGradGuard no_gradients;
    // Few large messages. What goes together depends on sizes and types alone, and so is the same
    // on all ranks.
    constexpr std::size_t message = 4 << 20;  // bytes
    std::vector<Tensor> together;
    std::size_t bytes = 0;
    for (const Tensor& tensor : tensors) {
      const bool fits = together.empty() || (bytes + tensor.nbytes() <= message &&
                                             tensor.dtype() == together[0].dtype());
      if (!fits) sum_as_one(std::exchange(together, {}));
      if (!fits) bytes = 0;
      together.push_back(tensor);
      bytes += tensor.nbytes();
    }
    if (!together.empty()) sum_as_one(together);
  }

  void share(std::vector<std::uint8_t>& bytes) override {
    Tensor length = torch::full({1}, static_cast<std::int64_t>(bytes.size()), torch::kLong);
    broadcast(length);
    bytes.resize(static_cast<std::size_t>(length.item<std::int64_t>()));
    broadcast(torch::from_blob(bytes.data(), length.item<std::int64_t>(), torch::kByte));
  }

 private:
  void sum_as_one(const std::vector<Tensor>& tensors) {
    std::vector<Tensor> flat;
    for (const Tensor& tensor : tensors) flat.push_back(tensor.reshape(-1).to(torch::kCPU));
    std::vector<Tensor> message = {flat.size() == 1 ? flat[0] : torch::cat(flat)};
    work([&] { group_->allreduce(message)->wait(); });
    std::int64_t from = 0;
    for (const Tensor& tensor : tensors) {
      const Tensor part = message[0].narrow(0, from, tensor.numel());
      if (!part.is_alias_of(tensor)) tensor.copy_(part.view(tensor.sizes()));
      from += tensor.numel();
    }
  }

  void broadcast(const Tensor& tensor) {
    std::vector<Tensor> message = {tensor};
    work([&] { group_->broadcast(message)->wait(); });
  }

  template <class Call>
  void work(const Call& call) {
    if (!group_) throw std::logic_error("peers are asked after one was lost");
    try {
      call();
    } catch (const std::exception& error) {
      const std::string reason = first_line(error);
      group_.reset();  // closes all connections, so that the other ranks notice too
      throw Error(ErrorCode::peers_unreachable,
                  "Rank " + std::to_string(rank_) + " of " + std::to_string(size_) + " has lost " +
                      lost_ranks() + " (" + reason +
                      "). See what that one said last, then start all ranks again with --resume: "
                      "the run goes on after its last whole epoch.");
    }
  }

  // Who is gone or hangs: the ranks that do not say in the store that they have noticed too.
  std::string lost_ranks() {
    if (size_ == 2) return "rank " + std::to_string(1 - rank_);
    // In a thread of its own, because a store whose machine hangs never answers.
    std::promise<std::string> answer;
    std::future<std::string> names = answer.get_future();
    std::thread([answer = std::move(answer), store = store_, rank = rank_, size = size_]() mutable {
      answer.set_value(silent_ranks(store, rank, size));
    }).detach();
    if (names.wait_for(std::chrono::seconds(4)) == std::future_status::ready) return names.get();
    return "rank 0";
  }

  static std::string silent_ranks(const Store& store, int rank, int size) try {
    const auto key = [](int of) { return "noticed/" + std::to_string(of); };
    store->set(key(rank), std::vector<std::uint8_t>{1});
    // Rank 0 keeps the store for the others, so it goes last.
    std::this_thread::sleep_for(std::chrono::seconds(rank == 0 ? 2 : 1));
    std::string names;
    for (int other = 0; other < size; ++other) {
      if (other == rank || store->check({key(other)})) continue;
      names += (names.empty() ? "rank " : ", ") + std::to_string(other);
    }
    return names.empty() ? "another rank" : names;
  } catch (const std::exception&) {
    return "rank 0";  // the store lives there
  }

  int rank_;
  int size_;
  Store store_;
  c10::intrusive_ptr<c10d::ProcessGroupGloo> group_;
};

}  // namespace

std::unique_ptr<Peers> meet_peers(const PeerOptions& options) {
  if (options.size < 2 || options.rank < 0 || options.rank >= options.size) {
    refuse("--rank " + std::to_string(options.rank) + " of --world-size " +
           std::to_string(options.size) +
           " does not fit: there are two ranks at least, and they are numbered from 0.");
  }
  const Rendezvous place = parse_rendezvous(options.rendezvous);
  const std::string address = !options.address.empty() ? options.address
                              : place.host.empty()     ? "127.0.0.1"
                                                       : own_address_towards(place.host);
  try {
    const Store store = open_store(options, place);
    register_rank(store, options);
    return std::make_unique<GlooPeers>(options, address, store);
  } catch (const Error&) {
    throw;
  } catch (const std::exception& error) {
    throw Error(ErrorCode::peers_unreachable,
                "Rank " + std::to_string(options.rank) + " did not meet the others at " +
                    printable(options.rendezvous) + " within " +
                    std::to_string(options.timeout.count()) + " s (" + first_line(error) +
                    "). Start all " + std::to_string(options.size) +
                    " ranks, and see that this place can be reached from here.");
  }
}

}  // namespace lesionlens::training
