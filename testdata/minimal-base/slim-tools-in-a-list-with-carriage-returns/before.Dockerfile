FROM ruby:3.3
RUN apt-get update
RUN apt-get install -yqq \
      nginx \
      vim
RUN svn export https://example.org/x
CMD ["cat", "/x"]
