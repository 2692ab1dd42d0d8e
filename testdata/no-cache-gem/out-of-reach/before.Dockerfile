FROM ruby:3.4
RUN su app -c "bundle install --jobs 4"
RUN echo $(bundle install --jobs 4)
RUN get() { bundle install --jobs 4; } && get
RUN sh <<EOT
bundle install --jobs 4 $X
EOT
RUN bundle install --jobs 4 && if true; then echo
