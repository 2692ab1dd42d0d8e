FROM ubuntu:24.04
RUN echo 'tzdata tzdata/Areas select Europe' | debconf-set-selections
RUN echo "dash dash/sh boolean false" | debconf-set-selections
RUN debconf-set-selections /answers
RUN echo "debconf debconf/frontend select $X" | debconf-set-selections
RUN echo 'debconf debconf/frontend select Noninteractive' | debconf-set-selections || true
RUN echo 'debconf debconf/frontend select Noninteractive' | tee /x | debconf-set-selections
RUN printf 'debconf debconf/frontend select Noninteractive' | debconf-set-selections
CMD ["true"]
