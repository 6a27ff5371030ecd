// The other processes of a run on several machines: each computes its share of every batch, and
// what they found is added up over the network.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace at {
class Tensor;
}

namespace lesionlens::training {

// All ranks must make the same calls in the same order. Each call throws peers_unreachable where a
// rank is gone or does not answer in time; after that this object is of no more use.
class Peers {
 public:
  virtual ~Peers() = default;
  virtual int rank() const = 0;  // 0 .. size() - 1
  virtual int size() const = 0;

  // In place: each tensor becomes the sum of those of all ranks, bit for bit the same on each.
  // Their number, sizes and types must be the same on all ranks.
  virtual void sum(const std::vector<at::Tensor>& tensors) = 0;

  // The bytes of rank 0 on all ranks.
  virtual void share(std::vector<std::uint8_t>& bytes) = 0;
};

struct PeerOptions {
  int rank = 0;
  int size = 1;
  // Where the ranks find one another: tcp://HOST:PORT, where rank 0 listens, or file:///PATH, a
  // file that is not there yet in a folder that all of them see.
  std::string rendezvous;
  // The name or address under which the others reach this machine. Empty: the one that this machine
  // has towards HOST, or 127.0.0.1 where the rendezvous is a file.
  std::string address;
  std::chrono::seconds timeout{300};  // for an answer, and for all ranks to arrive
};

// Waits until all ranks are there. Throws options_invalid for options that do not fit,
// peers_unreachable where somebody does not arrive in time.
std::unique_ptr<Peers> meet_peers(const PeerOptions& options);

}  // namespace lesionlens::training
