FROM alpine
RUN echo "a <<EOF
RUN echo it's <<EOF
