FROM debian:12
RUN wget -b http://example.org/a
RUN touch b
