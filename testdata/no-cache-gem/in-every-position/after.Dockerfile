FROM ruby:3.4
RUN env A=b gem install rails && rm -rf /usr/local/bundle/cache/*.gem
FROM ruby:3.4
RUN DEBIAN_FRONTEND=noninteractive gem install rails && rm -rf /usr/local/bundle/cache/*.gem
FROM ruby:3.4
RUN time gem install rails && rm -rf /usr/local/bundle/cache/*.gem
FROM ruby:3.4
RUN nice -n 5 gem install rails && rm -rf /usr/local/bundle/cache/*.gem
FROM ruby:3.4
RUN if true; then gem install rails; fi && rm -rf /usr/local/bundle/cache/*.gem
FROM ruby:3.4
RUN for i in a b; do gem install rails; done && rm -rf /usr/local/bundle/cache/*.gem
FROM ruby:3.4
RUN (gem install rails) && rm -rf /usr/local/bundle/cache/*.gem
FROM ruby:3.4
RUN { gem install rails; } && rm -rf /usr/local/bundle/cache/*.gem
FROM ruby:3.4
RUN true && gem install rails || exit 1 && rm -rf /usr/local/bundle/cache/*.gem
FROM ruby:3.4
RUN sh -c 'gem install rails' && rm -rf /usr/local/bundle/cache/*.gem
FROM ruby:3.4
RUN bash -euxo pipefail -c "gem install rails" && rm -rf /usr/local/bundle/cache/*.gem
FROM ruby:3.4
RUN echo start; gem install rails && rm -rf /usr/local/bundle/cache/*.gem
FROM ruby:3.4
RUN ["sh", "-c", "gem install rails && rm -rf /usr/local/bundle/cache/*.gem"]
FROM ruby:3.4
RUN <<EOF
gem install rails && rm -rf /usr/local/bundle/cache/*.gem
EOF
FROM ruby:3.4
RUN bash <<'EOF'
set -e
gem install rails && rm -rf /usr/local/bundle/cache/*.gem
EOF
FROM ruby:3.4
SHELL ["/bin/dash", "-c"]
RUN gem install rails && rm -rf /usr/local/bundle/cache/*.gem
FROM ruby:3.4
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN gem install rails && rm -rf /usr/local/bundle/cache/*.gem
FROM ruby:3.4
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN gem install rails && rm -rf /usr/local/bundle/cache/*.gem
