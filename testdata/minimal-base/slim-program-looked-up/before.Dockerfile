FROM ruby:3.3
RUN which gcc && test -x /usr/bin/make
RUN command -v git > /x
RUN type curl
RUN dpkg -s wget > /y
CMD ["cat", "/x"]
