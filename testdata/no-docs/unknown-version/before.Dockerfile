FROM example.org/x:1
RUN gem install rainbow
