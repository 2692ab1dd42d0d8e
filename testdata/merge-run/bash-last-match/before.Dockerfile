FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN [[ abc =~ b ]] && touch a
RUN echo ${BASH_REMATCH[0]}
