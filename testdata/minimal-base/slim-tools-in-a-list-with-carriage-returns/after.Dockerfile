FROM ruby:3.3-slim
RUN apt-get update
RUN apt-get install -yqq \
      nginx \
      vim \
      subversion
RUN svn export https://example.org/x
CMD ["cat", "/x"]
