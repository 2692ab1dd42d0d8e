FROM ruby:3.4
ONBUILD RUN gem install rails
FROM ruby:3.4
RUN echo "gem install rails"
FROM ruby:3.4
RUN true # gem install rails
FROM ruby:3.4
RUN cat > /x <<'EOF'
gem install rails
EOF
FROM ruby:3.4
RUN su app -c "gem install rails"
FROM ruby:3.4
RUN eval 'gem install rails'
FROM ruby:3.4
RUN X=$(gem install rails) && echo $X
FROM ruby:3.4
RUN f() { gem install rails; } && f
FROM ruby:3.4
LABEL install="gem install rails"
FROM ruby:3.4
SHELL ["/usr/bin/fish", "-c"]
RUN gem install rails
