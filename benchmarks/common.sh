# Shared by the scripts beside it; not run by itself.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=${BENCH_DIR:-$root/benchmarks/target/run}
package=dev.gumleaf.benchmarks
started=()

say() { printf '%s\n' "$*" >&2; }

is_jdk() { [ -x "$1/bin/javac" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null | awk '{ found = $1 >= 25 } END { exit !found }'; }

find_jdk() {
  local home
  for home in "${GUMLEAF_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && is_jdk "$home"; then echo "$home"; return 0; fi
  done
  say 'no JDK 25 or newer was found; set GUMLEAF_JAVA_HOME'
  return 1
}

# Builds program and benchmarks, and the rival too if asked: build [spring]
build() {
  jdk=$(find_jdk)
  export JAVA_HOME=$jdk
  local plugin=org.apache.maven.plugins:maven-dependency-plugin:3.7.0:build-classpath
  if [ -z "${BENCH_BUILT:-}" ]; then
    say 'building ...'
    (cd "$root" && mvn -q -B -pl server,benchmarks package -DskipTests "$plugin" -Dmdep.outputFile=target/classpath) >&2
    if [ "${1:-}" = spring ]; then
      (cd "$root" && mvn -q -B -Pbenchmarks -pl benchmarks/spring-rival compile "$plugin" -Dmdep.outputFile=target/classpath) >&2
    fi
  fi
  classpath=$root/benchmarks/target/classes:$(cat "$root/benchmarks/target/classpath")
  mkdir -p "$work"
}

# Runs a main class of the benchmarks; without the log lines of libraries.
bench() {
  local main=$1
  shift
  "$jdk/bin/java" -Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$classpath" "$package.$main" "$@" | grep '^[a-z_]*='
}

# Starts a command in the background, its output in a file: background NAME COMMAND...; its id is in $pid.
background() {
  local name=$1
  shift
  "$@" >"$work/$name.log" 2>&1 &
  pid=$!
  started+=("$pid")
}

stop() { # pid
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

stop_all() {
  local each
  for each in "${started[@]:-}"; do
    [ -z "$each" ] || stop "$each"
  done
}
trap stop_all EXIT

await_port() { # port, pid
  local try
  for try in $(seq 1200); do
    if curl -s -o /dev/null "http://127.0.0.1:$1/"; then return 0; fi
    if ! kill -0 "$2" 2>/dev/null; then
      say "what should listen on $1 ended; see $work"
      return 1
    fi
    sleep 0.05
  done
  say "nothing listens on $1 after $try tries"
  return 1
}

# The fields of a line of key=value: field NAME LINE
field() { printf '%s\n' "$2" | tr ' ' '\n' | sed -n "s/^$1=//p"; }

fresh() { # a new empty directory in the place of an old one
  rm -rf "${work:?}/$1"
  mkdir -p "$work/$1"
}

gumleaf() { # pid in $pid: gumleaf PORT DATA [OPTIONS]
  local port=$1 data=$2
  shift 2
  GUMLEAF_PUBLIC_KEY=pk_bench GUMLEAF_SECRET_KEY=sk_0123456789abcdef0123 \
    background "gumleaf-$port" "$root/gumleaf" serve --port "$port" --data "$data" "$@"
}

postgres() { # port; pid in $pid
  fresh "postgres-$1"
  # The engine refuses to run as root, and the library then starts it as somebody else, who must get to the directory.
  chmod 777 "$work/postgres-$1"
  background "postgres-$1" "$jdk/bin/java" -Xmx64m -cp "$classpath" "$package.PostgresServer" --port "$1" --directory "$work/postgres-$1"
  local try
  for try in $(seq 600); do
    if grep -q '^ready' "$work/postgres-$1.log" 2>/dev/null; then return 0; fi
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  say "PostgreSQL did not start ($try); see $work/postgres-$1.log"
  return 1
}

machine() {
  printf 'machine: %s, %s processors, %s, load %s\n' \
    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" \
    "$(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)" "$(cut -d' ' -f1-3 /proc/loadavg)"
}
