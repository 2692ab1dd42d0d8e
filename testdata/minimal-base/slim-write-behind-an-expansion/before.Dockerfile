FROM debian:12
ARG file
RUN echo run > $file
CMD ["true"]
