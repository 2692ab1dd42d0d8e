FROM ruby:3.3-bookworm
COPY install-subversion.sh /tmp/install-subversion.sh
RUN /tmp/install-subversion.sh
CMD ["ruby", "/app.rb"]
