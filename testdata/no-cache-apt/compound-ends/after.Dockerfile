FROM debian:13
RUN set -e; apt-get update; if test -f /x; then apt-get install -y gcc && echo y; else echo z && exit 1; fi && rm -rf /var/lib/apt/lists/*
SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
RUN if test -f /x; then apt-get update && apt-get install -y gcc; fi && rm -rf /var/lib/apt/lists/*
RUN apt-get update && (apt-get install -y gcc && true) && rm -rf /var/lib/apt/lists/*
RUN apt-get update && case x in x) apt-get install -y vim;; *) true;; esac && rm -rf /var/lib/apt/lists/*
CMD ["gcc"]
