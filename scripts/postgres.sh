# The programs of PostgreSQL on this machine. Sourced by scripts/test and bench/run.

# Sets $server_binaries to the folder of initdb and pg_ctl, and of the other programs that are named.
look_for_server() {
    local folder
    for folder in "$(pg_config --bindir 2>/dev/null || true)" $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) \
        /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/bin /usr/bin; do
        if holds "$folder" initdb pg_ctl "$@"; then
            server_binaries=$folder
            return 0
        fi
    done
    return 1
}

# Whether a folder has all of these programs.
holds() {
    local folder=$1 program
    shift
    for program in "$@"; do
        [[ -x $folder/$program ]] || return 1
    done
}

# Installs a package of Debian or Ubuntu, where that is possible.
install_package() {
    [[ $EUID -eq 0 ]] && command -v apt-get >/dev/null || return 1
    DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"
}
