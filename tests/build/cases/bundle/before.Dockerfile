FROM debian:bookworm AS repository
RUN apt-get update && apt-get install -y --no-install-recommends ruby && rm -rf /var/lib/apt/lists/*
WORKDIR /made
RUN mkdir -p lib /repository/gems && head -c 300000 /usr/bin/perl > lib/imgfix_lab.rb \
 && printf 'Gem::Specification.new do |s|\n  s.name = "imgfix_lab"\n  s.version = "1.0.0"\n  s.summary = "made up"\n  s.authors = ["nobody"]\n  s.files = ["lib/imgfix_lab.rb"]\nend\n' > imgfix_lab.gemspec \
 && gem build imgfix_lab.gemspec && cp *.gem /repository/gems && gem generate_index -d /repository
FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends ruby bundler && rm -rf /var/lib/apt/lists/*
COPY --from=repository /repository /repository
WORKDIR /app
RUN printf 'source "file:///repository"\ngem "imgfix_lab"\n' > Gemfile
RUN bundle install
CMD ["ruby"]
