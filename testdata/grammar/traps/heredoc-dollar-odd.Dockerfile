FROM alpine
RUN echo $ $$$ $. "$" "$." $( $" <<EOF
RUN b
