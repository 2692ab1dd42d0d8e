FROM alpine
RUN echo ${1} ${@} ${*} ${?} ${#} ${-} ${$} ${!} ${10} <<EOF
body
EOF
