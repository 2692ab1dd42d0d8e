FROM debian:13
RUN apt-get update && apt-get install -y gcc &
RUN apt-get update && apt-get install -y gcc & wait
RUN { apt-get update && apt-get install -y gcc; exit 0; }
RUN set -e; apt-get update; if apt-get install -y gcc; then false; true; fi
RUN set -f; apt-get update; apt-get install -y gcc
RUN apt-get update && apt-get install -y gcc # compiler
