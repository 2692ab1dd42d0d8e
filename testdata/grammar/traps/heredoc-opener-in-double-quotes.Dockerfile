FROM alpine
RUN echo "<<EOF"
RUN echo "a <<EOF b"
