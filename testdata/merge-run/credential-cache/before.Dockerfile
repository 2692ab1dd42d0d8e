FROM debian:12
RUN git config --global credential.helper cache && git clone https://example.org/x /x
RUN git clone https://example.org/y /y
CMD ["true"]
