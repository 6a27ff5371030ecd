// How a network runs: the layers of an Architecture as an XNNPACK subgraph, float32.
// Dense weights may be small integers; they are multiplied as they are, with float32 inputs and
// sums, so the result is that of the float32 values they stand for, up to rounding.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "network/architecture.h"
#include "network/safetensors.h"

namespace lesionlens::inference {

class XnnpackNetwork {
 public:
  // `tensors` are those of parameters(architecture), but for dense weights in `quantised`; they are
  // packed, so they may go afterwards. Throws out_of_memory, or internal where XNNPACK refuses the
  // graph. `threads` counts the caller; builds without threads run all in the caller.
  XnnpackNetwork(const network::Architecture& architecture, const network::Tensors& tensors,
                 network::QuantisedTensors quantised = {}, std::size_t threads = 1);
  ~XnnpackNetwork();
  XnnpackNetwork(XnnpackNetwork&&) noexcept;
  XnnpackNetwork& operator=(XnnpackNetwork&&) noexcept;

  // photo: (1, H, W, 3), normalised -> logits (outputs). Not for several threads at once.
  std::vector<float> run(std::span<const float> photo);

  // What a layer gave for the photo that ran last, (height, width, channels), until the next one
  // runs. Only of those that network::head_of and Architecture::watched name.
  std::span<const float> output_of(std::size_t layer) const;

 private:
  struct Runtime;
  std::unique_ptr<Runtime> runtime_;
};

}  // namespace lesionlens::inference
