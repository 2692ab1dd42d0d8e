FROM alpine
RUN <<'$X'
a
$X
