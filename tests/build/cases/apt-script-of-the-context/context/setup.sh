set -e
useradd -m app
mkdir -p /srv/data
