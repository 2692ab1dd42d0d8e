# Sourced. What this machine's apt is set up with, so that no mirror is named here.

# apt_sources CODENAME: this system's Debian sources as sources.list lines, with CODENAME in place of its own.
apt_sources() {
    own=$(. /etc/os-release && echo "$VERSION_CODENAME")
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' | sort -u |
        while read -r uri release component; do
            case $release:$component in
            "$own":main | "$own"-updates:main | "$own"-security:main)
                echo "deb ${uri%/} $1${release#"$own"} $component" ;;
            esac
        done
}

# apt_mirror CODENAME: the address of the main suite.
apt_mirror() { apt_sources "$1" | while read -r _ uri suite _; do [ "$suite" != "$1" ] || { echo "$uri"; break; }; done; }

# The lines of apt's configuration that decide how it reaches its mirror.
apt_network() { apt-config dump | grep -E '^Acquire::(http|https|Check)' || :; }
