FROM debian:12
RUN touch a; return 0
RUN touch b
