FROM debian:12
RUN get() { gem install rainbow; } && get
RUN echo $(gem install rainbow)
