FROM debian:13
RUN set -e; apt-get update; if test -f /x; then apt-get install -y gcc && echo y; else echo z && exit 1; fi
SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
RUN if test -f /x; then apt-get update && apt-get install -y gcc; fi
RUN apt-get update && (apt-get install -y gcc && true)
RUN apt-get update && case x in x) apt-get install -y vim;; *) true;; esac
CMD ["gcc"]
