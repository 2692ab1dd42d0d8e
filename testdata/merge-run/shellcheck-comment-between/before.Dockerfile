FROM alpine:3.20
RUN touch a
# shellcheck disable=SC2086
RUN touch $X
