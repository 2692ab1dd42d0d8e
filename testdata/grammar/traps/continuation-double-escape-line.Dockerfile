FROM alpine
RUN a \
\\
