# shellcheck shell=bash
# Sourced, not run: sets and exports JAVA_HOME to the first JDK found that is new enough.

readonly JDK_WANTED=25

# Prints the feature version that a JDK's release file names; fails where there is no JDK.
jdk_version() {
    local line
    [[ -x $1/bin/javac && -r $1/release ]] || return 1
    while read -r line; do
        [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]] && echo "${BASH_REMATCH[1]}" && return
    done <"$1/release"
    return 1
}

find_jdk() {
    local home version javac
    local -a homes=("${JAVA_HOME:-}")
    if javac=$(type -P javac); then
        javac=$(readlink -f "$javac")
        homes+=("${javac%/bin/javac}")
    fi
    homes+=(/usr/lib/jvm/* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/*)
    for home in "${homes[@]}"; do
        if version=$(jdk_version "$home") && ((version >= JDK_WANTED)); then
            export JAVA_HOME=$home
            return
        fi
    done
    echo "Roadrunner needs a JDK $JDK_WANTED or newer: install one, or set JAVA_HOME to it." >&2
    exit 1
}

find_jdk
