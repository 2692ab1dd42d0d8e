# escape=`
FROM alpine
RUN echo a `
  b
RUN echo a \
RUN b
