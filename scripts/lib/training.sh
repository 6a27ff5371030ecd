# Training the networks of model/ again. Sourced, never run; wants common.sh and build.sh first.

# The CSV file of labels that these scripts read has the columns file, split (train or test), dx (one of akiec, bcc, bkl, df, mel,
# nv, vasc, scc, sek), malignant (0 or 1) and group_id: pictures of one lesion share it and are never torn apart.
by_lesion=(--group-column group_id --validation-share 0.1)
# shellcheck disable=SC2034  # for the scripts that source this
seven_classes=(--label-column dx --map "scc=akiec" --map "sek=bkl" --malignant "akiec,bcc,mel" "${by_lesion[@]}")
# shellcheck disable=SC2034
two_classes=(--label-column malignant --map "0=benign" --map "1=malignant" --classes "benign,malignant" "${by_lesion[@]}")

build_program() {
  "$root/scripts/setup" all
  load_environment
  step "the program" cmake_build native lesionlens
  lesionlens=$root/build/native/lesionlens
}

# make_small TRAINED STORAGE SMALL LABELS EVERYDAY DATA_OPTION...: stored in few bytes, and able to tell photos unlike the training
# pictures as it is stored then. EVERYDAY, a folder of photos without a lesion or "", is only counted.
make_small() {
  local trained=$1 storage=$2 small=$3 labels=$4 everyday=$5
  shift 5
  "$lesionlens" convert "$trained" "$small" --storage "$storage"
  "$lesionlens" familiarity "$small" "$labels" "$@" ${everyday:+--everyday "$everyday"} --output "$small"
}

# judge LABELS WEIGHTS FOLDER NAME RUN DATA_OPTION...: FOLDER/NAME.safetensors with its figures inside, its card and its report, which
# draws the learning curve of FOLDER/RUN.safetensors.
judge() {
  local labels=$1 weights=$2 folder=$3 name=$4 run=$5
  shift 5
  "$lesionlens" evaluate "$labels" "$@" --weights "$weights" --record "$folder/$name.safetensors" \
    --card "$folder/$name.md" --how-made "$folder/how-made.md" --report "$folder/$name.html" \
    --predictions "$folder/$name.predictions.csv" --history "$folder/$run.safetensors.run/history.csv"
}
