FROM ruby:3.3-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends subversion && rm -rf /var/lib/apt/lists/*
COPY install-subversion.sh /tmp/install-subversion.sh
RUN /tmp/install-subversion.sh
CMD ["ruby", "/app.rb"]
