FROM ruby:2.4
RUN apt-get update && apt-get install -y python2.7-dev
RUN python --version
CMD ["ruby", "-v"]
