// A model card (Mitchell et al. 2019) in Markdown: what a network is, for whom, how good it is and
// where it fails, written from the weights' own metadata and a judgement of them, so that no number
// in it is typed by hand.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "evaluation/judgement.h"
#include "network/weights_file.h"

namespace lesionlens::evaluation {

struct CardSubject {
  std::string file_name;  // without folders
  std::uint64_t bytes = 0;
  std::string sha256;
  network::Metadata metadata;
  network::Architecture architecture;
  std::optional<network::Familiarity> familiarity = {};
};

// `how_made`: Markdown on how to make the weights again; empty leaves that part out.
std::string model_card(const CardSubject& subject, const PredictionTable& table,
                       const Judgement& judgement, const std::string& how_made);

}  // namespace lesionlens::evaluation
