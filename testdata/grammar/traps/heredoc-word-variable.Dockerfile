FROM alpine
RUN <<$X
body
$X
RUN <<${X}
body
${X}
RUN <<E$X
b
E$X
