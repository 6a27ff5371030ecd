# Debian packages: those of this machine, and a few of Debian 13 that older machines lack. Sourced, never run.

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# missing_packages NAME...: those that are not installed, one query for all.
missing_packages() {
  local have
  have=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' || true)
  printf '%s\n' "$@" | grep -vxF -f <(printf '%s\n' "${have:-none at all}") || true
}

install_packages() {
  # A repository of somebody else that does not answer must not stop Debian's own.
  as_root apt-get -q update || true
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@"
}

# apt through a private root: its own lists, sources and archives, so that the machine's apt stays as it is. It asks
# the very mirror that the machine uses, for another release, and trusts the same archive key.
trixie_apt() {
  local command=$1 apt=$LESIONLENS_CACHE/apt
  shift
  "$command" -o Dir::State::Lists="$apt/lists" -o Dir::State::status=/dev/null -o Dir::Cache="$apt/cache" \
    -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=- -o Acquire::Languages=none \
    -o Acquire::Retries=3 -o APT::Sandbox::User=root -o quiet=2 "$@"
}

trixie_update() {
  local apt=$LESIONLENS_CACHE/apt mirror key=
  mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    awk -v name="$(. /etc/os-release && echo "${VERSION_CODENAME:-}")" \
      '($2 == name || $2 ~ /stable$/) && $3 == "main" { print $1; exit }')
  [ -n "$mirror" ] || { echo "apt knows no Debian mirror (see /etc/apt/sources.list.d)"; return 1; }
  for key in /usr/share/keyrings/debian-archive-keyring.{gpg,pgp}; do [ ! -e "$key" ] || break; done
  mkdir -p "$apt"/lists/partial "$apt"/cache/archives/partial
  printf '%s [signed-by=%s] %s trixie main\n' deb "$key" "$mirror" deb-src "$key" "$mirror" >"$apt/sources.list"
  trixie_apt apt-get update
}

# unpack DEB FOLDER [TAR OPTION...]
unpack() {
  local deb=$1 folder=$2
  shift 2
  mkdir -p "$folder"
  dpkg-deb --fsys-tarfile "$deb" | tar -C "$folder" -x "$@"
}

# need_packages NAME...: installs those that are missing.
need_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} != 0 ] || return 0
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
    fail "these Debian packages are missing, and there is neither root nor sudo to install them: ${missing[*]}"
  step "Debian packages (${#missing[@]})" install_packages "${missing[@]}"
}
